import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startApp } from "./app";
import { countLost, isKept, table, upload } from "./client";
import { withFolder, type Drill, type Outcome } from "./drill";
import { leftovers } from "./process-death";

/** Watches the server's calls: before each 201 the log of the database, and the file before it, are on disk. */
export const syncBeforeAnswer: Drill = {
  name: "fsync before 201",
  run: (scale) =>
    withFolder(async (dir) => {
      if (spawnSync("strace", ["-V"]).status !== 0) return skipped("strace is not installed");
      const trace = join(dir, "trace");
      const calls = "trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg";
      const app = await startApp(dir, {}, ["strace", "-f", "-y", "-s", "16", "-e", calls, "-o", trace]).catch(
        () => null,
      );
      if (app === null) return skipped("strace may not watch a process here");
      const count = scale === "long" ? 200 : 20;
      let kept = 0;
      for (let i = 0; i < count; i += 1) if (isKept(await upload(app.url, table(i)))) kept += 1;
      await app.stop();
      const { answers, early } = readTrace(readFileSync(trace, "latin1"));
      return {
        says: `${count} uploads, ${kept} acknowledged, ${answers} answers seen, ${early} of them before what they tell of was on disk`,
        isKept: kept === count && answers === count && early === 0,
      };
    }),
};

/** Of the answers 201 in a trace, how many came while something written to the database's log was not yet synced. */
function readTrace(text: string): { answers: number; early: number } {
  const found = { answers: 0, early: 0 };
  let unsynced = false;
  let hasWritten = false;
  for (const line of text.split("\n")) {
    if (/pwrite64\(\d+<[^>]*whisker\.db-wal>/.test(line)) [unsynced, hasWritten] = [true, true];
    else if (/f(?:data)?sync\(\d+<[^>]*whisker\.db-wal>\)/.test(line) && !line.includes("unfinished"))
      unsynced = false;
    else if (/f(?:data)?sync\(\d+<[^>]*whisker\.db-wal>/.test(line)) unsynced = false;
    else if (/"HTTP\/1\.1 201/.test(line)) {
      found.answers += 1;
      if (unsynced || !hasWritten) found.early += 1;
      hasWritten = false;
    }
  }
  return found;
}

/** Fills the disk again and again, and frees it: what was acknowledged stays, reads go on, writes come back by themselves. */
export const fullDisk: Drill = {
  name: "full disk",
  run: (scale) =>
    withFolder(async (folder) => {
      const dir = join(folder, "small");
      mkdirSync(dir);
      if (spawnSync("mount", ["-t", "tmpfs", "-o", "size=6m", "tmpfs", dir]).status !== 0)
        return skipped("no small file system can be mounted here");
      try {
        return await fill(dir, scale === "long" ? 20 : 3);
      } finally {
        spawnSync("umount", ["-l", dir]);
      }
    }),
};

async function fill(dir: string, fills: number): Promise<Outcome> {
  const app = await startApp(dir);
  const acknowledged = new Set<string>();
  const filler = join(dir, "filler");
  let [number, refused, unread, slowest, unhealed] = [0, 0, 0, 0, 0];
  const send = async (rows: number) => {
    const sent = await upload(app.url, table((number += 1), rows));
    if (isKept(sent)) acknowledged.add(sent.sha256);
    return sent;
  };
  for (let round = 0; round < fills; round += 1) {
    fillUp(filler);
    const sent = await send(2_000);
    if (sent.status === 507) refused += 1;
    slowest = Math.max(slowest, sent.took);
    if (!(await fetch(`${app.url}/explore`)).ok) unread += 1;
    rmSync(filler);
    if (!isKept(await send(5))) unhealed += 1;
  }
  const lost = await countLost(app, acknowledged);
  await app.stop();
  const { faults } = await leftovers(dir);
  return {
    says: `${fills} fills: ${refused} refused with 507 within ${Math.round(slowest)} ms, ${unread} reads failed, ${unhealed} writes failed afterwards; ${acknowledged.size} acknowledged, ${lost} lost, ${faults.length} faults`,
    isKept: refused === fills && unread + unhealed + lost + faults.length === 0,
  };
}

function fillUp(path: string): void {
  for (let size = 4 << 20; size >= 512; size /= 2) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: "a" });
    } catch {
      if (!existsSync(path)) throw new Error(`${path} could not be written.`);
    }
  }
}

function skipped(why: string): Outcome {
  return { says: `skipped: ${why}`, isKept: null };
}
