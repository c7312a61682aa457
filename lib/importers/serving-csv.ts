// Results of `vllm bench serve` and of SGLang's bench_serving as rows of a table: what `vllm bench sweep` writes beside its JSON
// (summary.csv), and what pandas makes of several results. A row has the members of one JSON result as its columns, and is
// read as that result: what was measured is no setting, whichever column it stands in. See vllm-serve.ts, sglang-serving.ts.
import type { Locator } from "../points/locator";
import type { Problem } from "../points/problem";
import type { Place } from "../points/provenance";
import type { Draft } from "../runs/draft";
import type { Importer } from "./importer";
import { recordsOf, type JsonRecord } from "./json-record";
import { isServingResult, readServingRun } from "./sglang-serving";
import type { SourceFile } from "./source-file";
import { headersOf, readTableRows, type TableRow } from "./table-row";
import { readJson } from "./tolerant-json";
import { isServeResult, readServeRun } from "./vllm-serve";

export const servingCsv: Importer = {
  id: "serving-csv",
  label: "vLLM and SGLang results in a table",
  version: "1",
  recognises(file) {
    const headers = headersOf(file);
    const isNamed = headers.includes("model_id") || headers.includes("completed");
    return isNamed && isResult(recordOf(headers.map((header) => [header, "1"])));
  },
  read(file) {
    const notes = new Set<string>();
    const read = readTableRows(file, (row) => {
      const made = readRow(row, file);
      for (const note of made.notes) notes.add(note);
      return made;
    });
    return { ...read, notes: [...read.notes, ...notes] };
  },
};

function isResult({ node }: JsonRecord): boolean {
  return isServeResult(node) || isServingResult(node);
}

/** A row as the JSON object that it was. Lists are of requests, and cut short in most tables; an index is a row's number. */
function recordOf(cells: Iterable<readonly [header: string, text: string]>): JsonRecord {
  const members = Array.from(cells)
    .filter(
      ([header, text]) => text !== "" && !/^(?:|index|Unnamed: \d+)$/.test(header) && !/^[[{]/.test(text),
    )
    .map(([header, text]) => `${JSON.stringify(header)}: ${jsonOf(text)}`);
  return recordsOf(readJson(`{${members.join(", ")}}`))[0]!;
}

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const words = new Map([
  ["True", "true"],
  ["False", "false"],
  ["None", "null"],
  ["nan", "NaN"],
]);

function jsonOf(text: string): string {
  return number.test(text) ? text : (words.get(text) ?? JSON.stringify(text));
}

function readRow(row: TableRow, file: SourceFile): { drafts: Draft[]; problems: Problem[]; notes: string[] } {
  const record = recordOf(row.texts);
  const { drafts, problems, notes } = isServeResult(record.node)
    ? readServeRun(record)
    : readServingRun(record, file);
  const columns = [...row.texts.keys()];
  const cellOf = (locator: Locator): Locator => {
    const key =
      "pointer" in locator ? locator.pointer.slice(1).replaceAll("~1", "/").replaceAll("~0", "~") : "";
    const column = columns.indexOf(key) + 1;
    return column === 0 ? { line: row.line } : { line: row.line, column };
  };
  const placed = <P extends Place>(place: P): P => ({ ...place, locator: cellOf(place.locator) });
  return {
    drafts: drafts.map((draft) => ({ ...draft, provenance: withCells(draft.provenance, placed) })),
    problems: problems.map((problem) => ({ ...problem, where: problem.where && cellOf(problem.where) })),
    notes,
  };
}

function withCells(provenance: Draft["provenance"], placed: <P extends Place>(place: P) => P) {
  const { statistics } = provenance;
  if (statistics === undefined) return placed(provenance);
  const places = Object.entries(statistics).map(([name, place]) => [name, placed(place)]);
  return { ...placed(provenance), statistics: Object.fromEntries(places) as typeof statistics };
}
