import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { backUp, restore } from "@/lib/store/backup";
import { openDatabase, type DatabaseAddress } from "@/lib/store/open-database";
import type { Store } from "@/lib/store/store";
import { tableKeys } from "@/lib/store/table-keys";
import { startPostgres, whyNoPostgres, type PostgresServer } from "../postgres/postgres-server";
import { newDataset, newPoint, utf8 } from "./sample-dataset";

const root = mkdtempSync(join(tmpdir(), "whisker-backup-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let count = 0;
const freshPath = () => join(root, String((count += 1)));
const sqlite = (): DatabaseAddress => ({ dir: freshPath(), url: null });

/** Something of every kind that a store keeps. */
async function fill(store: Store): Promise<void> {
  const samples = { values: [1.5, 2.5], at: [2, 3], pointer: null, column: 1, varies: "within-run" as const };
  const big = new Uint8Array(2_500_000).map((_, i) => (i * 7) % 251);
  const first = newDataset(big, { title: "NUL \0 and 🐈" });
  await store.addDataset(first, {
    chunks: [big],
    points: Array.from({ length: 450 }, (_, i) =>
      newPoint({ value: i / 7, samples: i === 3 ? samples : null }),
    ),
    problems: [{ where: { line: 3 }, found: "x", expected: "a number" }],
  });
  const bytes = utf8("b");
  const second = newDataset(bytes);
  await store.addDataset(second, {
    chunks: [bytes],
    points: [newPoint({ value: null, missing: "OOM" })],
    problems: [],
  });
  await store.deleteDataset(second.sha256);
  await store.addView({
    id: "v1",
    query: "metric=ttft",
    datasets: [first.sha256],
    renderer: 1,
    shown: utf8("shown"),
  });
  await store.saveRecipe({ id: "r1", header: "h", recipe: "{}" });
  await store.addReview({ id: "w1", title: "A review", link: null, rules: "{}" }, [
    { role: "baseline", dataset: first.sha256 },
  ]);
  await store.addReviewNote("w1", { id: "n1", about: null, text: "why" });
  const times = { createdAt: "2026-01-01T00:00:00.000Z", expiresAt: "2027-01-01T00:00:00.000Z" };
  await store.addToken({ id: "t1", name: "ci", scope: "upload", secretSha256: "00", ...times });
  const lastUsedAt = times.createdAt;
  await store.addSession({
    secretSha256: "11",
    token: "t1",
    createdAt: lastUsedAt,
    lastUsedAt,
    endedAt: null,
  });
  const write = { token: "t1", address: null, action: "POST /api/views", subject: "v1", status: 201 };
  await store.logWrite({ ...write, requestId: "q1" });
}

async function filled(address: DatabaseAddress): Promise<DatabaseAddress> {
  const store = await openDatabase(address);
  await fill(store);
  await store.close();
  return address;
}

/** Every row of every table of a backup, by its keys. */
function rowsIn(file: string): Record<string, unknown[]> {
  const database = new Database(file, { readonly: true });
  const rows = Object.entries(tableKeys).map(([table, { key }]) => {
    const order = key.map((name) => `"${name}"`).join(", ");
    const all = database.prepare(`select * from ${table} order by ${order}`).all() as object[];
    return [table, all.map(withHashes)];
  });
  database.close();
  return Object.fromEntries(rows) as Record<string, unknown[]>;
}

/** Bytes by their hash: a million of them compare slowly. */
function withHashes(row: object): object {
  const entries = Object.entries(row).map(([name, value]: [string, unknown]) => [
    name,
    value instanceof Uint8Array ? createHash("sha256").update(value).digest("hex") : value,
  ]);
  return Object.fromEntries(entries) as object;
}

async function backedUp(address: DatabaseAddress): Promise<string> {
  const file = freshPath();
  await backUp(address, file);
  return file;
}

describe("a backup", () => {
  it("holds every table of the database", async () => {
    const file = await backedUp(await filled(sqlite()));
    const database = new Database(file, { readonly: true });
    const tables = database
      .prepare("select name from sqlite_master where type = 'table' and name not like 'kysely%'")
      .pluck()
      .all();
    database.close();
    expect(Object.keys(tableKeys).sort()).toEqual(tables.sort());
    const empty = Object.entries(rowsIn(file)).flatMap(([table, rows]) => (rows.length === 0 ? [table] : []));
    // Of files beside a database a backup has the bytes.
    expect(empty).toEqual(["files_beside"]);
  });

  it("comes back as the same rows, in a store that opens and goes on", async () => {
    const file = await backedUp(await filled(sqlite()));
    const address = sqlite();
    await restore(file, address);
    expect(rowsIn(await backedUp(address))).toEqual(rowsIn(file));
    const store = await openDatabase(address);
    expect((await store.listDatasets()).map(({ title }) => title)).toEqual(["NUL \0 and 🐈"]);
    const bytes = utf8("c");
    expect(await store.addDataset(newDataset(bytes), { chunks: [bytes], points: [], problems: [] })).toBe(
      "created",
    );
    await store.close();
  });

  it("is of one moment while others write: 20 of 20 hold a whole prefix of what was acknowledged", async () => {
    const address = sqlite();
    const store = await openDatabase(address);
    let written = 0;
    let isOver = false;
    const writer = (async () => {
      for (; !isOver; written += 1) {
        const bytes = utf8(`file ${written}`);
        const points = [newPoint({ value: written }), newPoint({ value: written })];
        await store.addDataset(newDataset(bytes), { chunks: [bytes], points, problems: [] });
        await new Promise((done) => setImmediate(done));
      }
    })();
    for (let round = 0; round < 20; round += 1) {
      const acknowledged = written;
      const rows = rowsIn(await backedUp(address));
      const sequences = rows["datasets"]!.map((row) => (row as { sequence: number }).sequence).sort(
        (a, b) => a - b,
      );
      expect(sequences).toEqual(sequences.map((_, i) => i + 1));
      expect(sequences.length).toBeGreaterThanOrEqual(acknowledged);
      expect(rows["points"]).toHaveLength(sequences.length * 2);
      expect(rows["file_chunks"]).toHaveLength(sequences.length);
      await new Promise((done) => setTimeout(done, 5));
    }
    isOver = true;
    await writer;
    expect(written).toBeGreaterThan(0);
    await store.close();
  });

  it("can be read by its owner alone: it holds what links and tokens are made with", async () => {
    expect(statSync(await backedUp(await filled(sqlite()))).mode & 0o777).toBe(0o600);
  });

  it("overwrites nothing: neither a file nor a store that is there", async () => {
    const address = await filled(sqlite());
    const file = await backedUp(address);
    const before = readFileSync(file);
    await expect(backUp(address, file)).rejects.toThrow("is there already: choose another name");
    expect(readFileSync(file).equals(before)).toBe(true);
    await expect(restore(file, address)).rejects.toThrow("is there already: move it away");
  });

  it("of no store, and a file that is no backup or a torn one, are refused in a sentence, and leave nothing", async () => {
    const out = freshPath();
    await expect(backUp(sqlite(), out)).rejects.toThrow("WHISKER_DIR says where it is");
    const target = sqlite();
    mkdirSync(target.dir);
    await expect(restore(join(root, "nowhere"), target)).rejects.toThrow("There is no file");
    const text = freshPath();
    writeFileSync(text, "system,tok/s\nvLLM,151\n");
    await expect(restore(text, target)).rejects.toThrow("no backup of Whisker");
    const whole = readFileSync(await backedUp(await filled(sqlite())));
    const torn = freshPath();
    writeFileSync(torn, whole.subarray(0, whole.length / 2));
    await expect(restore(torn, target)).rejects.toThrow(/damaged/);
    const other = freshPath();
    new Database(other).exec("create table t (x)").close();
    await expect(restore(other, target)).rejects.toThrow("not one of Whisker's");
    expect(readdirSync(target.dir)).toEqual([]);
    expect(readdirSync(root)).not.toContain(out.slice(root.length + 1));
    expect(readdirSync(root).filter((name) => name.includes(".part"))).toEqual([]);
  });
});

const why = whyNoPostgres();
describe.skipIf(why)(`a backup of PostgreSQL${why ? ` (${why})` : ""}`, () => {
  let server: PostgresServer;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.remove());
  const postgres = async (): Promise<DatabaseAddress> => ({
    dir: freshPath(),
    url: await server.createDatabase(),
  });

  it("comes back in SQLite, and from there in PostgreSQL, row for row", async () => {
    const file = await backedUp(await filled(await postgres()));
    const local = sqlite();
    await restore(file, local);
    const copy = await backedUp(local);
    expect(rowsIn(copy)).toEqual(rowsIn(file));
    const again = await postgres();
    await restore(copy, again);
    expect(rowsIn(await backedUp(again))).toEqual(rowsIn(file));
  });

  it("is refused by a database that holds something, which stays as it was", async () => {
    const file = await backedUp(await filled(sqlite()));
    const address = await filled(await postgres());
    const before = rowsIn(await backedUp(address));
    await expect(restore(file, address)).rejects.toThrow("holds datasets already: restore into an empty one");
    expect(rowsIn(await backedUp(address))).toEqual(before);
  });
});
