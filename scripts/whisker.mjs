#!/usr/bin/env node
// The `whisker` command. It is written in TypeScript, which tsx reads as it loads; the folder it is called from does
// not matter.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });

const { runWhisker } = await import("./cli/whisker.ts");
await runWhisker(process.argv);
