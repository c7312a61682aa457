// `npm run export [folder]`: the app over the committed data alone, as files for any static host.
import { resolve } from "node:path";
import { exportSite } from "./site/export-site";

const root = resolve(import.meta.dirname, "..");
const [folder = "out"] = process.argv.slice(2);
const made = await exportSite(root, resolve(folder), (text) => process.stdout.write(`${text}\n`));
process.stdout.write(`${made.files} files of ${made.points} points are in ${resolve(folder)}.\n`);
