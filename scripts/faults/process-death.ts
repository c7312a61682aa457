import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { verifyStore } from "@/lib/server/verify";
import { killPoints, type KillPoint } from "@/lib/store/kill-point";
import { besideFolder } from "@/lib/store/files-beside";
import { openSqlite, sqliteFile } from "@/lib/store/sqlite";
import { startApp } from "./app";
import { countLost, isKept, largeTable, sha256, startClients, table, upload } from "./client";
import { p95, pause, withFolder, type Drill } from "./drill";

/** What a store that nobody serves says of itself: faults, and files of uploads that were left behind. */
export async function leftovers(dir: string): Promise<{ faults: string[]; temporary: number }> {
  const store = await openSqlite(dir);
  const { faults } = await verifyStore(store);
  await store.close();
  const temporary = temporaryFiles(dir) + unknownFiles(dir);
  return { faults: faults.map(({ subject, says }) => `${subject}: ${says}`), temporary };
}

export function temporaryFiles(dir: string): number {
  return namesIn(join(dir, "tmp")).length;
}

/** Files beside the database that no dataset has. */
function unknownFiles(dir: string): number {
  const path = join(dir, sqliteFile);
  const database = new Database(path, { readonly: true });
  const known = new Set(database.prepare("select sha256 from files_beside").pluck().all());
  database.close();
  return namesIn(besideFolder(path)).filter((name) => !known.has(name)).length;
}

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** Kills the server's group at a random moment while eight clients upload, again and again, and asks for all that was acknowledged. */
export const killLoop: Drill = {
  name: "kill -9 under 8 clients",
  run: (scale) =>
    withFolder(async (dir) => {
      const rounds = scale === "long" ? 200 : 5;
      const acknowledged = new Set<string>();
      const ready: number[] = [];
      let lost = 0;
      for (let round = 0; round < rounds; round += 1) {
        const app = await startApp(dir);
        ready.push(app.readyAfter);
        const clients = startClients(8, () => app.url, round * 1_000_000);
        while (clients.sent.length === 0) await pause(5);
        await pause(50 + Math.random() * 450);
        await app.kill();
        for (const sent of await clients.end()) if (isKept(sent)) acknowledged.add(sent.sha256);
      }
      const app = await startApp(dir);
      lost += await countLost(app, acknowledged);
      await app.stop();
      const { faults, temporary } = await leftovers(dir);
      return {
        says: `${rounds} rounds, ${acknowledged.size} acknowledged, ${lost} lost, ${faults.length} faults, ${temporary} temporary files left; ready after ${p95(ready)} ms (p95)`,
        isKept: acknowledged.size > 0 && lost === 0 && faults.length === 0 && temporary === 0,
      };
    }),
};

/** Those after which the transaction is committed: the file is there, though nobody was told. */
const committed: readonly KillPoint[] = ["after commit", "before answer"];

/** Ends the server at each named moment of a write; the next start finds the file whole, or nothing of it. */
export const namedKillPoints: Drill = {
  name: "named kill points",
  run: (scale) =>
    withFolder(async (dir) => {
      const rounds = scale === "long" ? 25 : 2;
      const wrong: string[] = [];
      let previous: { id: string; point: KillPoint } | null = null;
      const check = async (url: string) => {
        if (!previous) return;
        const { status } = await fetch(`${url}/api/datasets/${previous.id}`);
        const expected = committed.includes(previous.point) ? 200 : 404;
        if (status !== expected) wrong.push(`${previous.point}: ${status}, not ${expected}`);
      };
      for (let round = 0; round < rounds; round += 1)
        for (const [i, point] of killPoints.entries()) {
          const app = await startApp(dir, { WHISKER_KILL_AT: point });
          await check(app.url);
          const bytes = (round % 2 === 0 ? table : largeTable)(round * 100 + i);
          const { status } = await upload(app.url, bytes);
          if (status !== null) wrong.push(`${point}: answered ${status}`);
          await app.kill();
          previous = { id: sha256(bytes), point };
        }
      const app = await startApp(dir);
      await check(app.url);
      await app.stop();
      const { faults, temporary } = await leftovers(dir);
      return {
        says: `${killPoints.length} points x ${rounds}: ${wrong.length} wrong, ${faults.length} faults, ${temporary} temporary files left${wrong.map((each) => `; ${each}`).join("")}`,
        isKept: wrong.length === 0 && faults.length === 0 && temporary === 0,
      };
    }),
};
