import { expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";

const [short, long] = ["n".repeat(2000), "n".repeat(2001)];

const read = (text: string) => {
  const { points, problems } = readFile(fileFromBytes("a.csv", new TextEncoder().encode(text)));
  return { points, problems };
};

it.each([
  ["any table", "system,Tokens/sec,note", (note: string, value: number) => `vLLM,${value},${note}`],
  [
    "Whisker's own CSV",
    "system,metric,value,unit,note",
    (note: string, value: number) => `vLLM,output_tokens_per_second,${value},tok/s,${note}`,
  ],
])("%s: long texts tell setups apart as they are, though none is kept", (_, header, row) => {
  const rows = [row(`${long}a`, 10), row(`${long}b`, 20), row(`${long}a`, 12), row(short, 30)];
  const { points, problems } = read(`${header}\n${rows.join("\n")}\n`);
  expect(problems).toEqual([]);
  expect(points.map((point) => [point.case.extra["note"], point.value, point.stats.n])).toEqual([
    ["‹text›", 11, 2],
    ["‹text 2›", 20, null],
    [short, 30, null],
  ]);
});

it("a long row written twice is read once", () => {
  const rows = [`vLLM,10,${long}`, `vLLM,10,${long}`, `vLLM,10,${long}x`];
  const { points, problems } = read(`system,Tokens/sec,note\n${rows.join("\n")}\n`);
  expect(points).toHaveLength(2);
  expect(problems.map(({ where, found }) => [where, found])).toEqual([
    [{ line: 3 }, "the same as line 2, read once"],
  ]);
});
