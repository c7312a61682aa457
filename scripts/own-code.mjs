// The command line, the server and the worker that reads files are TypeScript. Bundled once, with the packages that they
// use, they start in a quarter of the time and half the memory that a loader needs which translates module by module and
// keeps a source map of each: the packages alone are some seven hundred small files.
import { createHash, randomUUID } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

export const root = resolve(fileURLToPath(new URL("..", import.meta.url)));

const entries = { whisker: "scripts/cli/whisker.ts", "import-worker": "lib/server/import-worker.ts" };

/**
 * Loads one of the entries as its sources are now.
 * @param {keyof typeof entries} entry
 */
export async function loadOwnCode(entry) {
  const folder = await bundled().catch(() => null);
  if (folder !== null) return import(pathToFileURL(join(folder, `${entry}.js`)).href);
  // Where nothing may be written, or esbuild cannot run, it is read as it stands.
  const { register } = await import("tsx/esm/api");
  register({ tsconfig: join(root, "tsconfig.json") });
  return import(pathToFileURL(join(root, entries[entry])).href);
}

/**
 * The folder of the bundle, named by the hash of all that it is made of; made where it is missing.
 * @param {string} home the project's folder
 */
export async function bundled(home = root) {
  const listed = join(cacheIn(home), "sources.json");
  const sources = existsSync(listed) ? JSON.parse(readFileSync(listed, "utf8")) : null;
  const folder = sources && folderOf(home, sources);
  return folder !== null && existsSync(folder) ? folder : bundle(home, listed);
}

function cacheIn(home) {
  return join(home, "node_modules", ".cache", "whisker");
}

/** How the bundle is made decides what it is, too. */
const ownText = readFileSync(fileURLToPath(import.meta.url));

/** Null where one of the sources is gone. */
function folderOf(home, sources) {
  const hash = createHash("sha256").update(process.versions.node).update(ownText);
  for (const source of sources) {
    const path = join(home, source);
    if (!existsSync(path)) return null;
    hash.update(`\0${source}\0`).update(readFileSync(path));
  }
  return join(cacheIn(home), hash.digest("hex").slice(0, 24));
}

/** Packages that are native, or find files of their own beside them. `pg-native` is one that pg asks for and does without. */
const loadedInPlace = ["@resvg/resvg-js", "better-sqlite3", "esbuild", "next", "pg-native", "pino", "tsx"];

/** Packages that are no ES modules ask for Node's own ones by `require`, which a module has to make for itself. */
const requireOfBundled =
  'import { createRequire as requireFrom } from "node:module"; const require = requireFrom(import.meta.url);';

/** Made aside and put in its place whole: several processes may find at once that it is missing. */
async function bundle(home, listed) {
  const { build } = await import("esbuild");
  const made = join(cacheIn(home), `making-${randomUUID()}`);
  mkdirSync(made, { recursive: true });
  try {
    const { metafile } = await build({
      absWorkingDir: home,
      entryPoints: entries,
      outdir: made,
      ...{ bundle: true, splitting: true, metafile: true, sourcemap: true, logLevel: "silent" },
      ...{ format: "esm", platform: "node", target: "node20.9", external: loadedInPlace },
      banner: { js: requireOfBundled },
    });
    const own = Object.keys(metafile.inputs).filter((path) => !path.startsWith("node_modules/"));
    // What the packages are is said by the lock file.
    const sources = [...own, "tsconfig.json", "package-lock.json"].sort();
    const folder = folderOf(home, sources);
    putInPlace(made, folder);
    writeFileSync(`${made}.json`, JSON.stringify(sources));
    renameSync(`${made}.json`, listed);
    forgetOld(cacheIn(home), [folder, listed]);
    return folder;
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
}

function putInPlace(made, folder) {
  try {
    renameSync(made, folder);
  } catch (cause) {
    if (!existsSync(folder)) throw cause;
  }
}

/** Not those of today: a process that is still running may load from them. */
function forgetOld(cache, kept) {
  for (const name of readdirSync(cache)) {
    const path = join(cache, name);
    if (kept.includes(path) || Date.now() - statSync(path).mtimeMs < 86_400_000) continue;
    rmSync(path, { recursive: true, force: true });
  }
}
