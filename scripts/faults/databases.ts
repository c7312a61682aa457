import { join } from "node:path";
import { backUp, restore } from "@/lib/store/backup";
import { startPostgres, whyNoPostgres, type PostgresServer } from "../../tests/postgres/postgres-server";
import { startApp } from "./app";
import { countLost, isKept, startClients, type Sent } from "./client";
import { pause, withFolder, type Drill, type Outcome } from "./drill";
import { leftovers } from "./process-death";

const acknowledgedIn = (sent: readonly Sent[]) => new Set(sent.filter(isKept).map((each) => each.sha256));

function withPostgres(work: (server: PostgresServer, dir: string) => Promise<Outcome>): Promise<Outcome> {
  const why = whyNoPostgres();
  if (why) return Promise.resolve({ says: `skipped: ${why}`, isKept: null });
  return withFolder(async (dir) => {
    const server = await startPostgres();
    try {
      return await work(server, dir);
    } finally {
      await server.remove();
    }
  });
}

/** Stops and starts PostgreSQL while clients upload. */
export const postgresRestarts: Drill = {
  name: "PostgreSQL stopped and started under load",
  run: (scale) =>
    withPostgres(async (server, dir) => {
      const rounds = scale === "long" ? 20 : 3;
      const app = await startApp(dir, { DATABASE_URL: await server.createDatabase() });
      const clients = startClients(8, () => app.url);
      let slowest = 0;
      for (let round = 0; round < rounds; round += 1) {
        await pause(500);
        await server.stop(round % 2 === 0 ? "immediate" : "fast");
        await pause(300);
        await server.start();
        const start = Date.now();
        for (const before = clients.sent.length; !clients.sent.slice(before).some(isKept);) {
          await pause(20);
          if (Date.now() - start > 60_000) break;
        }
        slowest = Math.max(slowest, Date.now() - start);
      }
      const sent = await clients.end();
      const acknowledged = acknowledgedIn(sent);
      const lost = await countLost(app, acknowledged);
      const lives = app.child.exitCode === null;
      await app.stop();
      const other = sent.filter((each) => !isKept(each) && each.status !== 503).length;
      return {
        says: `${rounds} restarts: ${acknowledged.size} acknowledged, ${lost} lost, ${other} answers other than 503; writes come back within ${slowest} ms`,
        isKept: acknowledged.size > 0 && lost === 0 && other === 0 && lives && slowest <= 5_000,
      };
    }),
};

/** Kills one of two processes on one PostgreSQL. */
export const oneOfTwoKilled: Drill = {
  name: "one of two processes killed",
  run: () =>
    withPostgres(async (server, dir) => {
      const env = { DATABASE_URL: await server.createDatabase() };
      const [one, two] = await Promise.all([startApp(join(dir, "1"), env), startApp(join(dir, "2"), env)]);
      const first = startClients(4, () => one.url);
      const second = startClients(4, () => two.url, 1_000_000);
      await pause(1_500);
      await one.kill();
      await pause(1_500);
      const [dead, alive] = [await first.end(), await second.end()];
      const acknowledged = acknowledgedIn([...dead, ...alive]);
      const lost = await countLost(two, acknowledged);
      const failed = alive.filter((each) => !isKept(each)).length;
      await two.stop();
      return {
        says: `${acknowledged.size} acknowledged by both, ${lost} lost, ${failed} failed on the other`,
        isKept: acknowledged.size > 0 && lost === 0 && failed === 0,
      };
    }),
};

/** Backs up while clients upload, and restores each elsewhere. */
export const restoreDrills: Drill = {
  name: "restored from a backup under load",
  run: (scale) =>
    withFolder(async (folder) => {
      const rounds = scale === "long" ? 20 : 3;
      const dir = join(folder, "store");
      const app = await startApp(dir);
      const clients = startClients(4, () => app.url);
      const backups: { file: string; acknowledged: Set<string> }[] = [];
      for (let round = 0; round < rounds; round += 1) {
        const before = clients.sent.length;
        while (!clients.sent.slice(before).some(isKept)) await pause(50);
        const acknowledged = acknowledgedIn(clients.sent);
        const file = join(folder, `${round}.db`);
        await backUp({ dir, url: null }, file);
        backups.push({ file, acknowledged });
      }
      await clients.end();
      await app.stop();
      let [lost, faulty, held] = [0, 0, 0];
      for (const [i, { file, acknowledged }] of backups.entries()) {
        const elsewhere = join(folder, `restored-${i}`);
        await restore(file, { dir: elsewhere, url: null });
        faulty += (await leftovers(elsewhere)).faults.length;
        const again = await startApp(elsewhere);
        lost += await countLost(again, acknowledged);
        held += acknowledged.size;
        await again.stop();
      }
      return {
        says: `${rounds} of ${rounds} restored: ${held} acknowledged before them, ${lost} lost, ${faulty} faults`,
        isKept: held > 0 && lost === 0 && faulty === 0,
      };
    }),
};
