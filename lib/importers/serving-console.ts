// What the serving benchmarks of vLLM and SGLang print: a block "Serving Benchmark Result" of labelled lines, in logs,
// notebooks and documents, often many in one file. Latencies in ms, throughputs of the whole run (n = 1), everything
// rounded to two digits and without a spread. Its setup stands around it: see serving-console-setup.ts. A document that
// holds Markdown tables as well gives the points of both.
// Printed by: https://github.com/vllm-project/vllm/blob/main/vllm/benchmarks/serve.py
//             https://github.com/sgl-project/sglang/blob/main/python/sglang/bench_serving.py
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { keptApart } from "./kept-apart";
import { markdownTable } from "./markdown-table";
import { hasMarkdownTable } from "./markdown-tables";
import { consoleBlocks, hasBlock, type ConsoleBlock } from "./serving-console-blocks";
import { blockDrafts } from "./serving-console-drafts";
import type { SourceFile } from "./source-file";
import { textHolds } from "./text-search";

/** Logs are read as a whole. */
const logLimit = 64 * 1024 * 1024;

export const servingConsole: Importer = {
  id: "serving-console",
  label: "Serving Benchmark Result (vLLM, SGLang console)",
  version: "1",
  recognises: (file) => textHolds(file, hasBlock),
  read(file): Reading {
    const whole = wholeText(file, logLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const blocks = readBlocks(consoleBlocks(whole.text), file);
    if (!hasMarkdownTable(whole.text)) return blocks;
    const tables = markdownTable.read(file);
    return {
      ...tables,
      drafts: keptApart([
        { name: "tables", drafts: Array.from(tables.drafts) },
        { name: "console output", drafts: Array.from(blocks.drafts) },
      ]),
      problems: [...blocks.problems, ...tables.problems],
      notes: [...blocks.notes, "The document's Markdown tables are read as well.", ...tables.notes],
    };
  },
};

function readBlocks(blocks: readonly ConsoleBlock[], file: SourceFile): Reading {
  const read = blocks.map((block) => blockDrafts(block, file));
  return {
    drafts: read.flatMap(({ drafts }) => drafts),
    problems: read.flatMap(({ problems }) => problems),
    columns: [],
    notes: [...new Set(read.flatMap(({ notes }) => notes))],
  };
}
