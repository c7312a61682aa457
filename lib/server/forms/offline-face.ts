import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { perProcess } from "../per-process";
import { settings } from "../settings";

/** The page's text face for an offline file, Latin only, as base64: other scripts are drawn in a face of the reader's machine. */
export function offlineFace(): string {
  return perProcess("offline-face", () => {
    const { resolve } = createRequire(join(settings().root, "package.json"));
    const path = resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2");
    return readFileSync(path).toString("base64");
  });
}
