import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { verifyStore } from "@/lib/server/verify";
import { backUp, restore } from "@/lib/store/backup";
import { pieceLength } from "@/lib/store/file-pieces";
import { openSqlite } from "@/lib/store/sqlite";
import type { NewDataset, Store } from "@/lib/store/store";
import { newDataset, newPoint, utf8 } from "./sample-dataset";

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "whisker-beside-"));
  store = await openSqlite(dir);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});

const beside = () => {
  const folder = join(dir, "whisker.db-files");
  return existsSync(folder) ? readdirSync(folder) : [];
};

/** Bytes of more than one piece, which no other seed gives. */
const largeBytes = (seed: number) =>
  Uint8Array.from({ length: 2 * pieceLength + 77 }, (_, i) => (i * 31 + (i >> 9) * seed) % 251);

let received = 0;

/** Stores bytes as an upload does: they stand in a temporary file that the store may take. */
async function upload(
  bytes: Uint8Array,
  about: Partial<NewDataset> = {},
  points: Iterable<ReturnType<typeof newPoint>> = [],
) {
  const takeable = join(dir, `${(received += 1)}.upload`);
  writeFileSync(takeable, bytes);
  const dataset = newDataset(bytes, about);
  await store.addDataset(dataset, { chunks: [bytes], takeable, points, problems: [] });
  return { id: dataset.sha256, takeable };
}

async function bytesOf(id: string, of = store): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of (await of.readFile(id)) ?? []) chunks.push(chunk);
  return Buffer.concat(chunks);
}

describe("a large file that the store may take", () => {
  it("stands beside the database under its hash, and nothing of it in the database", async () => {
    const bytes = largeBytes(1);
    const { id, takeable } = await upload(bytes);
    expect(beside()).toEqual([id]);
    expect(existsSync(takeable)).toBe(false);
    expect((await bytesOf(id)).equals(bytes)).toBe(true);
    await store.close();
    expect(statSync(join(dir, "whisker.db")).size).toBeLessThan(pieceLength);
    store = await openSqlite(dir);
  });

  it("stays where it was where one piece holds its bytes: they come into the database", async () => {
    const { id, takeable } = await upload(largeBytes(1).subarray(0, pieceLength));
    expect(existsSync(takeable)).toBe(true);
    expect(beside()).toEqual([]);
    expect(await bytesOf(id)).toHaveLength(pieceLength);
  });

  it("gives its bytes to a dataset whose own stand in the database, read another way", async () => {
    const bytes = largeBytes(1);
    const inside = newDataset(bytes);
    await store.addDataset(inside, { chunks: [bytes], points: [], problems: [] });
    const { id } = await upload(bytes, { sha256: "e".repeat(64), fileSha256: inside.sha256 });
    expect(beside()).toEqual([inside.sha256]);
    for (const each of [inside.sha256, id]) expect((await bytesOf(each)).equals(bytes)).toBe(true);
  });

  it("is one file for all readings of its bytes", async () => {
    const bytes = largeBytes(1);
    const first = await upload(bytes);
    const { fileSha256 } = newDataset(bytes);
    const second = await upload(bytes, { sha256: "e".repeat(64), fileSha256 });
    expect(beside()).toEqual([first.id]);
    for (const { id } of [first, second]) expect((await bytesOf(id)).equals(bytes)).toBe(true);
  });
});

describe("a write that does not come to its end", () => {
  const full = "database or disk is full";

  it.each([
    ["at its points", "points"],
    ["at the row of its file", "files_beside"],
  ])("%s leaves nothing behind, and says why itself", async (_, table) => {
    const database = new Database(join(dir, "whisker.db"));
    // What SQLite does to a transaction that finds the disk full.
    database.exec(`create trigger t before insert on ${table} begin select raise(rollback, '${full}'); end`);
    await expect(upload(largeBytes(1), {}, [newPoint()])).rejects.toThrow(full);
    expect(beside()).toEqual([]);
    database.exec("drop trigger t");
    database.close();
    const { id } = await upload(largeBytes(1), {}, [newPoint()]);
    expect(beside()).toEqual([id]);
  });

  it("leaves nothing behind where the commit itself fails", async () => {
    const database = new Database(join(dir, "whisker.db"));
    // A foreign key that is looked at only when the transaction commits.
    database.exec(
      "create table other (id text primary key); create table later (id text references other (id) deferrable initially deferred); create trigger t after insert on files_beside begin insert into later values ('nowhere'); end",
    );
    await expect(upload(largeBytes(1))).rejects.toThrow("FOREIGN KEY");
    expect(beside()).toEqual([]);
    database.close();
  });
});

describe("sweep", () => {
  const folder = () => join(dir, "whisker.db-files");
  const unknown = "f".repeat(64);

  it("settles a file whose commit was the last thing its process did, and drops one without a commit", async () => {
    const bytes = largeBytes(1);
    const { id } = await upload(bytes);
    renameSync(join(folder(), id), join(folder(), `${id}.new`));
    writeFileSync(join(folder(), `${unknown}.new`), "x");
    expect((await bytesOf(id)).equals(bytes)).toBe(true);
    expect(await store.sweep()).toEqual([]);
    expect(beside()).toEqual([id]);
    expect((await bytesOf(id)).equals(bytes)).toBe(true);
  });

  it("touches nothing that it did not leave: files of another database, folders, notes", async () => {
    mkdirSync(join(folder(), "a folder"), { recursive: true });
    for (const name of [unknown, "notes.txt", "notes.new"]) writeFileSync(join(folder(), name), "x");
    await store.sweep();
    expect(beside().sort()).toEqual(["a folder", unknown, "notes.new", "notes.txt"].sort());
  });

  it("waits for a write under way, whose file it cannot know yet", async () => {
    const database = new Database(join(dir, "whisker.db"));
    database.exec("begin immediate");
    mkdirSync(folder());
    writeFileSync(join(folder(), `${unknown}.new`), "x");
    database.prepare("insert into files_beside values (?)").run(unknown);
    const sweeping = store.sweep();
    await new Promise((done) => setTimeout(done, 100));
    expect(beside()).toEqual([`${unknown}.new`]);
    database.exec("commit");
    database.close();
    await sweeping;
    expect(beside()).toEqual([unknown]);
  });

  it("tells of files that datasets have and that are not there", async () => {
    const { id } = await upload(largeBytes(1));
    rmSync(join(folder(), id));
    expect(await store.sweep()).toEqual([id]);
  });
});

describe("a file beside the database that was lost or damaged", () => {
  it("is brought back by the same bytes, also for a dataset that is retired", async () => {
    const bytes = largeBytes(1);
    const { id } = await upload(bytes);
    for (const harm of [(path: string) => rmSync(path), (path: string) => writeFileSync(path, "x")]) {
      harm(join(dir, "whisker.db-files", id));
      await upload(bytes);
      expect((await bytesOf(id)).equals(bytes)).toBe(true);
      harm(join(dir, "whisker.db-files", id));
      const takeable = join(dir, "again.upload");
      writeFileSync(takeable, bytes);
      await store.mendFile(id, takeable);
      expect((await bytesOf(id)).equals(bytes)).toBe(true);
      expect(beside()).toEqual([id]);
    }
    rmSync(join(dir, "whisker.db-files", id));
    await store.retire(id);
    await upload(bytes);
    expect((await bytesOf(id)).equals(bytes)).toBe(true);
  });

  it("does not pass for another: a cut one of that name, of nobody's, is replaced", async () => {
    const bytes = largeBytes(1);
    const id = newDataset(bytes).sha256;
    mkdirSync(join(dir, "whisker.db-files"));
    writeFileSync(join(dir, "whisker.db-files", id), bytes.subarray(0, 1000));
    await upload(bytes);
    expect((await bytesOf(id)).equals(bytes)).toBe(true);
  });
});

describe("a database whose files are there without it", () => {
  it("is not made anew: whoever moved it away may bring it back", async () => {
    const { id } = await upload(largeBytes(1));
    await store.close();
    renameSync(join(dir, "whisker.db"), join(dir, "away.db"));
    await expect(openSqlite(dir)).rejects.toThrow("whisker.db is not there, but its files are");
    expect(beside()).toEqual([id]);
    await expect(restore(join(dir, "away.db"), { dir: join(dir, "other"), url: null })).rejects.toThrow(
      "its large files stand beside it",
    );
    renameSync(join(dir, "away.db"), join(dir, "whisker.db"));
    store = await openSqlite(dir);
  });
});

describe("a backup of a store with files beside its database", () => {
  it("holds their bytes, and gives them back where there is nothing beside", async () => {
    const bytes = largeBytes(1);
    const { id } = await upload(bytes, {}, [newPoint()]);
    const again = await upload(bytes, { sha256: "e".repeat(64), fileSha256: id });
    const file = join(dir, "backup");
    await backUp({ dir, url: null }, file);
    await store.close();
    renameSync(join(dir, "whisker.db"), join(dir, "away.db"));
    await expect(restore(file, { dir, url: null })).rejects.toThrow("but its files are");
    renameSync(join(dir, "away.db"), join(dir, "whisker.db"));
    store = await openSqlite(dir);
    const other = join(dir, "other");
    mkdirSync(join(other, "whisker.db-files"), { recursive: true });
    await restore(file, { dir: other, url: null });
    expect(readdirSync(join(other, "whisker.db-files"))).toEqual([]);
    const restored = await openSqlite(other);
    for (const each of [id, again.id]) expect((await bytesOf(each, restored)).equals(bytes)).toBe(true);
    expect((await restored.readFileFrom(id, 1))?.linesBefore).toBe(0);
    await restored.close();
  });

  it.each([
    ["gone", (path: string) => rmSync(path)],
    ["cut", (path: string) => writeFileSync(path, "x")],
  ])("is refused where one of them is %s", async (_, harm) => {
    const { id } = await upload(largeBytes(1));
    harm(join(dir, "whisker.db-files", id));
    await expect(backUp({ dir, url: null }, join(dir, "backup"))).rejects.toThrow(
      "is missing or has not its 2097229 bytes",
    );
    expect(readdirSync(dir).filter((name) => name.startsWith("backup"))).toEqual([]);
  });
});

describe("verifyStore", () => {
  it("finds a file beside the database that is gone, or is another", async () => {
    const [gone, other] = [await upload(largeBytes(1)), await upload(largeBytes(2))];
    rmSync(join(dir, "whisker.db-files", gone.id));
    writeFileSync(join(dir, "whisker.db-files", other.id), utf8("another"));
    const faults = (await verifyStore(store)).faults.map(({ subject, says }) => `${subject}: ${says}`);
    expect(faults).toHaveLength(2);
    expect(faults[0]).toContain(`dataset ${gone.id}: its file cannot be read: ENOENT`);
    expect(faults[1]).toContain(`dataset ${other.id}: its file has 7 bytes`);
  });
});
