// `npm run test:browser`: the browser suite against the built app, in a Chromium that is found or fetched first.
import { spawnSync } from "node:child_process";
import { findChromium } from "./find-chromium.mjs";

process.env.CHROMIUM_PATH = findChromium();
const vitest = ["node_modules/vitest/vitest.mjs", "run", "--project", "browser", ...process.argv.slice(2)];
process.exit(spawnSync(process.execPath, vitest, { stdio: "inherit" }).status ?? 1);
