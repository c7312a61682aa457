import type { DatasetAudit, DatasetFinding } from "@/components/audit/dataset-finding";
import { locatorText, type Locator } from "@/lib/points/locator";
import type { Problem } from "@/lib/points/problem";
import { marksAt, type Cell, type LineMark } from "./line-marks";
import type { PointRow } from "./point-rows";

/** What is marked in yellow in a file, and why. At most one thing is selected at a time. */
export interface Selection {
  kind: "place" | "point" | "problem" | "finding";
  /** The point's id, the problem's index; null for a place that a link named. */
  id: string | number | null;
  marks: LineMark[];
  caption: string;
  finding?: DatasetFinding;
}

export function selectionOfFinding(finding: DatasetFinding): Selection {
  const { marks, points, title } = finding;
  const what = marks.length === 1 ? "cell" : `${marks.length} cells`;
  const caption =
    marks.length === 0
      ? `“${title}”: ${points.length === 1 ? "its point is" : "its points are"} marked.`
      : `Highlighted: the ${what} behind “${title}”.`;
  return { kind: "finding", id: null, marks, caption, finding };
}

/** The query that opens the page with a finding selected; without scripts its first point is. */
export function findingQuery({ rule, points }: Pick<DatasetFinding, "rule" | "points">): string {
  return `?${new URLSearchParams({ point: points[0] ?? "", finding: rule })}`;
}

/** The finding that a query names; null where it names none, or one that the page does not list. */
export function askedFinding(audited: DatasetAudit, search: string): DatasetFinding | null {
  const query = new URLSearchParams(search);
  const [rule, point] = [query.get("finding"), query.get("point")];
  if (rule === null || point === null || audited.kind !== "found") return null;
  const listed = audited.findings.flatMap(({ first, others }) => [first, ...others]);
  return listed.find((each) => each.rule === rule && each.points.includes(point)) ?? null;
}

export function selectionOfRow(row: PointRow, marks = row.marks): Selection {
  return { kind: "point", id: row.id, marks, caption: pointCaption(row, marks) };
}

function pointCaption(row: PointRow, marks: readonly LineMark[]): string {
  const value = row.missing !== null ? `the missing “${row.missing}”` : `${row.text} ${row.unit}`.trim();
  const said = row.system === null ? value : `${value} of ${row.system}`;
  if (row.derived) return `${capital(said)} is derived from other points; it stands in no line of the file.`;
  if (marks.length === 0) return `${capital(said)} stands at ${row.place}.`;
  const lines = marks.reduce((sum, mark) => sum + mark.to - mark.from + 1, 0);
  return lines === 1
    ? `Highlighted: the cell behind ${said}.`
    : `Highlighted: the ${lines} lines behind ${said}.`;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function selectionOfProblem(problem: Problem, index: number): Selection {
  const place = problem.where ? locatorText(problem.where) : "the file";
  const caption = `Highlighted: the problem at ${place}. Found ${problem.found}, expected ${problem.expected}.`;
  return { kind: "problem", id: index, marks: problem.where ? marksAt(problem.where) : [], caption };
}

/** A place that a link names, with nothing known to stand there. */
export function selectionOfPlace(line: number, cell: Cell | null): Selection {
  const caption =
    cell && "field" in cell
      ? `Highlighted: line ${line}, column ${cell.field}.`
      : `Highlighted: line ${line}.`;
  return { kind: "place", id: null, marks: [{ from: line, to: line, cell }], caption };
}

/** The query that opens the page at a place: `?line=41&column=5`, `?pointer=/mean_ttft_ms`. */
export function placeQuery(where: Locator): string {
  if (!("line" in where) || where.line === undefined) {
    return `?${new URLSearchParams({ pointer: "pointer" in where ? where.pointer : "" })}`;
  }
  const inFields = "column" in where && where.column !== undefined && !("table" in where);
  return `?line=${where.line}${inFields ? `&column=${where.column}` : ""}`;
}

/** The query that opens the page with a point selected, at its line where it has one. */
export function rowQuery(row: PointRow): string {
  const [mark] = row.marks;
  return `?${mark ? `line=${mark.from}&` : ""}point=${row.id}`;
}
