import { describe, expect, it } from "vitest";
import { cutOff, withoutLines } from "./broken-copies";
import { caseFolders } from "./case-folder";
import { expectWhole } from "./expect-whole";
import { readText } from "./text-of";

const importers = [
  ...["vllm-console", "sglang-offline", "llama-batched-bench", "ollama-verbose", "nvidia-dmon"],
  ...["google-benchmark-console", "google-benchmark-csv", "hyperfine-markdown", "pytest-benchmark-table"],
  ...["tensorrt-llm-manager", "serving-csv", "llama-timings"],
  ...["benchstat", "vllm-log", "sglang-log"],
];
const texts = importers.flatMap((importer) =>
  caseFolders(importer).map(({ name, bytes }) => ({ importer, name, text: new TextDecoder().decode(bytes) })),
);

describe.each(texts)("$importer: broken copies of $name", ({ text }) => {
  it("cut off anywhere, is read up to there or reported", () => {
    for (const copy of cutOff(text)) expectWhole(readText(copy, "data.bin"));
  });

  it("without a line, or with words for its numbers, is read or reported", () => {
    const copies = withoutLines(text);
    expect(copies.length).toBeGreaterThan(2);
    for (const copy of copies) expectWhole(readText(copy, "data.bin"));
  });

  it("with other line ends, is read the same", () => {
    const values = (copy: string) =>
      readText(copy, "data.bin").points.map(({ metric, value }) => [metric, value]);
    const unix = text.replaceAll("\r\n", "\n");
    expect(values(unix.replaceAll("\n", "\r\n"))).toEqual(values(unix));
  });
});
