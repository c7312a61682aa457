import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, Migrator, PostgresDialect, SqliteDialect } from "kysely";
import { Pool } from "pg";
import { verifyStore } from "@/lib/server/verify";
import { migrations, type MigrationName } from "@/lib/store/migrations/migrations";
import { openDatabase, type DatabaseAddress } from "@/lib/store/open-database";
import { sqliteFile } from "@/lib/store/sqlite";
import { tableKeys } from "@/lib/store/table-keys";
import { startPostgres, whyNoPostgres } from "../../tests/postgres/postgres-server";
import { startApp } from "./app";
import { countLost, isKept, table, upload } from "./client";
import { withFolder, type Drill } from "./drill";

const names = Object.keys(migrations) as MigrationName[];

/** A schema that was released: its last migration, and those that a start has to run. */
const released = names.slice(0, -1).map((last, at) => ({ last, missing: names.slice(at + 1) }));

/** Kills the server in the middle of bringing up to date the tables of each released schema, and starts it again. */
export const killedMigrations: Drill = {
  name: "kill -9 during a migration",
  run: (scale) =>
    withFolder(async (folder) => {
      const rounds = scale === "long" ? 5 : 1;
      const filled = await filledStore(join(folder, "filled"));
      const postgres = whyNoPostgres() === null ? await startPostgres() : null;
      const wrong: string[] = [];
      let [starts, kills, held] = [0, 0, 0];
      try {
        for (let round = 0; round < rounds; round += 1)
          for (const { last, missing } of released)
            for (const url of [null, ...(postgres ? [await postgres.createDatabase()] : [])]) {
              const at = { dir: join(folder, `${last}-${round}-${url ? "postgres" : "sqlite"}`), url };
              const where = `${url ? "PostgreSQL" : "SQLite"} of ${last}`;
              await makeOld(filled.at, at, last);
              const before = await tables(at, ranIn);
              for (const point of scale === "long" ? missing : [missing[0]!, missing.at(-1)!]) {
                kills += 1;
                if (!(await diesAt(at, point))) wrong.push(`${where}: not killed at ${point}`);
                if ((await tables(at, ranIn)) !== before) wrong.push(`${where}: half of it after ${point}`);
              }
              starts += 1;
              const app = await startApp(at.dir, environment(at));
              const lost = await countLost(app, filled.acknowledged);
              const { status } = await fetch(`${app.url}${filled.view}`);
              await app.stop();
              held += filled.acknowledged.size;
              if (lost > 0) wrong.push(`${where}: ${lost} lost`);
              if (status !== 200) wrong.push(`${where}: a view answers ${status}`);
              wrong.push(...(await faultsOf(at)).map((says) => `${where}: ${says}`));
            }
      } finally {
        await postgres?.remove();
      }
      const databases = postgres ? "SQLite and PostgreSQL" : "SQLite alone, no PostgreSQL here";
      return {
        says: `${released.length} schemas x ${rounds} (${databases}): ${kills} kills, ${starts} starts after them, ${held} files asked for; ${wrong.length} wrong${wrong.map((each) => `; ${each}`).join("")}`,
        isKept: wrong.length === 0,
      };
    }),
};

const environment = ({ url }: DatabaseAddress): Record<string, string> =>
  url === null ? {} : { DATABASE_URL: url };

/** A store of today's version with datasets and a view. */
async function filledStore(dir: string) {
  const app = await startApp(dir);
  const acknowledged = new Set<string>();
  for (let number = 0; number < 8; number += 1) {
    const sent = await upload(app.url, table(number, number === 0 ? 5_000 : 20));
    if (isKept(sent)) acknowledged.add(sent.sha256);
  }
  const answer = await fetch(`${app.url}/api/views`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ query: "metric=output_tokens_per_second" }),
  });
  const { id } = (await answer.json()) as { id: string };
  await app.stop();
  return { at: { dir, url: null }, acknowledged, view: `/v/${id}` };
}

type AnyTables = Record<string, Record<string, unknown>>;

/** A connection that brings nothing up to date. */
async function tables<T>(
  { dir, url }: DatabaseAddress,
  work: (db: Kysely<AnyTables>) => Promise<T>,
): Promise<T> {
  const dialect = url
    ? new PostgresDialect({ pool: new Pool({ connectionString: url, max: 1 }) })
    : new SqliteDialect({ database: new Database(join(dir, sqliteFile)) });
  const db = new Kysely<AnyTables>({ dialect });
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

async function ranIn(db: Kysely<AnyTables>): Promise<string> {
  const rows = await db.selectFrom("kysely_migration").select("name").orderBy("name").execute();
  return rows.map(({ name }) => String(name)).join();
}

/** The tables of a released schema, with the rows of a filled store as far as that schema has their columns. */
async function makeOld(filled: DatabaseAddress, at: DatabaseAddress, last: MigrationName): Promise<void> {
  if (at.url === null) mkdirSync(at.dir, { recursive: true });
  await tables(at, async (old) => {
    const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
    const { error } = await new Migrator({ db: old, provider }).migrateTo(last);
    if (error) throw error as Error;
    const columnsOf = new Map(
      (await old.introspection.getTables()).map(({ name, columns }) => [
        name,
        columns.map((each) => each.name),
      ]),
    );
    await tables(filled, async (from) => {
      for (const name of Object.keys(tableKeys)) {
        const columns = columnsOf.get(name);
        if (!columns) continue;
        const kept = await old.selectFrom(name).selectAll().execute();
        // What a migration wrote itself is the filled store's from here on, and what a later one will write is not there yet.
        await old.deleteFrom(name).execute();
        const rows = await from.selectFrom(name).select(columns).execute();
        for (const row of rows)
          if (name !== "meta" || kept.some(({ key }) => key === row["key"]))
            await old.insertInto(name).values(row).execute();
      }
    });
  });
}

/** Starts the server with orders to die once a migration has run and is not committed. */
async function diesAt(at: DatabaseAddress, migration: MigrationName): Promise<boolean> {
  const started = await startApp(at.dir, { ...environment(at), WHISKER_KILL_AT: migration }).catch(
    () => null,
  );
  await started?.stop();
  return started === null;
}

async function faultsOf(at: DatabaseAddress): Promise<string[]> {
  const store = await openDatabase(at);
  const { faults } = await verifyStore(store);
  await store.close();
  return faults.map(({ subject, says }) => `${subject}: ${says}`);
}
