import { stripVTControlCharacters } from "node:util";
import type { Inspected } from "@/lib/export/points-json";
import { caseFieldLabel, caseFields, type Case } from "@/lib/points/case";
import { noWidth, variesLabel } from "@/lib/points/interval";
import { locatorText } from "@/lib/points/locator";
import { findMetric } from "@/lib/points/metrics";
import type { Point } from "@/lib/points/point";
import type { Problem } from "@/lib/points/problem";
import { shownNumber } from "./shown-number";
import { whiskerText } from "./whisker-text";

/** How many points are listed for a person; `--json` gives all. */
const listed = 200;

/** What is read of a file, as a person reads it: a line a point with its whisker, then the problems by line. */
export function inspectionText(
  inspected: Inspected,
  label: string | null,
  options: { samples: boolean },
): string {
  const { file, points, problems, notes } = inspected;
  const head = [`${plain(file.name)}  ${file.bytes} bytes  sha256 ${file.sha256.slice(0, 12)}`];
  head.push(
    label === null
      ? "No benchmark results could be read."
      : `Read as ${label}: ${countOf(points.length, "point")}.`,
  );
  const blocks = [head.join("\n"), ...groupsOf(points.slice(0, listed), options)];
  if (points.length > listed) blocks.push(`… and ${points.length - listed} more points (--json lists all)`);
  if (notes.length > 0) blocks.push(["Notes", ...notes.map((note) => `  ${plain(note)}`)].join("\n"));
  if (problems.length > 0)
    blocks.push([countOf(problems.length, "problem"), ...problems.map(problemLine)].join("\n"));
  return `${blocks.join("\n\n")}\n`;
}

/** The points of each metric under its name, with whiskers on a common scale. */
function groupsOf(points: readonly Point[], options: { samples: boolean }): string[] {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const name = `${findMetric(point.metric, point.unit).label}${point.unit && `, ${point.unit}`}`;
    groups.set(name, [...(groups.get(name) ?? []), point]);
  }
  const shared = sharedFields(points);
  const setup =
    shared.length > 0 ? [`Setup of all: ${shared.map(([name, text]) => `${name} ${text}`).join(", ")}`] : [];
  const blocks = Array.from(groups, ([name, group]) => {
    const rows = [columnNames, ...group.map((point) => rowOf(point, group, shared))];
    return [plain(name), ...aligned(rows), ...(options.samples ? group.flatMap(sampleLines) : [])].join("\n");
  });
  return [...setup.map(plain), ...blocks];
}

const columnNames = ["value", "95 % interval", "", "n", "evidence", "place", "setup"];

function rowOf(
  point: Point,
  group: readonly Point[],
  shared: readonly (readonly [string, string])[],
): string[] {
  const { interval, stats, evidence, provenance } = point;
  const level = interval && interval.level !== 0.95 ? ` (${interval.level * 100} %)` : "";
  const between = interval ? `[${shownNumber(interval.low)}, ${shownNumber(interval.high)}]${level}` : "none";
  const said = interval ? [variesLabel[interval.varies], noWidth(interval)] : [];
  const own = fieldsOf(point.case).filter(
    ([name, text]) => !shared.some((each) => each[0] === name && each[1] === text),
  );
  return [
    `${point.statistic === "mean" ? "" : `${point.statistic} `}${valueText(point)}`,
    between,
    whiskerText(point, group),
    stats.n === null ? "?" : String(stats.n),
    [evidence, ...said].filter(Boolean).join(", "),
    locatorText(provenance.locator),
    own.map(([name, text]) => `${name} ${text}`).join(", "),
  ].map(plain);
}

function valueText({ value, missing, range }: Point): string {
  if (value !== null) return shownNumber(value);
  if (range !== null)
    return `${range.low === null ? "…" : shownNumber(range.low)} to ${range.high === null ? "…" : shownNumber(range.high)}`;
  return `missing (${missing?.trim() || "blank"})`;
}

function sampleLines(point: Point): string[] {
  if (point.samples === null) return [];
  const values = Array.from(point.samples.values, shownNumber).join(" ");
  return [`    samples at ${locatorText(point.provenance.locator)}: ${values}`];
}

/** The setup fields that all points have in common: said once. */
function sharedFields(points: readonly Point[]): (readonly [string, string])[] {
  const [first, ...rest] = points.map((point) => fieldsOf(point.case));
  if (first === undefined || rest.length === 0) return [];
  const others = rest.map((fields) => new Map(fields));
  return first.filter(([name, text]) => others.every((fields) => fields.get(name) === text));
}

function fieldsOf(of: Case): (readonly [string, string])[] {
  const promised = caseFields.flatMap((field) =>
    of[field] === null ? [] : [[caseFieldLabel[field], String(of[field])] as const],
  );
  return [...promised, ...Object.entries(of.extra)];
}

function problemLine({ where, found, expected }: Problem): string {
  const place = where === null ? "the file" : locatorText(where);
  return plain(`  ${place}: found ${found}; expected ${expected}`);
}

function countOf(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}

/** Columns under each other, two spaces apart; the last one as long as it is. */
function aligned(rows: readonly string[][]): string[] {
  const widths = columnNames.map((_, i) => Math.max(...rows.map((row) => (row[i] ?? "").length)));
  return rows.map((row) =>
    `  ${row.map((cell, i) => (i === row.length - 1 ? cell : cell.padEnd(widths[i]!))).join("  ")}`.trimEnd(),
  );
}

/** Texts of a file could move the cursor or colour the terminal: control characters are left out. */
function plain(text: string): string {
  return stripVTControlCharacters(text).replace(
    /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g,
    " ",
  );
}
