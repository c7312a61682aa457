import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const patient = { testTimeout: 120_000, hookTimeout: 120_000 };
/** What runs servers, stores and programs, and sets what a process has only once, such as its environment. */
const system = "tests/{app,cli,data,server,store}/**/*.test.ts";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          ...patient,
          name: "unit",
          include: ["tests/**/*.test.ts"],
          exclude: ["tests/browser/**", system],
          // Pure functions leave nothing behind, and are loaded once for all files rather than once for each.
          isolate: false,
        },
      },
      { extends: true, test: { ...patient, name: "system", include: [system] } },
      {
        extends: true,
        test: {
          ...patient,
          name: "browser",
          include: ["tests/browser/**/*.test.ts"],
          // As patient as Playwright is with what it waits for itself.
          expect: { poll: { timeout: 15_000 } },
        },
      },
    ],
  },
});
