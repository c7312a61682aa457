import importX from "eslint-plugin-import-x";
import reactHooks from "eslint-plugin-react-hooks";
import { createTypeScriptImportResolver } from "eslint-import-resolver-typescript";
import tseslint from "typescript-eslint";

/** Which of our folders a folder may import from. Whatever is not listed is forbidden (docs/architecture.md). */
const mayImport = {
  "lib/points": [],
  "lib/stats": [],
  "lib/runs": ["lib/points", "lib/stats"],
  "lib/importers": ["lib/runs", "lib/points", "lib/stats"],
  "lib/view": ["lib/points", "lib/stats"],
  "lib/store": ["lib/points", "lib/stats", "lib/view"],
  "lib/catalogue": ["lib/points"],
  "lib/audit": ["lib/catalogue", "lib/stats", "lib/points"],
  "lib/series": ["lib/runs", "lib/catalogue", "lib/stats", "lib/points", "lib/view"],
  "lib/figure": ["lib/series", "lib/stats", "lib/points", "lib/view"],
  "lib/export": ["lib/points", "lib/runs"],
  "lib/review": ["lib/series", "lib/runs", "lib/stats", "lib/points"],
  "lib/share": ["lib/review", "lib/figure", "lib/export", "lib/series", "lib/points", "lib/view"],
  components: ["lib/share", "lib/review", "lib/series", "lib/figure", "lib/points", "lib/view"],
};
const rooms = [...Object.keys(mayImport), "lib/server", "app", "scripts", "tests", "data"];

const zones = Object.entries(mayImport).map(([room, allowed]) => ({
  target: `./${room}`,
  from: rooms.filter((other) => other !== room && !allowed.includes(other)).map((other) => `./${other}`),
  message: `${room} may import only from: ${allowed.join(", ") || "nothing of ours"}.`,
}));

export default tseslint.config(
  { ignores: [".next/", "node_modules/", "next-env.d.ts", ".whisker/"] },
  ...tseslint.configs.recommended,
  {
    files: ["**/*.{ts,tsx,mjs}"],
    plugins: { "import-x": importX, "react-hooks": reactHooks },
    settings: { "import-x/resolver-next": [createTypeScriptImportResolver()] },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "import-x/no-cycle": ["error", { ignoreExternal: true }],
      "import-x/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones }],
      "react-hooks/rules-of-hooks": "error",
      "react-hooks/exhaustive-deps": "error",
    },
  },
);
