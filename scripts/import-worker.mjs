// A worker thread that reads files for the server. It runs TypeScript as it stands, outside the built app.
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

register({ tsconfig: fileURLToPath(new URL("../tsconfig.json", import.meta.url)) });

await import("../lib/server/import-worker.ts");
