// What vLLM's nightly benchmarks gather of a night (benchmark_results.json): rows of a test each, or a table each of
// latency, throughput and serving tests as pandas writes it, { column: { "0": value } }. Units are in the columns'
// names; what these leave unsaid is known of the tests: "latency" is of a whole batch, "Tput (tok/s)" is of prompt and
// output tokens. The Markdown report beside it holds the same tables, which its reader passes to readNightlyTable.
// Written by: https://github.com/vllm-project/vllm/tree/main/.buildkite/performance-benchmarks
import type { Problem } from "../points/problem";
import type { CellTable } from "./cell-table";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, isScalar, memberOf, textOf, type JsonNode } from "./json-node";
import { locatorIn, recordAt, recordsOf, type JsonRecord } from "./json-record";
import { jsonTable } from "./json-table";
import { isNightlyHeader, readNightlyTable } from "./vllm-nightly-table";

const kinds = ["latency", "throughput", "serving"] as const;

export const vllmNightly: Importer = {
  id: "vllm-nightly",
  label: "vLLM nightly benchmark results (JSON)",
  version: "1",
  recognises: (file) =>
    looksLikeJson(file) &&
    recordsOf(jsonOf(file)).some((each) => isRow(each) || tablesOf(each).length > 0 || isCommands(each)),
  read(file): Reading {
    const json = jsonOf(file);
    const records = recordsOf(json);
    const rows = jsonTable(records.filter(isRow));
    const tables = [...(rows ? [rows.table] : []), ...records.flatMap(tablesOf)];
    const read = tables.flatMap((table) => readNightlyTable(table) ?? []);
    return {
      drafts: read.flatMap(({ drafts }) => Array.from(drafts)),
      problems: [...json.problems, ...read.flatMap(({ problems }) => problems), ...others(records)],
      columns: read.flatMap(({ columns }) => columns),
      notes: [...json.notes, ...new Set(read.flatMap(({ notes }) => notes))],
    };
  },
};

function isRow({ node }: JsonRecord): boolean {
  return isNightlyHeader([...node.members.keys()]);
}

/** The `.commands` file of one test: how it was called, and nothing that it measured. */
function isCommands({ node }: JsonRecord): boolean {
  const names = [...node.members.keys()];
  return hasKeys(node, ["gpu_type"]) && names.some((name) => name.endsWith("_command")) && names.length < 8;
}

/** The tables of an object that holds one a kind of test, each a column a member. */
function tablesOf(record: JsonRecord): CellTable[] {
  return kinds.flatMap((kind) => {
    const table = recordAt(record, kind);
    return table && isNightlyHeader([...table.node.members.keys()]) ? [tableOf(table)] : [];
  });
}

function tableOf(record: JsonRecord): CellTable {
  const { node, text } = record;
  const headers = [...node.members.keys()];
  const columns = [...node.members.values()];
  const rows = [
    ...new Set(columns.flatMap((column) => (column.kind === "object" ? [...column.members.keys()] : []))),
  ];
  return {
    headers,
    rows: rows.map((row) => columns.map((column) => cellOf(memberOf(column, row), text))),
    locator: (row, column) => {
      const name = headers[column] ?? "";
      return row < 0 ? locatorIn(record, name) : locatorIn(record, name, rows[row] ?? "");
    },
    sampleAt: { pointer: record.pointer, of: (row) => row },
  };
}

/** pandas writes null where a test has no such column: no cell at all. */
function cellOf(node: JsonNode | undefined, text: string): string | null {
  const isNull = node?.kind === "constant" && node.value === null;
  return node === undefined || isNull || !isScalar(node) ? null : textOf(node, text);
}

/** Objects that are neither: reported, and the commands of a test by what they are. */
function others(records: readonly JsonRecord[]): Problem[] {
  return records
    .filter((record) => !isRow(record) && tablesOf(record).length === 0)
    .map((record) => ({
      where: locatorIn(record),
      found: isCommands(record)
        ? "the commands of a benchmark, without its results"
        : `an object with ${record.node.members.size} keys`,
      expected: 'results of vLLM\'s nightly benchmarks, with "Test name" and columns such as "Tput (req/s)"',
    }));
}
