import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import { beforeAll, describe, expect, it } from "vitest";
import { closeStore, openStore } from "@/lib/server/open-store";
import { forgetPerProcess } from "@/lib/server/per-process";
import { exploreData, storedView } from "@/lib/server/page-data";
import { fatesOf, pinnedData } from "@/lib/server/pinned-views";
import { rendererVersion } from "@/lib/server/renderer-version";
import { settings } from "@/lib/server/settings";
import { storeView } from "@/lib/server/stored-views";
import { uploadDataset } from "@/lib/server/upload";
import { exploreModel } from "@/lib/series/explore";
import { parseView } from "@/lib/view/codec";
import { temporaryDir, upload } from "./temporary-dir";

temporaryDir();
const rate = "output_tokens_per_second";
const header = "metric,value,unit,model,system,run,evidence";
const add = async (name: string, rows: string[]) =>
  (await uploadDataset(upload(`${header}\n${rows.join("\n")}\n`, { query: `name=${name}` }))).id;
const makeView = async (query: string) =>
  (
    await storeView(
      new Request("http://127.0.0.1/api/views", {
        method: "POST",
        body: JSON.stringify({ query }),
        headers: { "Content-Type": "application/json" },
      }),
    )
  ).id;

/** What the chart of a stored view says: each mark with its interval, and the slot of its colour. */
async function chartOf(id: string) {
  const stored = (await storedView(id))!;
  const view = parseView(stored.query);
  const { rows } = exploreModel(await pinnedData(stored, view), view);
  return rows.map(({ label, text, spread, interval, n, slot }) => [label, text, spread, interval, n, slot]);
}

/** As a process that starts anew: nothing in memory. */
async function restart(): Promise<void> {
  await closeStore();
  forgetPerProcess("pinned-views");
}

let claims = "";
let runs = "";
beforeAll(async () => {
  claims = await add("claims.csv", [`${rate},550,tok/s,Llama-2-7B,Phi,,claim`]);
  runs = await add(
    "runs.csv",
    [150, 152, 151].map((value, run) => `${rate},${value},tok/s,Llama-2-7B,vLLM,${run},`),
  );
});

describe("a stored view", () => {
  it("has the numbers that renderer 1 gave it: mean, and Student t interval at 95 % of 150, 152, 151", async () => {
    // sd 1, n 3: half width t(0.975, 2) / sqrt 3 = 4.302653 / 1.732051 = 2.484138
    const interval = { low: expect.closeTo(148.515862, 5), high: expect.closeTo(153.484138, 5), level: 0.95 };
    const view = await storedView(await makeView(""));
    expect(view?.renderer).toBe(rendererVersion);
    expect(rendererVersion).toBe(1);
    expect(await chartOf(view!.id)).toEqual([
      ["vLLM", "151.0", "±2.5", expect.objectContaining(interval), 3, 1],
      ["Phi", "550", "claim", null, null, 8],
    ]);
  });

  it("has an id that nobody can work out from what it shows, and one only for one screen", async () => {
    const id = await makeView("system=vLLM");
    expect(await makeView("?system=vLLM&utm_source=mail")).toBe(id);
    const guesses = [["1", "system=vLLM", runs].join("\0"), `system=vLLM${runs}`];
    for (const guess of guesses)
      expect(createHash("sha256").update(guess).digest("base64url").slice(0, 22)).not.toBe(id);
  });

  it("shows the same after a restart, after later uploads, and in the same colours", async () => {
    const id = await makeView("sort=worst");
    const before = await chartOf(id);
    await restart();
    // Measured now, Phi comes before vLLM wherever today's colours are asked for.
    await add("phi.csv", [`${rate},90,tok/s,Llama-2-7B,Aphrodite,1,`, `${rate},99,tok/s,Llama-2-7B,Phi,1,`]);
    await add("more.csv", [`${rate},155,tok/s,Llama-2-7B,vLLM,9,`]);
    expect(await chartOf(id)).toEqual(before);
    const today = exploreModel(await exploreData(parseView("sort=worst")), parseView("sort=worst"));
    expect(today.rows.map(({ n }) => n)).toContain(4);
    expect((await exploreData(parseView(""))).slots["Phi"]).not.toBe(before.at(-1)?.at(-1));
  });

  it("says which of its datasets were superseded by another reading, and which are gone", async () => {
    const id = await makeView("level=90");
    const stored = (await storedView(id))!;
    const { datasets } = await pinnedData(stored, parseView(stored.query));
    expect(await fatesOf(stored, datasets)).toEqual([]);
    const store = await openStore();
    await store.retire(claims);
    expect(await fatesOf(stored, datasets)).toEqual([
      { sha256: claims, name: "claims.csv", kind: "gone", by: null },
    ]);
    expect(await chartOf(id)).toHaveLength(4);
  });

  it("shows what it showed after one of its datasets was deleted, and says so", async () => {
    const id = await makeView("level=99");
    const before = await chartOf(id);
    const database = new Database(join(settings().dir, "whisker.db"));
    for (const table of ["samples", "points", "problems", "file_chunks"])
      database.prepare(`delete from ${table} where dataset = ?`).run(runs);
    database.prepare("delete from datasets where sha256 = ?").run(runs);
    database.prepare("update meta set value = value + 1").run();
    database.close();
    expect(await chartOf(id)).toEqual(before);
    await restart();
    expect(await chartOf(id)).toEqual(before);
    const stored = (await storedView(id))!;
    const { datasets } = await pinnedData(stored, parseView(stored.query));
    expect(await fatesOf(stored, datasets)).toContainEqual({
      ...{ sha256: runs, name: "runs.csv", kind: "deleted", by: null },
    });
  });
});
