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

  it("stays where it was if the bytes are there already, and where one piece holds them", async () => {
    const bytes = largeBytes(1);
    await upload(bytes);
    expect(existsSync((await upload(bytes)).takeable)).toBe(true);
    expect(existsSync((await upload(bytes.subarray(0, pieceLength))).takeable)).toBe(true);
    expect(beside()).toHaveLength(1);
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

describe("sweep", () => {
  it("removes the file of a write that did not come to its end, and none that a dataset has", async () => {
    const kept = await upload(largeBytes(1));
    const failing = function* () {
      yield newPoint();
      throw new Error("no more");
    };
    await expect(upload(largeBytes(2), {}, failing())).rejects.toThrow("no more");
    expect(beside()).toHaveLength(2);
    await store.sweep();
    expect(beside()).toEqual([kept.id]);
  });

  it("waits for a write under way, whose file it cannot know yet", async () => {
    const database = new Database(join(dir, "whisker.db"));
    database.exec("begin immediate");
    mkdirSync(join(dir, "whisker.db-files"));
    writeFileSync(join(dir, "whisker.db-files", "f".repeat(64)), "x");
    database.prepare("insert into files_beside values (?)").run("f".repeat(64));
    const sweeping = store.sweep();
    await new Promise((done) => setTimeout(done, 100));
    database.exec("commit");
    database.close();
    await sweeping;
    expect(beside()).toEqual(["f".repeat(64)]);
  });
});

describe("a database whose files are there without it", () => {
  it("is not made anew: whoever moved it away may bring it back", async () => {
    const { id } = await upload(largeBytes(1));
    await store.close();
    renameSync(join(dir, "whisker.db"), join(dir, "away.db"));
    await expect(openSqlite(dir)).rejects.toThrow("whisker.db is not there, but its files are");
    await expect(restore(join(dir, "away.db"), { dir, url: null })).rejects.toThrow("but its files are");
    expect(beside()).toEqual([id]);
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
    const other = join(dir, "other");
    await restore(file, { dir: other, url: null });
    expect(readdirSync(other)).toEqual(["whisker.db"]);
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
      `${id} is missing or has not its`,
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
