import { marksAt, type LineMark } from "@/components/datasets/line-marks";
import type { Finding, FindingLevel } from "@/lib/points/finding";
import type { Locator } from "@/lib/points/locator";

/** A finding as the dataset's page lists it. */
export interface DatasetFinding extends Pick<
  Finding,
  "rule" | "level" | "title" | "says" | "sum" | "points"
> {
  /** The cells of its sum in the file; none where the file is JSON, whose places are found when they are asked for. */
  marks: LineMark[];
  /** `L18`, `L18–L20`: where those cells stand. */
  place: string;
}

/** The most marks that one finding draws at once. */
const mostMarks = 200;

export function datasetFinding(found: Finding & { places: readonly { where: Locator }[] }): DatasetFinding {
  const { rule, level, title, says, sum, points, places } = found;
  const marks = places.slice(0, mostMarks).flatMap(({ where }) => marksAt(where));
  return { rule, level, title, says, sum, points, marks, place: linesText(marks.map(({ from }) => from)) };
}

/** Lines in few words: `L2, L12`, and from four on the first and the last. */
function linesText(lines: readonly number[]): string {
  const sorted = [...new Set(lines)].sort((a, b) => a - b);
  if (sorted.length < 4) return sorted.map((line) => `L${line}`).join(", ");
  return `L${sorted[0]} to L${sorted.at(-1)}`;
}

/** The gravest finding about each point, by its id. */
export function worstByPoint(
  findings: readonly DatasetFinding[],
): ReadonlyMap<string, { level: FindingLevel; title: string; rule: string }> {
  const worst = new Map<string, { level: FindingLevel; title: string; rule: string }>();
  // Findings come gravest first.
  for (const { level, title, rule, points } of findings)
    for (const point of points) if (!worst.has(point)) worst.set(point, { level, title, rule });
  return worst;
}

/** Findings of one rule and level, which are listed under one another. */
export interface FindingGroup {
  key: string;
  first: DatasetFinding;
  others: DatasetFinding[];
}

export function findingGroups(findings: readonly DatasetFinding[]): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.level}`;
    const group = groups.get(key);
    if (group) group.others.push(finding);
    else groups.set(key, { key, first: finding, others: [] });
  }
  return [...groups.values()];
}
