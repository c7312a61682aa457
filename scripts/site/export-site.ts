import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { indexCommitted } from "@/lib/server/index-committed";
import { closeStore, openStore } from "@/lib/server/open-store";
import { importPool } from "@/lib/server/import-pool";
import { settings } from "@/lib/server/settings";
import { writeSiteData } from "./site-data";

/** What the site is built of. */
const sources = ["app", "components", "lib", "public", "next.config.ts", "tsconfig.json", "package.json"];

/**
 * Writes the app over `data/` alone into a folder: pages, and the points, details and files that they ask for. It is built
 * beside the app's own build, of a copy of the sources, so that a server that runs meanwhile is not disturbed.
 * @throws Error in a sentence, where the build fails or the folder holds something else
 */
export async function exportSite(
  root: string,
  folder: string,
  say: (text: string) => void,
): Promise<{ files: number; points: number }> {
  await refuseOther(folder);
  const dir = await mkdtemp(join(tmpdir(), "whisker-site-"));
  process.env["WHISKER_ROOT"] = root;
  process.env["WHISKER_DIR"] = dir;
  delete process.env["DATABASE_URL"];
  const copy = join(root, ".site");
  try {
    await indexCommitted(await openStore(), settings());
    say("Building the site; this takes about a minute.");
    await rm(copy, { recursive: true, force: true });
    await mkdir(copy);
    for (const source of sources)
      await cp(join(root, source), join(copy, source), { recursive: true, force: true });
    await build(copy, root, dir);
    await rm(folder, { recursive: true, force: true });
    await cp(join(copy, "out"), folder, { recursive: true });
    const points = await writeSiteData(folder);
    return { files: (await readdir(folder, { recursive: true })).length, points };
  } finally {
    await importPool().close();
    await closeStore();
    await rm(copy, { recursive: true, force: true });
    await rm(dir, { recursive: true, force: true });
  }
}

/** A folder is emptied first: it must be none, or a site of before. */
async function refuseOther(folder: string): Promise<void> {
  const held = await readdir(folder).catch((): string[] => []);
  if (held.length === 0 || held.includes("site")) return;
  throw new Error(`${folder} holds something that is no exported site: name a new folder, or empty it.`);
}

async function build(copy: string, root: string, dir: string): Promise<void> {
  const next = join(root, "node_modules", "next", "dist", "bin", "next");
  const output: Buffer[] = [];
  const child = spawn(process.execPath, [next, "build"], {
    cwd: copy,
    env: {
      ...process.env,
      ...{ NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", WHISKER_SKIP_TYPECHECK: "1" },
      ...{ WHISKER_SITE: "1", WHISKER_ROOT: root, WHISKER_DIR: dir },
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((done, failed) => {
    child.on("error", failed);
    child.on("close", done);
  });
  if (code !== 0)
    throw new Error(`The site could not be built. It said:\n${Buffer.concat(output).toString()}`);
}
