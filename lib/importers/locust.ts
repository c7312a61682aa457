// Locust's <name>_stats.csv (--csv): a row for each kind of request, and one of all; times are in milliseconds, which no header
// says, and are of failed requests too, as are the rates. Percentiles that points do not hold are not read.
// Format: https://docs.locust.io/en/stable/retrieving-stats.html
import type { Stats } from "../points/point";
import { readValueText } from "../points/value-text";
import { checkedDrafts } from "./checked-drafts";
import type { Importer, Reading } from "./importer";
import { ProblemList } from "./problem-list";
import { emptySetup } from "./setup-field";
import type { SourceFile } from "./source-file";
import type { StatedCell, StatedMetric } from "./stated-metric";
import { tableHead, visitRows, type TableHead } from "./table-text";
import { tellByFile } from "./told-by-file";

const statisticOf: Readonly<Record<string, keyof Stats>> = {
  ...{ "Average Response Time": "mean", "Median Response Time": "median" },
  ...{ "Min Response Time": "min", "Max Response Time": "max", "Request Count": "n" },
  ...{ "90%": "p90", "95%": "p95", "99%": "p99" },
};
const rate = "Requests/s";
const failures = "Failure Count";
const ofAll = "Aggregated";

export const locust: Importer = {
  id: "locust",
  label: "Locust (stats CSV)",
  version: "1",
  recognises(file) {
    const headers = tableHead(file)?.headers ?? [];
    const isOfTimes = headers.includes("Timestamp");
    return (
      !isOfTimes && [rate, failures, "Name", "Average Response Time"].every((each) => headers.includes(each))
    );
  },
  read(file): Reading {
    const table = tableHead(file)!;
    const problems = new ProblemList();
    const rows: { fields: string[]; line: number }[] = [];
    const { lines } = visitRows(file, table, problems, (fields, line) => rows.push({ fields, line }));
    const at = table.headers.indexOf("Name");
    const isAlone = rows.every(({ fields }) => fields[at]!.trim() === ofAll);
    const drafts = rows.flatMap((row) => {
      if (!isAlone && row.fields[at]!.trim() === ofAll) {
        problems.add(
          { line: row.line, column: at + 1 },
          `a row labelled “${ofAll}”`,
          "a kind of request: what is computed of others is not read",
        );
        return [];
      }
      const made = checkedDrafts(setupOf(table, row.fields, file), metricsOf(table, row));
      problems.addAll(made.problems);
      return made.drafts;
    });
    return { drafts, problems: problems.list(), columns: [], lines, notes: notesOf(table, rows) };
  },
};

function setupOf({ headers }: TableHead, fields: readonly string[], file: SourceFile) {
  const setup = emptySetup();
  setup.context.tool = "Locust";
  const type = fields[headers.indexOf("Type")]?.trim() ?? "";
  setup.case.scenario = [type, fields[headers.indexOf("Name")]!.trim()]
    .filter((text) => text !== "")
    .join(" ");
  tellByFile(setup, file);
  return setup;
}

function metricsOf(
  { headers }: TableHead,
  { fields, line }: { fields: readonly string[]; line: number },
): StatedMetric[] {
  const times: StatedMetric = { metric: "e2e_latency", unit: "ms", cells: {}, varies: "within-run" };
  const reached: StatedMetric = { metric: "requests_per_second", unit: "req/s", cells: {}, n: 1 };
  headers.forEach((header, column) => {
    const raw = fields[column]!.trim();
    const read = readValueText(raw, "point");
    const cell: StatedCell = {
      value: read.kind === "number" ? read.value : null,
      raw,
      locator: { line, column: column + 1 },
    };
    if (raw === "") return;
    if (header === rate) reached.cells.mean = cell;
    else if (Object.hasOwn(statisticOf, header)) times.cells[statisticOf[header]!] = cell;
  });
  return [times, reached].filter(({ cells }) => Object.keys(cells).length > 0);
}

function notesOf({ headers }: TableHead, rows: readonly { fields: string[]; line: number }[]): string[] {
  const at = headers.indexOf(failures);
  const failed = rows.filter(({ fields }) => Number(fields[at]) > 0);
  const lines = failed.map(({ fields, line }) => `${fields[at]!.trim()} on line ${line}`).slice(0, 5);
  return [
    "Locust writes times in ms, and its headers do not say so.",
    ...(failed.length === 0
      ? []
      : [`Requests failed (${lines.join(", ")}): times and rates count them too.`]),
  ];
}
