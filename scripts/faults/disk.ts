import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { startApp } from "./app";
import { countLost, isKept, largeTable, table, upload, type Sent } from "./client";
import { withFolder, type Drill, type Outcome } from "./drill";
import { leftovers } from "./process-death";

/** Watches the server's calls: before each 201 the log of the database is on disk, and a file beside it with its name. */
export const syncBeforeAnswer: Drill = {
  name: "fsync before 201",
  run: (scale) =>
    withFolder(async (dir) => {
      if (spawnSync("strace", ["-V"]).status !== 0) return skipped("strace is not installed");
      const trace = join(dir, "trace");
      const calls = "trace=fsync,fdatasync,pwrite64,write,writev,sendto,sendmsg,?rename,?renameat,?renameat2";
      const app = await startApp(dir, {}, [
        "strace",
        "-f",
        "-y",
        "-s",
        "300",
        "-e",
        calls,
        "-o",
        trace,
      ]).catch(() => null);
      if (app === null) return skipped("strace may not watch a process here");
      const count = scale === "long" ? 200 : 20;
      const [kept, large] = [[] as Sent[], count / 5];
      for (let i = 0; i < count; i += 1)
        kept.push(await upload(app.url, (i % 5 === 0 ? largeTable : table)(i)));
      await app.stop();
      const acknowledged = kept.filter(isKept).length;
      const { answers, early, moved } = readTrace(readFileSync(trace, "latin1"), dir);
      return {
        says: `${count} uploads, ${acknowledged} acknowledged, ${answers} answers and ${moved} files moved seen, ${early} of them before what they tell of was on disk`,
        isKept: acknowledged === count && answers === count && moved === large && early === 0,
      };
    }),
};

/**
 * Of the answers 201 in a trace, how many came while something written to the database's log was not yet synced, and of
 * the files that were moved beside it, how many before their bytes were, or were told of before their name was, and that of
 * the folder that they are in.
 */
function readTrace(text: string, dir: string): { answers: number; moved: number; early: number } {
  const found = { answers: 0, moved: 0, early: 0 };
  const unsynced = { log: false, file: false, name: false, folder: false };
  let hasWritten = false;
  for (const line of text.split("\n")) {
    if (/write(?:64)?\(\d+<[^>]*whisker\.db-wal>/.test(line)) [unsynced.log, hasWritten] = [true, true];
    else if (/write(?:64|v)?\(\d+<[^>]*\.upload>/.test(line)) unsynced.file = true;
    else if (/sync\(\d+<[^>]*whisker\.db-wal>/.test(line)) unsynced.log = false;
    else if (/sync\(\d+<[^>]*\.upload>/.test(line)) unsynced.file = false;
    else if (/sync\(\d+<[^>]*whisker\.db-files>/.test(line)) unsynced.name = false;
    else if (line.includes(`<${dir}>`) && /sync\(/.test(line)) unsynced.folder = false;
    else if (/rename(?:at2?)?\(.*\.new"/.test(line) && line.includes(".upload")) {
      found.moved += 1;
      if (unsynced.file) found.early += 1;
      [unsynced.name, unsynced.folder] = [true, true];
    } else if (/"HTTP\/1\.1 201/.test(line)) {
      found.answers += 1;
      if (unsynced.log || unsynced.name || unsynced.folder || !hasWritten) found.early += 1;
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
  const send = async (bytes: Buffer) => {
    const sent = await upload(app.url, bytes);
    if (isKept(sent)) acknowledged.add(sent.sha256);
    return sent;
  };
  for (let round = 0; round < fills; round += 1) {
    number += 1;
    const bytes = round % 2 === 0 ? table(number, 2_000) : largeTable(number, 600);
    fillUp(filler);
    // A large one finds room to be received, and none to be stored.
    if (round % 2 === 1) truncateSync(filler, statSync(filler).size - bytes.length - 32_000);
    const sent = await send(bytes);
    if (sent.status === 507) refused += 1;
    slowest = Math.max(slowest, sent.took);
    if (!(await fetch(`${app.url}/explore`)).ok) unread += 1;
    rmSync(filler);
    if (!isKept(await send(table((number += 1), 5)))) unhealed += 1;
  }
  const lost = await countLost(app, acknowledged);
  await app.stop();
  const { faults, temporary } = await leftovers(dir);
  return {
    says: `${fills} fills: ${refused} refused with 507 within ${Math.round(slowest)} ms, ${unread} reads failed, ${unhealed} writes failed afterwards; ${acknowledged.size} acknowledged, ${lost} lost, ${faults.length} faults, ${temporary} files left behind`,
    isKept: refused === fills && unread + unhealed + lost + faults.length + temporary === 0,
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
