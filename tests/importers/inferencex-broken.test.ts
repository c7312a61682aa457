import { describe, expect, it } from "vitest";
import { cutOff, withoutLines, withoutMembers } from "./broken-copies";
import { caseFolders } from "./case-folder";
import { expectWhole } from "./expect-whole";
import { readText } from "./text-of";

const importers = ["inferencex", "inferencex-csv", "inferencex-table", "nvidia-smi"];
const folders = importers.flatMap((importer) =>
  caseFolders(importer).map((folder) => ({ ...folder, importer })),
);
const texts = folders.map((folder) => ({ ...folder, text: new TextDecoder().decode(folder.bytes) }));

describe.each(texts)("$importer: broken copies of $name", ({ text, fileName }) => {
  it("cut off anywhere, is read up to there or reported", () => {
    for (const copy of cutOff(text)) expectWhole(readText(copy, "data.bin"));
  });

  it("without a line or member, or with another value in it, is read or reported", () => {
    const copies = fileName.endsWith(".json") ? withoutMembers(text) : withoutLines(text);
    expect(copies.length).toBeGreaterThan(5);
    for (const copy of copies) expectWhole(readText(copy, "data.bin"));
  });
});

describe("good rows beside a broken one", () => {
  const row = (concurrency: number) => ({
    hw: "x",
    tp: 1,
    conc: concurrency,
    tput_per_gpu: 10.5,
    mean_ttft: 0.5,
  });

  it.each([
    ["a text for a number", { ...row(2), mean_ttft: "soon" }, "/1/mean_ttft"],
    ["a list for an object", [1, 2], null],
    ["a row without its figures", { hw: "x", conc: 2 }, "/1"],
    ["a negative spread", { ...row(2), std_ttft: -1.5 }, "/1/std_ttft"],
  ])("InferenceX: %s", (_, broken, pointer) => {
    const read = readText(JSON.stringify([row(1), broken, row(3)]), "data.bin");
    const kept = read.points.filter(({ metric }) => metric === "ttft").map(({ case: of }) => of.concurrency);
    expect(kept).toEqual(expect.arrayContaining([1, 3]));
    if (pointer !== null) expect(read.problems).toMatchObject([{ where: { pointer } }]);
  });

  it("nvidia-smi: a row with a cell too few is refused by its line, and no value moves a column", () => {
    const read = readText(
      "index, power.draw [W], memory.used [MiB]\n0, 100 W, 500 MiB\n0, 900 MiB\n0, 110 W, 600 MiB\n",
      "data.bin",
    );
    expect(read.problems).toMatchObject([{ where: { line: 3 }, found: "2 fields", expected: "3 fields" }]);
    expect(read.points.find(({ metric }) => metric === "power")?.value).toBe(105);
  });
});
