import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { committedFiles, indexCommitted } from "@/lib/server/index-committed";
import { openStore } from "@/lib/server/open-store";
import { temporaryDir } from "./temporary-dir";

temporaryDir();
const root = mkdtempSync(join(tmpdir(), "whisker-data-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let round = 0;
let data = "";
beforeEach(() => {
  data = join(root, String((round += 1)), "data");
  mkdirSync(join(data, "claims"), { recursive: true });
});

/** A table of its own: equal bytes would be one dataset. */
let value = 0;
const table = () => `metric,value,unit,system\nttft,${(value += 1)},ms,a\n`;
const write = (path: string, text: string) => writeFileSync(join(data, path), text);
const index = async () => indexCommitted(await openStore(), { data });
const git = (...args: string[]) =>
  execFileSync("git", ["-c", "user.name=Test", "-c", "user.email=test@example.org", ...args], {
    cwd: data,
    env: { ...process.env, GIT_AUTHOR_DATE: "2026-01-02T03:04:05Z" },
    encoding: "utf8",
  });
const listed = async () =>
  (await (await openStore()).listDatasets()).map(({ name, title, origin, note }) => ({
    name,
    title,
    origin,
    note,
  }));

describe("a recipe beside a committed table", () => {
  const recipe = {
    headers: ["name", "Rate"],
    columns: [
      { as: "case", field: "model" },
      { as: "metric", metric: "ttft", statistic: "mean", unit: "ms" },
    ],
    notation: null,
  };

  it("says how its columns are read; with another recipe it is another dataset, and the one before is retired", async () => {
    write("runs.csv", `name,Rate\nA,${(value += 1)}\n`);
    write("runs.csv.recipe.json", JSON.stringify(recipe));
    expect(await index()).toMatchObject({ added: ["runs.csv"], refused: [] });
    const store = await openStore();
    const points = async () => {
      const [dataset] = (await store.listDatasets()).filter(({ name }) => name === "runs.csv");
      return (await store.listPoints({ dataset: dataset!.sha256 })).map(({ metric, unit }) => [metric, unit]);
    };
    expect(await points()).toEqual([["ttft", "ms"]]);
    const other = structuredClone(recipe);
    other.columns[1]!.metric = "tpot";
    write("runs.csv.recipe.json", JSON.stringify(other));
    expect(await index()).toMatchObject({ added: ["runs.csv"], retired: ["runs.csv"] });
    expect(await points()).toEqual([["tpot", "ms"]]);
    expect(await index()).toMatchObject({ added: [], retired: [], unchanged: ["runs.csv"] });
  });

  it("that is none is told with its place, and the table is passed over", async () => {
    write("other.csv", table());
    write("other.csv.recipe.json", '{"headers":["a"]}');
    expect((await index()).refused).toEqual([
      { path: "other.csv.recipe.json", says: expect.stringContaining("/columns") as string },
    ]);
  });
});

describe("committedFiles", () => {
  it("gives data files by path, without scripts, notes, hidden files and links that leave the folder", async () => {
    for (const path of ["b.csv", "claims/a.json", "c.jsonl", "d.md", "e.tsv"]) write(path, "x");
    for (const path of ["NOTE.md", "claims/NOTE.md", "measure.py", ".hidden.csv", "runs.log"])
      write(path, "x");
    writeFileSync(join(root, "outside.csv"), "x");
    symlinkSync(join(root, "outside.csv"), join(data, "out.csv"));
    symlinkSync(join(data, "b.csv"), join(data, "link.csv"));
    symlinkSync(root, join(data, "folder"));
    expect(await committedFiles(data)).toEqual([
      "b.csv",
      "c.jsonl",
      "claims/a.json",
      "d.md",
      "e.tsv",
      "link.csv",
    ]);
  });

  it("gives none where there is no such folder", async () => {
    expect(await committedFiles(join(root, "nowhere"))).toEqual([]);
  });
});

describe("indexCommitted", () => {
  it("stores new files with their note and title, and passes unchanged ones over", async () => {
    write("claims/some-figures.csv", table());
    write("claims/NOTE.md", "# From a talk\n");
    expect(await index()).toEqual({
      added: ["claims/some-figures.csv"],
      unchanged: [],
      retired: [],
      refused: [],
    });
    expect(await listed()).toEqual([
      {
        name: "some-figures.csv",
        title: "Some figures",
        origin: { kind: "committed", path: "claims/some-figures.csv", gitCommit: null, gitDate: null },
        note: "# From a talk\n",
      },
    ]);
    const revision = await (await openStore()).revision();
    expect((await index()).unchanged).toEqual(["claims/some-figures.csv"]);
    expect(await (await openStore()).revision()).toBe(revision);
  });

  it("retires what changed, went or was renamed away, and brings a file back that returns", async () => {
    const [first, second] = [table(), table()];
    write("a.csv", first);
    write("b.csv", table());
    await index();
    write("a.csv", second);
    rmSync(join(data, "b.csv"));
    expect(await index()).toMatchObject({ added: ["a.csv"], retired: ["b.csv", "a.csv"] });
    expect(await (await openStore()).listVersions("a.csv")).toHaveLength(2);
    write("a.csv", first);
    expect(await index()).toMatchObject({ added: ["a.csv"], retired: ["a.csv"] });
    renameSync(join(data, "a.csv"), join(data, "c.csv"));
    expect(await index()).toMatchObject({ added: [], unchanged: ["c.csv"], retired: [] });
    expect(
      (await listed()).map(({ name, origin }) => [name, origin.kind === "committed" && origin.path]),
    ).toEqual([["c.csv", "c.csv"]]);
  });

  it("says who committed a file and when, once git vouches for its bytes", async () => {
    write("a.csv", table());
    git("init", "--quiet");
    await index();
    const origin = async () => (await listed()).find(({ name }) => name === "a.csv")?.origin;
    expect(await origin()).toMatchObject({ gitCommit: null, gitDate: null });
    git("add", "a.csv");
    git("commit", "--quiet", "-m", "data");
    await index();
    const gitCommit = git("rev-parse", "HEAD").trim();
    expect(await origin()).toMatchObject({
      gitCommit,
      gitDate: expect.stringMatching(/^2026-01-02T03:04:05/),
    });
    write("a.csv", table());
    await index();
    expect(await origin()).toMatchObject({ gitCommit: null, gitDate: null });
  });

  it("passes over a file that cannot be read, and says why", async () => {
    write("bad.csv", "name,city\nAnn,Rome\n");
    write("good.csv", table());
    const { added, refused } = await index();
    expect(added).toEqual(["good.csv"]);
    expect(refused).toEqual([{ path: "bad.csv", says: expect.stringContaining("without a metric") }]);
  });
});
