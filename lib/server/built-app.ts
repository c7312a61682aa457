import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { open, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What the built app is made of. A change anywhere in it makes a build out of date. */
const sources = [
  "app",
  "components",
  "lib",
  "public",
  "next.config.ts",
  "tsconfig.json",
  "package-lock.json",
] as const;

/**
 * Builds the app where there is no build, or one of other sources. Of several processes that find so at once, one
 * builds and the others wait.
 * @throws Error in a sentence, where the build fails
 */
export async function ensureBuilt(root: string, say: (text: string) => void): Promise<void> {
  const hash = sourceHash(root);
  if (await isBuilt(root, hash)) return;
  const release = await lockBuild(root, say);
  try {
    if (await isBuilt(root, hash)) return;
    say("Building the app; this takes about a minute, once.");
    const start = Date.now();
    await runBuild(root);
    await writeFile(hashFile(root), hash);
    say(`Built in ${Math.round((Date.now() - start) / 1000)} s.`);
  } finally {
    await release();
  }
}

function hashFile(root: string): string {
  return join(root, ".next", "whisker-source-hash");
}

async function isBuilt(root: string, hash: string): Promise<boolean> {
  const built = await readFile(hashFile(root), "utf8").catch(() => null);
  return built === hash && existsSync(join(root, ".next", "BUILD_ID"));
}

/**
 * One hash over the names and bytes of all sources, and over the Node that they were built by. Read one after the other:
 * each start waits for it, and handing a thousand small files to other threads takes several times as long.
 */
export function sourceHash(root: string): string {
  const hash = createHash("sha256").update(process.version);
  for (const source of sources) {
    for (const path of filesUnder(join(root, source))) {
      hash.update(`\0${path.slice(root.length)}\0`).update(readFileSync(path));
    }
  }
  return hash.digest("hex");
}

function filesUnder(path: string): string[] {
  if (!existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { withFileTypes: true })
    .flatMap((entry) => {
      const inner = join(path, entry.name);
      return entry.isDirectory() ? filesUnder(inner) : [inner];
    })
    .sort();
}

async function runBuild(root: string): Promise<void> {
  const deadline = Date.now() + 300_000;
  for (;;) {
    const { code, output } = await nextBuild(root);
    if (code === 0) return;
    // Someone runs `next build` by hand: theirs may be of older sources, so ours follows.
    const taken = output.includes("Another next build process is already running");
    if (!taken || Date.now() > deadline) throw new Error(`The build failed. It said:\n${output.trim()}`);
    await new Promise((done) => setTimeout(done, 2000));
  }
}

async function nextBuild(root: string): Promise<{ code: number | null; output: string }> {
  await rm(hashFile(root), { force: true });
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const output: Buffer[] = [];
  const code = await new Promise<number | null>((done, failed) => {
    const child = spawn(process.execPath, [next, "build"], {
      cwd: root,
      env: {
        ...process.env,
        NODE_ENV: "production",
        NEXT_TELEMETRY_DISABLED: "1",
        WHISKER_SKIP_TYPECHECK: "1",
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
    child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
    child.on("error", failed);
    child.on("close", done);
  });
  return { code, output: Buffer.concat(output).toString() };
}

/** A lock that outlives no process: the file holds the pid of its owner. */
async function lockBuild(root: string, say: (text: string) => void): Promise<() => Promise<void>> {
  const path = join(
    tmpdir(),
    `whisker-build-${createHash("sha256").update(root).digest("hex").slice(0, 16)}.lock`,
  );
  for (let said = false; ;) {
    const file = await open(path, "wx").catch(() => null);
    if (file) {
      await file.writeFile(String(process.pid));
      await file.close();
      return () => rm(path, { force: true });
    }
    if (!(await ownerLives(path))) await rm(path, { force: true });
    else if (!said) {
      say("Another process is building the app; waiting for it.");
      said = true;
    }
    await new Promise((done) => setTimeout(done, 300));
  }
}

async function ownerLives(path: string): Promise<boolean> {
  const pid = Number(await readFile(path, "utf8").catch(() => ""));
  // Just made and not yet written to.
  if (pid === 0) return existsSync(path);
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
