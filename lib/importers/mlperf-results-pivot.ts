// The table of results that mlcommons.org exports from its dashboard: one row a system and measure, one column a model and
// scenario, headers of several rows with merged cells, blank where nothing was submitted. Its other measures (nodes,
// accelerators, processors) repeat the setup in every column and are no results.
// Shown at: https://mlcommons.org/benchmarks/inference-datacenter/
import type { Draft } from "../runs/draft";
import type { Importer, Reading } from "./importer";
import { readResult } from "./mlperf-results-row";
import { numberIn } from "./plain-number";
import { ProblemList } from "./problem-list";
import type { StatedCell } from "./stated-metric";
import { tableHead, tooWide, visitRows, type TableHead } from "./table-text";

const measure = /^avg\. result\b/i;

export const mlperfResultsPivot: Importer = {
  id: "mlperf-results-pivot",
  label: "MLPerf results (table of the dashboard)",
  version: "1",
  recognises: (file) => isPivot(tableHead(file)),
  read(file) {
    const table = tableHead(file)!;
    const problems = new ProblemList();
    if (tooWide(table, problems)) return { drafts: [], problems: problems.list(), columns: [], notes: [] };
    const columns = resultColumns(table);
    const measures = measureColumn(table);
    const drafts: Draft[] = [];
    const notes = new Set<string>();
    let system = new Map<string, StatedCell>();
    const { lines } = visitRows(file, table, problems, (fields, line) => {
      // Merged cells: the rows of one system have its names in the first of them only.
      if (fields[0]!.trim() !== "") system = systemOf(table, fields, line, measures);
      if (!measure.test(fields[measures]!.trim())) return;
      for (const column of columns) {
        const raw = fields[column.at]!.trim();
        if (raw === "") continue;
        const result = { raw, value: numberIn(raw), locator: { line, column: column.at + 1 } };
        const read = readResult(new Map([...system, ...column.says, ["Result", result]]));
        for (const draft of read.drafts) {
          drafts.push({ ...draft, context: { ...draft.context, tool: "MLCommons dashboard" } });
        }
        problems.addAll(read.problems);
        for (const note of read.notes) notes.add(note);
      }
    });
    return { drafts, problems: problems.list(), columns: [], lines, notes: [...notes] } satisfies Reading;
  },
};

function isPivot(table: TableHead | null): boolean {
  if (table === null || table.header === null || !table.headers.includes("Public ID")) return false;
  return measureColumn(table) >= 0 && resultColumns(table).length > 0;
}

/** The column that says what each row measures; -1 where there is none. */
function measureColumn({ headers, rows }: TableHead): number {
  return headers.findIndex((_, column) => rows.some((row) => measure.test(row[column]!.trim())));
}

/** Columns of results with their model, scenario and unit, which are the lowest texts over them. */
function resultColumns({ header }: TableHead): { at: number; says: [string, StatedCell][] }[] {
  return header!.parts.flatMap((parts, at) => {
    const [model, scenario, unit] = parts.slice(-3);
    if (!model || !scenario || !unit || !unit.includes("/s")) return [];
    return [{ at, says: [named("Model", model), named("Scenario", scenario), named("Units", unit)] }];
  });
}

/** A text of the header has no place of its own in a row. */
function named(name: string, raw: string): [string, StatedCell] {
  return [name, { raw, value: null, locator: { line: 1 } }];
}

/** The names under which a result's setup is read, of those that the table writes. */
const nameOf: Readonly<Record<string, string>> = {
  "# of Nodes": "Nodes",
  "# of Accelerators": "a#",
  Accelerator: "Accelerator",
  Processor: "Processor",
  "System Name": "Platform",
};

function systemOf(
  table: TableHead,
  fields: readonly string[],
  line: number,
  end: number,
): Map<string, StatedCell> {
  const cells = new Map<string, StatedCell>();
  table.headers.slice(0, end).forEach((header, i) => {
    const name = header
      .replace(/\s*\(click.*\)$/i, "")
      .replace(/\s+/g, " ")
      .trim();
    const raw = fields[i]!.trim();
    if (name === "" || raw === "" || name.startsWith("Sum of ")) return;
    const cell = { raw, value: numberIn(raw), locator: { line, column: i + 1 } };
    const known = nameOf[name] ?? name;
    if (!cells.has(known)) cells.set(known, cell);
  });
  return cells;
}
