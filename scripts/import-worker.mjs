// A worker thread that reads files for the server, outside the built app.
import { loadOwnCode } from "./own-code.mjs";

await loadOwnCode("import-worker");
