import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers";
import { fileFromBytes } from "@/lib/importers/source-file";
import { verifyStore } from "@/lib/server/verify";
import { openSqlite } from "@/lib/store/sqlite";
import type { NewDataset, Store } from "@/lib/store/store";
import { verify } from "@/scripts/cli/backup";
import { newDataset, utf8 } from "../store/sample-dataset";

const csv = "system,batch,Tokens/sec\nvLLM,1,151\nvLLM,8,900\n";

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), "whisker-verify-"));
  store = await openSqlite(dir);
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});

/** Stores the file as an upload would, and gives its id. */
async function stored(about: Partial<NewDataset> = {}): Promise<string> {
  const bytes = utf8(csv);
  const { importer, points } = readFile(fileFromBytes("run.csv", bytes));
  const dataset = newDataset(bytes, { importer: importer!, ...about });
  await store.addDataset(dataset, { chunks: [bytes], points, problems: [] });
  return dataset.sha256;
}

/** Changes the database as a broken disk or a person would. */
function tamper(statement: string, ...values: unknown[]): void {
  const database = new Database(join(dir, "whisker.db"));
  database.pragma("foreign_keys = OFF");
  database.prepare(statement).run(...values);
  database.close();
}

async function faults(): Promise<string[]> {
  return (await verifyStore(store)).faults.map(({ subject, says }) => `${subject}: ${says}`);
}

describe("verifyStore", () => {
  it("counts what it looked at, and finds no fault in what was stored", async () => {
    const id = await stored();
    await store.deleteDataset(id);
    await store.addView({ id: "v", query: "", datasets: [id], renderer: null, shown: null });
    await store.addReview({ id: "w", title: "A review", link: null, rules: "{}" }, [
      { role: "baseline", dataset: id },
    ]);
    expect(await verifyStore(store)).toEqual({
      datasets: 1,
      bytes: csv.length,
      points: 2,
      views: 1,
      reviews: 1,
      faults: [],
      notes: [],
    });
  });

  it("finds a byte of a file that is another", async () => {
    const id = await stored();
    tamper("update file_chunks set bytes = ?", Buffer.from(csv.replace("151", "551")));
    const [fault, ...more] = await faults();
    expect(fault).toContain(`dataset ${id}: its file has ${csv.length} bytes of sha256 `);
    expect(fault).toContain(`stored with ${csv.length} of ${id}`);
    expect(more).toEqual([]);
  });

  it("finds a point whose number its file does not say, with the place", async () => {
    const id = await stored();
    tamper("update points set light = replace(light, '151', '551') where ordinal = 0");
    expect(await faults()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^dataset ${id}: point [0-9a-f]+ \\(output_tokens_per_second, L2, column 3\\) holds 551, which`,
        ),
      ),
    ]);
  });

  it("finds a point that is gone", async () => {
    const id = await stored();
    tamper("delete from points where ordinal = 1");
    expect(await faults()).toEqual([`dataset ${id}: it has 1 points; it says 2`]);
  });

  it("finds a pin, an attachment and a row that name a dataset which is not there", async () => {
    const id = await stored();
    await store.addView({ id: "v", query: "", datasets: [id], renderer: null, shown: null });
    await store.addReview({ id: "w", title: "A review", link: null, rules: "{}" }, [
      { role: "baseline", dataset: id },
    ]);
    tamper("delete from datasets");
    const found = await faults();
    expect(found).toContain(`view v: dataset ${id}, to which it is pinned, is not there`);
    expect(found).toContain(`review w: dataset ${id} is not there`);
    expect(found).toContain("tables: a row of points names a row of datasets that is not there");
  });

  it("says which points it cannot hold against their file, because another importer read them", async () => {
    const id = await stored({ importer: { id: "old", label: "Old table", version: "0" } });
    const { faults, notes } = await verifyStore(store);
    expect(faults).toEqual([]);
    expect(notes).toEqual([expect.stringContaining(`dataset ${id}: it was read by Old table 0, and`)]);
  });
});

describe("whisker verify", () => {
  const run = async (json: boolean) => {
    let text = "";
    const output = { write: (part: string) => ((text += part), true), isTTY: false, columns: 80 };
    return { code: await verify(store, { json }, output as never), text };
  };

  it("exits with 0 and says how much is well", async () => {
    await stored();
    const { code, text } = await run(false);
    expect([code, text]).toEqual([
      0,
      `1 dataset, ${csv.length} bytes, 2 points, 0 views, 0 reviews\nAll of it is as it was stored.\n`,
    ]);
  });

  it("exits with 1 where something is wrong, in JSON as well", async () => {
    const id = await stored();
    tamper("delete from points where ordinal = 1");
    expect((await run(false)).text).toContain(`wrong: dataset ${id}: it has 1 points; it says 2\n1 fault.\n`);
    const { code, text } = await run(true);
    expect(code).toBe(1);
    expect(JSON.parse(text)).toMatchObject({ faults: [{ subject: `dataset ${id}` }] });
  });
});
