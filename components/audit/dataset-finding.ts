import { marksAt, type LineMark } from "@/components/datasets/line-marks";
import type { Audited } from "@/lib/points/audited";
import { findingLevels, type Finding, type FindingLevel } from "@/lib/points/finding";
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

/** A finding with the places of its cells. */
type Placed = Finding & { places: readonly { where: Locator }[] };

export function datasetFinding(found: Placed): DatasetFinding {
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

/** Findings of one rule and level, which are listed under one another. */
export interface FindingGroup {
  key: string;
  first: DatasetFinding;
  others: DatasetFinding[];
  /** How many more there are than a page lists. */
  left: number;
}

/** What the dataset's page shows of an audit. */
export type DatasetAudit =
  | { kind: "found"; counts: Record<FindingLevel, number>; findings: FindingGroup[] }
  | Exclude<Audited, { kind: "found" }>;

/** The most findings of one rule that a page lists; `whisker inspect` has them all. */
const mostOfARule = 50;

export function datasetAudit(audited: Audited<Placed>): DatasetAudit {
  if (audited.kind !== "found") return audited;
  const { findings } = audited;
  const counts = Object.fromEntries(
    findingLevels.map((level) => [level, findings.filter((each) => each.level === level).length]),
  ) as Record<FindingLevel, number>;
  return { kind: "found", counts, findings: findingGroups(findings) };
}

function findingGroups(findings: readonly Placed[]): FindingGroup[] {
  const groups = new Map<string, Placed[]>();
  for (const finding of findings) {
    const key = `${finding.rule} ${finding.level}`;
    const group = groups.get(key);
    if (group) group.push(finding);
    else groups.set(key, [finding]);
  }
  return Array.from(groups, ([key, of]) => {
    const [first, ...others] = of.slice(0, mostOfARule).map(datasetFinding);
    return { key, first: first!, others, left: Math.max(0, of.length - mostOfARule) };
  });
}
