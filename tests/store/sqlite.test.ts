import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { Kysely, Migrator, SqliteDialect } from "kysely";
import { afterAll, describe, expect, it } from "vitest";
import { migrations } from "@/lib/store/migrations/migrations";
import { openSqlite } from "@/lib/store/sqlite";
import { describeStore } from "./store-contract";
import { newDataset, newPoint, utf8 } from "./sample-dataset";

const root = mkdtempSync(join(tmpdir(), "whisker-store-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const freshDir = () => join(root, String((count += 1)));

let dir = freshDir();
describeStore("the store on SQLite", {
  open: () => openSqlite(dir),
  reset: () => {
    dir = freshDir();
  },
});

describe("openSqlite", () => {
  it("opens with the pragmas that make a commit durable", async () => {
    const at = freshDir();
    const store = await openSqlite(at);
    const database = new Database(join(at, "whisker.db"));
    expect(database.pragma("journal_mode", { simple: true })).toBe("wal");
    database.close();
    await store.close();
    expect(() => readFileSync(join(at, "whisker.db-wal"))).toThrow();
  });

  it("leaves a commit in the log until settle where it was opened so; others read it at once", async () => {
    const at = freshDir();
    const store = await openSqlite(at, { settlesLater: true });
    // More than the 1,000 pages of log at which SQLite by itself brings them to their place.
    const bytes = new Uint8Array(20 * 1024 * 1024).fill(97);
    const placed = () => statSync(join(at, "whisker.db")).size;
    await store.addDataset(newDataset(bytes), { chunks: [bytes], points: [], problems: [] });
    expect(placed()).toBeLessThan(bytes.length);
    const other = await openSqlite(at);
    expect((await other.listDatasets()).map((each) => each.bytes)).toEqual([bytes.length]);
    expect(placed()).toBeLessThan(bytes.length);
    await store.settle();
    expect(placed()).toBeGreaterThan(bytes.length);
    await other.close();
    await store.close();
  });

  it("says why a write failed where SQLite has undone it already, as on a full disk, and goes on", async () => {
    const at = freshDir();
    const store = await openSqlite(at);
    const database = new Database(join(at, "whisker.db"));
    const bytes = utf8("a\n");
    const add = () => store.addDataset(newDataset(bytes), { chunks: [bytes], points: [], problems: [] });
    database.exec(
      "create trigger full before insert on datasets begin select raise(rollback, 'database or disk is full'); end",
    );
    await expect(add()).rejects.toThrow("database or disk is full");
    database.exec("drop trigger full");
    database.close();
    expect(await add()).toBe("created");
    await store.close();
  });

  it("refuses a database of a newer version with a sentence, and leaves it as it is", async () => {
    const at = freshDir();
    await (await openSqlite(at)).close();
    const database = new Database(join(at, "whisker.db"));
    database.prepare("insert into kysely_migration (name, timestamp) values ('9999-later', '2030')").run();
    database.close();
    await expect(openSqlite(at)).rejects.toThrow("made by a newer Whisker");
  });

  it("opened by eight at once on an empty folder makes the tables once", async () => {
    const at = freshDir();
    const stores = await Promise.all(Array.from({ length: 8 }, () => openSqlite(at)));
    expect(await Promise.all(stores.map((store) => store.revision()))).toEqual(Array(8).fill("0"));
    for (const store of stores) await store.close();
  });

  it("lets a second connection write while the first one's write is waited for, without blocking", async () => {
    const at = freshDir();
    const [one, two] = [await openSqlite(at), await openSqlite(at)];
    const lock = new Database(join(at, "whisker.db"));
    lock.exec("BEGIN IMMEDIATE");
    const write = one.addView({ id: "a", query: "", datasets: [], renderer: 1, shown: null });
    expect(await two.revision()).toBe("0");
    lock.exec("COMMIT");
    lock.close();
    expect((await write).id).toBe("a");
    await one.close();
    await two.close();
  });

  it("refuses a file that is no database", async () => {
    const at = freshDir();
    await (await openSqlite(at)).close();
    writeFileSync(
      join(at, "whisker.db"),
      "this is not a database, but long enough to be looked at".repeat(100),
    );
    await expect(openSqlite(at)).rejects.toThrow();
  });
});

describe("a process that is killed while it stores", () => {
  it("leaves whole datasets only: 12 kills at different moments", async () => {
    const at = freshDir();
    const acknowledged: string[] = [];
    for (let round = 0; round < 12; round += 1) acknowledged.push(...(await storeUntilKilled(at, round)));
    const store = await openSqlite(at);
    const datasets = await store.listDatasets();
    for (const sha256 of acknowledged) expect(datasets.map((dataset) => dataset.sha256)).toContain(sha256);
    for (const { sha256, points, bytes } of datasets) {
      expect(await store.listPoints({ dataset: sha256 })).toHaveLength(points);
      let length = 0;
      for await (const chunk of (await store.readFile(sha256)) ?? []) length += chunk.length;
      expect(length).toBe(bytes);
    }
    await store.close();
    const database = new Database(join(at, "whisker.db"));
    expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
    expect(database.pragma("foreign_key_check")).toEqual([]);
    expect(
      database
        .prepare("select count(*) from file_chunks where dataset not in (select sha256 from datasets)")
        .pluck()
        .get(),
    ).toBe(0);
    database.close();
    expect(acknowledged.length).toBeGreaterThan(0);
  });
});

/**
 * Runs a process that stores one dataset after the other, kills it, and gives the hashes that it acknowledged. In every
 * other round the clock starts at the first of them, so that some are acknowledged on a slow machine too.
 */
function storeUntilKilled(at: string, round: number): Promise<string[]> {
  const child = spawn(
    process.execPath,
    ["--import", "tsx", "tests/store/store-forever.ts", at, String(round)],
    {
      stdio: ["ignore", "pipe", "inherit"],
    },
  );
  let said = "";
  return new Promise((done) => {
    child.stdout.on("data", (chunk: Buffer) => {
      const before = said;
      said += chunk.toString();
      const start = round % 2 === 0 ? /ready/ : /\b[0-9a-f]{64}\b/;
      if (!start.test(before) && start.test(said)) setTimeout(() => child.kill("SIGKILL"), 10 + round * 23);
    });
    child.on("close", () => done(said.split("\n").filter((line) => line.length === 64)));
  });
}

describe("a database as the first version made it", () => {
  it("opens and keeps its rows", async () => {
    const at = freshDir();
    const old = await openSqlite(at);
    const bytes = utf8("x");
    await old.addDataset(newDataset(bytes), { chunks: [bytes], points: [newPoint()], problems: [] });
    await old.close();
    const database = new Database(join(at, "whisker.db"));
    expect(database.prepare("select name from kysely_migration order by name").pluck().all()[0]).toBe(
      "0001-first",
    );
    database.close();
    const store = await openSqlite(at);
    expect(await store.listPoints({})).toHaveLength(1);
    await store.close();
  });

  it("keeps the links of views that were stored before views kept what they showed", async () => {
    const at = freshDir();
    const database = await migratedTo(at, "0003-reviews");
    database.exec(
      `insert into views (id, query, datasets, created_at) values ('old', 'metric=ttft', '["a"]', '2026-11-20')`,
    );
    database.close();
    const store = await openSqlite(at);
    const view = {
      id: "old",
      query: "metric=ttft",
      datasets: ["a"],
      createdAt: "2026-11-20",
      renderer: null,
    };
    expect(await store.findView("old")).toEqual(view);
    expect(await store.readShown("old")).toBeNull();
    await store.close();
  });
});

/** A database as a version of Whisker made it that ended with that migration. */
async function migratedTo(at: string, last: string): Promise<Database.Database> {
  mkdirSync(at, { recursive: true });
  const database = new Database(join(at, "whisker.db"));
  const db = new Kysely<unknown>({ dialect: new SqliteDialect({ database }) });
  const provider = { getMigrations: () => Promise.resolve({ ...migrations }) };
  const { error } = await new Migrator({ db, provider }).migrateTo(last);
  expect(error).toBeUndefined();
  return database;
}
