import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes, fileFromChunks, withPointLimit } from "@/lib/importers/source-file";
import { bytesOf } from "./text-of";

const read = (text: string, most: number) =>
  readFile(withPointLimit(fileFromBytes("a.csv", bytesOf(text)), most));
const rows = (count: number, row: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => row(i)).join("\n");

const files: [string, string, string][] = [
  [
    "a table",
    `system,batch,Tokens/sec\n${rows(3, (i) => `vLLM,${i + 1},15${i}`)}\n`,
    `system,batch,Tokens/sec\n${rows(300, (i) => `vLLM,${(i % 3) + 1},15${i}`)}\n`,
  ],
  [
    "a table of rows that name their metric",
    `metric,value,unit,batch\n${rows(3, (i) => `ttft,4${i},ms,${i + 1}`)}\n`,
    `metric,value,unit,batch\n${rows(300, (i) => `ttft,4${i},ms,${(i % 3) + 1}`)}\n`,
  ],
  [
    "JSON",
    JSON.stringify(
      Array.from({ length: 3 }, (_, i) => ({ metric: "ttft", value: i + 1, unit: "ms", batch: i + 1 })),
    ),
    JSON.stringify(
      Array.from({ length: 300 }, (_, i) => ({
        metric: "ttft",
        value: i + 1,
        unit: "ms",
        batch: (i % 3) + 1,
      })),
    ),
  ],
];

describe("a file that may have so many points", () => {
  it.each(files)("of %s is read up to that many, and nothing of it beyond", (_, three, repeats) => {
    expect(read(three, 3).points).toHaveLength(3);
    const { points, importer, problems } = read(three, 2);
    expect([points, importer]).toEqual([[], null]);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({
      where: null,
      found: "more than 2 points, each a metric of another setup",
    });
    expect(problems[0]!.expected).toMatch(/^at most that many in one file.*in parts.*WHISKER_MAX_POINTS$/);
    // Rows that repeat a setup are one point.
    expect(read(repeats, 3).points).toHaveLength(3);
  });

  it("counts each metric of a row", () => {
    const text = "system,batch,Tokens/sec,TTFT (ms)\nvLLM,1,151,40\nvLLM,2,152,41\n";
    expect(read(text, 4).points).toHaveLength(4);
    expect(read(text, 3).points).toEqual([]);
  });

  it("counts the characters of setups, 320 for each point, of a row that is repeated once", () => {
    const note = "n".repeat(700);
    const table = `system,batch,note,Tokens/sec\nvLLM,1,${note},151\nvLLM,1,${note},152\n`;
    expect(read(table, 3).points).toHaveLength(1);
    expect(read(table, 2).problems).toMatchObject([{ found: "setups of more than 640 characters" }]);
    const own = `metric,value,unit,note\nttft,40,ms,${note}\nttft,41,ms,${note}\n`;
    expect(read(own, 3).points).toHaveLength(1);
    expect(read(own, 2).problems).toMatchObject([{ found: "setups of more than 640 characters" }]);
  });

  it("is left where the limit is passed, not held to its end", () => {
    let taken = 0;
    const file = fileFromChunks("a.csv", function* () {
      taken = 0;
      yield bytesOf("system,batch,Tokens/sec\n");
      for (let row = 0; row < 100_000; row += 1000) {
        taken += 1000;
        yield bytesOf(rows(1000, (i) => `vLLM,${row + i},151`) + "\n");
      }
    });
    const { problems } = readFile(withPointLimit(file, 20_000));
    expect(problems[0]!.found).toMatch(/^more than 20000 points/);
    expect(taken).toBeLessThan(30_000);
  });
});
