// A worker thread that reads files for the server. It runs TypeScript as it stands, outside the built app.
import { register } from "tsx/esm/api";

register();
await import("../lib/server/import-worker.ts");
