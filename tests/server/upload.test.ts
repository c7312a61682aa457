import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { POST } from "@/app/api/datasets/route";
import { importPool } from "@/lib/server/import-pool";
import { isHttpProblem, type ProblemDetails } from "@/lib/server/http-problem";
import { openStore } from "@/lib/server/open-store";
import { inspectUpload, uploadDataset } from "@/lib/server/upload";
import { upload, temporaryDir } from "./temporary-dir";

const { dir } = temporaryDir();
const table = "metric,value,unit,system\noutput_tokens_per_second,12.5,tok/s,vLLM\nttft,45,ms,vLLM\n";
const leftOver = () => (existsSync(join(dir, "tmp")) ? readdirSync(join(dir, "tmp")) : []);

async function refused(request: Request): Promise<ProblemDetails> {
  const error: unknown = await uploadDataset(request).catch((cause: unknown) => cause);
  if (!isHttpProblem(error)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error.problem;
}

describe("uploadDataset", () => {
  it("stores a file whole, and knows the same bytes again under any name", async () => {
    const first = await uploadDataset(upload(table, { query: "name=run.csv&title=A%20run" }));
    expect(first).toMatchObject({ created: true, points: 2, problems: 0 });
    expect(first.url).toBe(`/datasets/${first.id}`);
    const again = await uploadDataset(upload(table, { query: "name=other.csv" }));
    expect(again).toEqual({ ...first, created: false });
    const store = await openStore();
    expect(await store.findDataset(first.id)).toMatchObject({
      name: "run.csv",
      title: "A run",
      origin: { kind: "uploaded", uploader: null },
      delimiter: ",",
      encoding: "UTF-8",
    });
    const points = await store.listPoints({ dataset: first.id });
    expect(points.map(({ metric, value }) => [metric, value])).toEqual([
      ["output_tokens_per_second", 12.5],
      ["ttft", 45],
    ]);
    expect(leftOver()).toEqual([]);
  });

  it("is logged in one entry: new, known again, and refused; of an archive each file", async () => {
    const store = await openStore();
    const send = async (content: string | Uint8Array) => {
      const [last] = await store.listWrites(1);
      const answer = await POST(upload(content), undefined);
      const { id } = (await answer.json()) as { id?: string };
      const logged = (await store.listWrites(10)).filter(({ sequence }) => sequence > (last?.sequence ?? 0));
      return { id, logged: logged.reverse().map(({ action, subject, status }) => [action, subject, status]) };
    };
    const action = "POST /api/datasets";
    const [one, two] = ["12.75", "12.875"].map((value) => table.replace("12.5", value));
    const first = await send(one!);
    expect(first.logged).toEqual([[action, `/datasets/${first.id}`, 201]]);
    expect((await send(one!)).logged).toEqual([[action, `/datasets/${first.id}`, 200]]);
    expect((await send("hello")).logged).toEqual([[action, null, 422]]);
    const packed = zipSync({
      "one.csv": strToU8(one!),
      "two.csv": strToU8(two!),
      "no.txt": strToU8("hello"),
    });
    const second = createHash("sha256").update(two!).digest("hex");
    expect((await send(packed)).logged).toEqual([[action, `/datasets/${second}`, 201]]);
  });

  it("the same bytes ten times at once are one dataset", async () => {
    const text = table.replace("12.5", "13.5");
    const answers = await Promise.all(Array.from({ length: 10 }, () => uploadDataset(upload(text))));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect(answers.filter(({ created }) => created)).toHaveLength(1);
  });

  it.each([
    ["no benchmark", "name,city\nAnn,Rome\n"],
    ["prose", "Dear all,\nthis is no table.\n"],
    ["nothing", ""],
    ["a binary", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13])],
    ["a million nested arrays", "[".repeat(1_000_000)],
    ["a million columns", `${"a,".repeat(1_000_000)}b\n1\n`],
    ["JSON that breaks off", '{"results": [{"metric": "ttft", "val'],
  ])("refuses %s with 422, a place or what was found, and stores nothing", async (_, content) => {
    const before = await (await openStore()).revision();
    const problem = await refused(upload(content, { query: "name=thing" }));
    expect(problem.status).toBe(422);
    expect(problem.detail).toMatch(/found .+; expected .+\. Nothing was stored/s);
    expect(await (await openStore()).revision()).toBe(before);
    expect(leftOver()).toEqual([]);
  });

  it("keeps names and titles as they were given: paths, tags, controls", async () => {
    const name = "../../etc/<img src=x onerror=alert(1)>\u0000\r\n=1+1.csv";
    const query = new URLSearchParams({ name, title: name }).toString();
    const { id } = await uploadDataset(upload(table.replace("12.5", "14.5"), { query }));
    expect(await (await openStore()).findDataset(id)).toMatchObject({ name, title: name });
    expect(existsSync(join(dir, "..", "etc"))).toBe(false);
  });

  it("keeps good rows beside bad ones and says where the bad ones are", async () => {
    const text = "metric,value,unit,system\nttft,45,ms,a\nttft,fast,ms,b\n";
    const { id, points, problems } = await uploadDataset(upload(text));
    expect([points > 0, problems]).toEqual([true, 1]);
    expect((await (await openStore()).listProblems(id))[0]?.where).toMatchObject({ line: 3 });
  });
});

describe("inspectUpload", () => {
  it("answers what the command line would, and stores nothing", async () => {
    const before = await (await openStore()).revision();
    const { json, readable } = await inspectUpload(upload(table.replace("12.5", "15.5")));
    expect(readable).toBe(true);
    const said = JSON.parse(json) as { file: { name: string }; points: { metric: string; value: number }[] };
    expect(said.file.name).toBe("run.csv");
    expect(said.points.map(({ value }) => value)).toEqual([15.5, 45]);
    expect(await (await openStore()).revision()).toBe(before);
  });

  it("says of an unreadable file that it is, with its problems", async () => {
    const { json, readable } = await inspectUpload(upload("hello"));
    expect(readable).toBe(false);
    expect((JSON.parse(json) as { problems: unknown[] }).problems).not.toEqual([]);
  });
});

describe("importPool", () => {
  it("stops a file that takes too long, in the middle of its transaction too, and reads the next one", async () => {
    const rows = Array.from({ length: 200_000 }, (_, i) => `ttft,${i},ms,system ${i}`);
    const bytes = Buffer.from(`metric,value,unit,system\n${rows.join("\n")}\n`);
    const path = join(dir, "large.csv");
    writeFileSync(path, bytes);
    const sha256 = createHash("sha256").update(bytes).digest("hex");
    const file = { at: { path }, name: "large.csv", bytes: bytes.length, sha256 };
    const label = { title: "", origin: { kind: "uploaded", uploader: null }, note: null } as const;
    for (const ms of [1, 400, 1200, 1700, 2500]) {
      const outcome = importPool().run(
        { kind: "store", recipe: "none", file, label, write: null, database: { dir, url: null } },
        { ms, megabytes: 1000 },
      );
      const error: unknown = await outcome.catch((cause: unknown) => cause);
      if (isHttpProblem(error))
        expect(error.problem).toMatchObject({ status: 422, title: "Too slow to read" });
      const store = await openStore();
      const stored = await store.findDataset(sha256);
      if (stored) break;
      await store.addView({ id: `view ${ms}`, query: "", datasets: [], renderer: 1, shown: null });
    }
    expect((await uploadDataset(upload(table.replace("12.5", "16.5")))).created).toBe(true);
    expect(readFileSync(path).length).toBe(bytes.length);
  }, 120_000);
});
