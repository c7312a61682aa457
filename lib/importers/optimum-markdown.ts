// optimum-benchmark's benchmark_report.md: a heading for each target (`# prefill:`), below it one for each part (`## latency:`)
// with a table of metric, value and unit. The figures are those of the JSON report (see optimum.ts), without the passes; the
// setup is not said. Written by: https://github.com/huggingface/optimum-benchmark (benchmark/report.py, to_markdown)
import type { Problem } from "../points/problem";
import { cellsOf, checkedDrafts } from "./checked-drafts";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { markdownTables, type MarkdownTable } from "./markdown-tables";
import {
  latencyStatistics,
  optimumMetrics,
  optimumNotes,
  unitOfOptimum,
  type Target,
} from "./optimum-report";
import { optimumSetup } from "./optimum-setup";
import { numberIn } from "./plain-number";
import type { StatedCell } from "./stated-metric";
import { textHolds } from "./text-search";
import { tellByFile, toldByFileNote } from "./told-by-file";

const documentLimit = 16 * 1024 * 1024;
const parts = /^(latency|throughput|memory|energy|efficiency):?$/;
const head = /^# \w+:\s*$[^]{0,200}?^## (?:latency|throughput|memory|energy|efficiency):\s*$/m;

export const optimumMarkdown: Importer = {
  id: "optimum-benchmark-markdown",
  label: "optimum-benchmark report (Markdown)",
  version: "1",
  recognises: (file) =>
    textHolds(file, (text) => head.test(text) && partsIn(markdownTables(text)).length > 0),
  read(file): Reading {
    const whole = wholeText(file, documentLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const setup = optimumSetup(new Map());
    tellByFile(setup, file);
    const found = partsIn(markdownTables(whole.text));
    const names = [...new Set(found.map(({ target }) => target))];
    const targets = names.map((name) => targetOf(name, found));
    const { drafts, problems } = checkedDrafts(setup, optimumMetrics(targets, null));
    return {
      drafts,
      problems: [...problems, ...found.flatMap(unreadRows)],
      columns: [],
      notes: [...optimumNotes, toldByFileNote],
    };
  },
};

interface Part {
  target: string;
  name: string;
  rows: Map<string, { cell: StatedCell; unit: string }>;
}

/** The tables that stand under a part of a target. */
function partsIn(tables: readonly MarkdownTable[]): Part[] {
  return tables.flatMap((table, i) => {
    const [own, above] = table.above;
    const name = parts.exec(own?.heading ?? "")?.[1];
    const target = /^(\w+):$/.exec(above?.heading ?? "")?.[1];
    const isPart = name !== undefined && target !== undefined && isOfUnits(table);
    return isPart ? [{ target, name, rows: rowsOf(table, i + 1) }] : [];
  });
}

function isOfUnits({ headers }: MarkdownTable): boolean {
  return headers.join("|").toLowerCase() === "metric|value|unit";
}

function rowsOf({ rows }: MarkdownTable, table: number): Part["rows"] {
  return new Map(
    rows.flatMap(({ cells, line }, i) => {
      const [name, raw, unit] = cells;
      if (name === undefined || raw === undefined || unit === undefined) return [];
      const cell = { value: numberIn(raw), raw, locator: { table, row: i + 1, column: 2, line } };
      return [[name.trim(), { cell, unit: unitOfOptimum(unit) }] as const];
    }),
  );
}

function targetOf(name: string, all: readonly Part[]): Target {
  const partOf = (part: string) => all.find((each) => each.target === name && each.name === part)?.rows;
  const latency = partOf("latency");
  const cells = cellsOf(
    Object.fromEntries(
      latencyStatistics.map(([statistic, row]) => [statistic, latency?.get(row)?.cell ?? null]),
    ),
  );
  const isTimed = latency !== undefined && Object.keys(cells).length > 0;
  const memory = Array.from(partOf("memory") ?? []);
  return {
    name,
    latency: isTimed
      ? {
          cells,
          n: latency.get("count")?.cell.value ?? null,
          unit: latency.get("mean")?.unit ?? "s",
          samples: null,
        }
      : null,
    runtime: null,
    throughput: partOf("throughput")?.get("throughput") ?? null,
    memory: memory.map(([field, { cell, unit }]) => ({ field, cell, unit })),
    energy: partOf("energy")?.get("total") ?? null,
    efficiency: partOf("efficiency")?.get("efficiency") ?? null,
  };
}

/** Rows of a part that is not known to have them; the total of passes and their spread in percent say nothing more. */
function unreadRows({ name, rows }: Part): Problem[] {
  const known = new Set<string>([...latencyStatistics.map(([, row]) => row), "count", "total", "stdev_"]);
  if (name !== "latency") return [];
  return Array.from(rows).flatMap(([row, { cell }]) =>
    known.has(row) ? [] : [{ where: cell.locator, found: row, expected: "a statistic of the latency" }],
  );
}
