// llama-benchy: any server measured in the manner of llama-bench. A row a test (`pp2048`, `tg32 @ d4096 (c2)`, `ctx_pp @ d4096`),
// as Markdown `mean ± sd` or as CSV in columns of each; the sd is numpy's, of a population, and n is not written.
// Written by: https://github.com/eugr/llama-benchy/blob/main/src/llama_benchy/results.py
import type { Locator } from "../points/locator";
import { customMetricId } from "../points/metrics";
import { readValueText } from "../points/value-text";
import { cellsOf, checkedDrafts, type Drafts } from "./checked-drafts";
import type { Importer, Reading } from "./importer";
import type { MarkdownTable } from "./markdown-tables";
import { ProblemList } from "./problem-list";
import { emptySetup, type Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";
import { tableHead, visitRows } from "./table-text";

const testName = /^(?:ctx_)?(pp|tg)\s?(\d+)?(?:\s*@\s*d\s?(\d+))?(?:\s*\(c(\d+)\))?$/;

interface Test {
  isPrompt: boolean;
  tokens: number | null;
  depth: string | null;
  concurrency: number | null;
  /** Without the concurrency, which is a field of its own. */
  name: string;
}

function testOf(text: string): Test | null {
  const [, kind, tokens, depth, concurrency] = testName.exec(text.trim()) ?? [];
  if (kind === undefined) return null;
  return {
    isPrompt: kind === "pp",
    tokens: tokens === undefined ? null : Number(tokens),
    depth: depth ?? null,
    concurrency: concurrency === undefined ? null : Number(concurrency),
    name: text.trim().replace(/\s*\(c\d+\)$/, ""),
  };
}

/** A row of either format: its texts by header, and the numbers of a column by its name in the CSV (`t_s`, `ttfr`). */
interface Row {
  text(header: string): string | null;
  cells(column: string): Pick<StatedMetric["cells"], "mean" | "sd">;
  /** Whether the tool writes each row's concurrency, or measures one request at a time. */
  isSingle: boolean;
}

/** Null where the test has another name than any of the tool's. */
function draftsOfRow(row: Row): Drafts | null {
  const test = testOf(row.text("test_name") ?? row.text("test") ?? "");
  return test && checkedDrafts(setupOf(row, test), metricsOf(row, test));
}

function setupOf(row: Row, test: Test): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  of.model = row.text("model")?.trim() || null;
  of.scenario = test.name;
  of[test.isPrompt ? "input_tokens" : "output_tokens"] = test.tokens;
  of.concurrency = test.concurrency ?? (row.isSingle ? 1 : null);
  if (test.depth !== null) of.extra["n_depth"] = test.depth;
  context.tool = "llama-benchy";
  return setup;
}

/** Prompt and generation have rates of their own. The time to the first token is counted from the request. */
function metricsOf(row: Row, { isPrompt }: Test): StatedMetric[] {
  const named: [string, string, string][] = [
    [isPrompt ? "input_tokens_per_second" : "output_tokens_per_second", "tok/s", "t_s"],
    [
      isPrompt ? customMetricId("prompt tok/s of a request") : "tokens_per_second_per_user",
      isPrompt ? "tok/s" : "tok/s/user",
      "t_s_req",
    ],
    [customMetricId("peak tok/s"), "tok/s", "peak_ts"],
    [customMetricId("peak tok/s of a request"), "tok/s", "peak_ts_req"],
    [customMetricId("ttfr"), "ms", "ttfr"],
    [customMetricId("est_ppt"), "ms", "est_ppt"],
    ["ttft", "ms", "e2e_ttft"],
  ];
  return named.flatMap(([metric, unit, column]): StatedMetric[] => {
    const cells = row.cells(column);
    return cells.mean === undefined ? [] : [{ metric, unit, cells, sd: "population" }];
  });
}

/** The Markdown table's columns by their names in the CSV. */
const columnOf: Readonly<Record<string, string>> = {
  ...{ "t/s": "t_s", "t/s (total)": "t_s", "t/s (req)": "t_s_req", "peak t/s": "peak_ts" },
  ...{ "peak t/s (req)": "peak_ts_req", "ttfr (ms)": "ttfr", "est_ppt (ms)": "est_ppt" },
  ...{ "e2e_ttft (ms)": "e2e_ttft" },
};
/** Columns that llama-bench does not have. */
const own = ["ttfr (ms)", "e2e_ttft (ms)", "t/s (total)", "t/s (req)"];

export function isBenchyTable({ headers, rows }: Pick<MarkdownTable, "headers" | "rows">): boolean {
  const test = headers.indexOf("test");
  const isOwn = own.some((name) => headers.includes(name));
  return isOwn && test >= 0 && rows.some(({ cells }) => testOf(cells[test] ?? "") !== null);
}

/** `place` gives the place of a cell, both counted from 0. */
export function readBenchyTable(
  { headers, rows }: MarkdownTable,
  place: (row: number, column: number) => Locator,
): Drafts & { notes: string[] } {
  const problems = new ProblemList();
  const drafts = rows.flatMap(({ cells }, i) => {
    if (cells.length !== headers.length) return [];
    const read = draftsOfRow({
      isSingle: headers.includes("t/s"),
      text: (name) => cells[headers.indexOf(name)] ?? null,
      cells: (name) => {
        const at = headers.findIndex((header) => columnOf[header] === name);
        return at < 0 ? {} : cellsIn(cells[at]!, place(i, at));
      },
    });
    if (read === null)
      problems.add(place(i, headers.indexOf("test")), cells[headers.indexOf("test")]!, expected);
    problems.addAll(read?.problems ?? []);
    return read?.drafts ?? [];
  });
  return { drafts, problems: problems.list(), notes };
}

const expected = "a test of llama-benchy, such as pp2048 or tg32 @ d4096";
const notes = [
  "llama-benchy's sd is of a population, and its tables do not say of how many runs: it is kept as written, and no interval is drawn.",
];

/** `123.45 ± 6.78`; nothing where the cell is blank. */
function cellsIn(raw: string, locator: Locator): ReturnType<Row["cells"]> {
  if (raw.trim() === "") return {};
  const read = readValueText(raw, "point");
  const cell = (value: number | null): StatedCell => ({ value, raw, locator });
  // A spread of 0 is what one run gives: unknown.
  if (read.kind === "spread")
    return cellsOf({ mean: cell(read.value), sd: read.sd > 0 ? cell(read.sd) : null });
  return { mean: cell(read.kind === "number" ? read.value : null) };
}

export const llamaBenchy: Importer = {
  id: "llama-benchy",
  label: "llama-benchy (CSV)",
  version: "1",
  recognises(file) {
    const headers = tableHead(file)?.headers ?? [];
    return ["test_name", "t_s_mean", "t_s_std", "ttfr_mean"].every((name) => headers.includes(name));
  },
  read(file): Reading {
    const table = tableHead(file)!;
    const { headers } = table;
    const problems = new ProblemList();
    const rows: { fields: string[]; line: number }[] = [];
    const { lines } = visitRows(file, table, problems, (fields, line) => rows.push({ fields, line }));
    const at = headers.indexOf("test_name");
    // The concurrency is written of every row as soon as one has more than a request at a time.
    const isSingle = !rows.some(({ fields }) => testOf(fields[at]!)?.concurrency != null);
    const drafts = rows.flatMap(({ fields, line }) => {
      const read = draftsOfRow({
        isSingle,
        text: (name) => fields[headers.indexOf(name)] ?? null,
        cells: (name) => {
          const numberAt = (column: number): StatedCell | null => {
            const raw = fields[column]?.trim() ?? "";
            const value = readValueText(raw, "point");
            if (raw === "") return null;
            return {
              value: value.kind === "number" ? value.value : null,
              raw,
              locator: { line, column: column + 1 },
            };
          };
          const sd = numberAt(headers.indexOf(`${name}_std`));
          return cellsOf({
            mean: numberAt(headers.indexOf(`${name}_mean`)),
            sd: sd?.value === 0 ? null : sd,
          });
        },
      });
      if (read === null) problems.add({ line, column: at + 1 }, fields[at]!, expected);
      problems.addAll(read?.problems ?? []);
      return read?.drafts ?? [];
    });
    return { drafts, problems: problems.list(), columns: [], lines, notes };
  },
};
