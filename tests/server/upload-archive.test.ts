import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { isHttpProblem } from "@/lib/server/http-problem";
import { openStore } from "@/lib/server/open-store";
import { inspectUpload, uploadDataset } from "@/lib/server/upload";
import { temporaryDir, upload } from "./temporary-dir";

const { dir } = temporaryDir();
const bytes = (text: string) => new TextEncoder().encode(text);
const table = (value: number) => `metric,value,unit,system\nttft,${value},ms,vLLM\n`;
const results = zipSync({
  "runs/a.csv": bytes(table(41)),
  "runs/b.json": bytes('[{"metric": "ttft", "value": 42, "unit": "ms", "system": "SGLang"}]'),
  "readme.txt": bytes("Dear all\n"),
  "runs/.hidden": bytes("x"),
});

describe("uploadDataset of a zip archive", () => {
  it("stores each file that is a result as a dataset of its own and names those that are none", async () => {
    const answer = await uploadDataset(upload(results, { query: "name=results.zip" }));
    expect(answer).toMatchObject({ created: true, points: 2, problems: 0 });
    const [a, b, readme, ...others] = answer.files!;
    expect(others).toEqual([]);
    expect(a).toMatchObject({ entry: "runs/a.csv", created: true, points: 1 });
    expect(b).toMatchObject({ entry: "runs/b.json", created: true, points: 1 });
    expect(readme).toMatchObject({ entry: "readme.txt", error: { found: "UTF-8 text of 1 line" } });
    expect(answer.notes).toEqual(["Hidden files are not read: 1 passed over."]);
    expect(answer.id).toBe((a as { id: string }).id);
    const store = await openStore();
    expect(await store.findDataset(answer.id)).toMatchObject({
      name: "runs/a.csv",
      title: "runs/a.csv",
      bytes: table(41).length,
      origin: { kind: "uploaded" },
    });
    const points = await store.listPoints({ dataset: answer.id });
    expect(points.map(({ metric, value }) => [metric, value])).toEqual([["ttft", 41]]);
    const folder = join(dir, "tmp");
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });

  it("knows a file of it again, alone or in the archive", async () => {
    const again = await uploadDataset(upload(results, { query: "name=other.zip" }));
    expect(again.created).toBe(false);
    const alone = await uploadDataset(upload(table(41), { query: "name=a.csv" }));
    expect(alone).toMatchObject({ created: false, id: again.id });
  });

  it("puts a title that was given before each name", async () => {
    const archive = zipSync({ "a.csv": bytes(table(43)) });
    const { id } = await uploadDataset(upload(archive, { query: "name=x.zip&title=Night" }));
    expect(await (await openStore()).findDataset(id)).toMatchObject({ title: "Night: a.csv" });
  });

  it("refuses an archive without a result with 422 and each file's reason, and stores nothing", async () => {
    const archive = zipSync({ "a.txt": bytes("Dear all\n"), "b.csv": bytes("name,city\nAnn,Rome\n") });
    const before = await (await openStore()).revision();
    const error: unknown = await uploadDataset(upload(archive)).catch((cause: unknown) => cause);
    if (!isHttpProblem(error)) throw new Error("not refused");
    expect(error.problem.status).toBe(422);
    expect((error.problem.more!["problems"] as { found: string }[]).map(({ found }) => found)).toEqual([
      "a.txt: UTF-8 text of 1 line",
      "b.csv: a table of 2 columns without a metric: name, city",
    ]);
    expect(await (await openStore()).revision()).toBe(before);
  });

  it("refuses an archive that unpacks to more than a hundred times its size before it is unpacked", async () => {
    const bomb = zipSync({ "a.csv": new Uint8Array(32 * 1024 * 1024) });
    const error: unknown = await uploadDataset(upload(bomb)).catch((cause: unknown) => cause);
    expect(isHttpProblem(error) && error.problem.detail).toMatch(/unpacks to \d+ times its size/);
  });
});

describe("inspectUpload of a zip archive", () => {
  it("answers as inspect does of several files", async () => {
    const { json, readable } = await inspectUpload(upload(results));
    const { files } = JSON.parse(json) as {
      files: { file: { name: string }; error?: object; points: object[] }[];
    };
    expect(readable).toBe(true);
    expect(files.map(({ file, points, error }) => [file.name, points.length, error !== undefined])).toEqual([
      ["runs/a.csv", 1, false],
      ["runs/b.json", 1, false],
      ["readme.txt", 0, true],
    ]);
  });
});
