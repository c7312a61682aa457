// `npm run build`: what `npm start` would build at its first start, so that it finds nothing to do.
import { join } from "node:path";
import { ensureBuilt } from "@/lib/server/built-app";
import { bundled } from "./own-code.mjs";

await ensureBuilt(join(import.meta.dirname, ".."), (text) => process.stdout.write(`${text}\n`));
await bundled();
