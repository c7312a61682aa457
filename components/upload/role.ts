import type { Beside } from "@/lib/points/beside";
import type { CaseField } from "@/lib/points/case";
import type { HeldStatistic } from "@/lib/points/headers";
import { findMetric } from "@/lib/points/metrics";
import type { Context } from "@/lib/points/provenance";
import type { ListedStatistic } from "@/lib/points/statistic-list";
import { conversionTo, unitsOf } from "@/lib/points/units";

/** What every cell of a column shares, as its header says: `batch 8`. Field is null where it is a further field. */
export interface FixedField {
  field: CaseField | null;
  name: string;
  text: string;
}

export interface MetricRole {
  as: "metric";
  metric: string;
  statistic: HeldStatistic;
  /** Null where each cell names its own. */
  unit: string | null;
  fixed?: FixedField[];
  /** What stands beside the numbers of its cells: of `45.3 (1.2)` the standard deviation. */
  beside?: Beside;
  level?: number;
  /** How many measurements are behind each cell. */
  n?: number;
  run?: string;
  /** What the parts of each cell are; null for a statistic that points do not hold. */
  statistics?: (ListedStatistic | null)[];
  clock?: true;
}

/** What a column is read as; the importers' ColumnRole. */
export type Role =
  | MetricRole
  /** `k` is what the letter stands for in `32k`; absent where the cells have none. */
  | { as: "case"; field: CaseField; k?: 1000 | 1024 }
  | { as: "both lengths"; k?: 1000 | 1024 }
  /** Several fields in each cell: `TP8 bs=32`. */
  | { as: "parts" }
  | { as: "context"; field: keyof Context }
  | { as: "run" | "sample" | "count" | "field" | "ignored" };

/** What a column leaves open, and the answers to choose from; the importers' Question. */
export interface ColumnQuestion {
  says: string;
  choices: { label: string; role: Role }[];
}

/** What a file leaves open; the importers' FileQuestion. */
export type FileQuestion =
  | { kind: "notation"; says: string; example: string; line: number }
  /** `hint`: a field that the file's name speaks for. */
  | { kind: "pivot"; says: string; columns: number[]; hint?: { field: CaseField; says: string } | null };

/** The decimal sign of a file's numbers. */
export type DecimalSign = "point" | "comma";

/** How the columns of every table with one header are read; the importers' Recipe. */
export interface StatedRecipe {
  headers: string[];
  columns: Role[];
  notation: DecimalSign | null;
}

/** One text for a role, whatever its unit and what its header fixes. */
export function ideaKey(role: Role): string {
  switch (role.as) {
    case "metric":
      return `metric ${role.statistic} ${role.metric}`;
    case "case":
    case "context":
      return `${role.as} ${role.field}`;
    default:
      return role.as;
  }
}

export function sameRole(a: Role, b: Role): boolean {
  if (ideaKey(a) !== ideaKey(b)) return false;
  if (a.as !== "metric" || b.as !== "metric") return kOf(a) === kOf(b);
  return (
    a.unit === b.unit && fixedText(a) === fixedText(b) && besideText(a) === besideText(b) && a.run === b.run
  );
}

function kOf(role: Role): number | undefined {
  return "k" in role ? role.k : undefined;
}

/** `batch 8, tensor parallel 4`; empty where the header fixes nothing. */
export function fixedText({ fixed = [] }: MetricRole): string {
  return fixed.map(({ field, name, text }) => `${(field ?? name).replaceAll("_", " ")} ${text}`).join(", ");
}

/** `beside: standard deviation`, `95 % interval, n = 5`: what a column says of the numbers beside those of its cells. */
export function besideText({ beside, level, n, statistics }: MetricRole): string {
  const percent = beside?.level ?? level;
  return [
    beside && `beside it: ${beside.kind === "sd" ? "standard deviation" : beside.kind}`,
    percent !== undefined && percent !== null && `${Math.round(percent * 1000) / 10} %`,
    n !== undefined && `n = ${n}`,
    statistics && statistics.map((each) => each ?? "not held").join(" / "),
  ]
    .filter(Boolean)
    .join(", ");
}

/** The units that a metric's column may be in, as a select lists them; empty where its unit is not a choice. */
export function unitChoices({
  metric,
  statistic,
  unit,
}: MetricRole): { unit: string | null; label: string }[] {
  const of = findMetric(metric, unit ?? "");
  const known = statistic === "n" || statistic === "ci_level" ? [] : statistic === "cv" ? ["%"] : unitsOf(of);
  if (known.length === 0) return [];
  const listed = unit === null || known.includes(unit) ? known : [unit, ...known];
  return [
    ...listed.map((each) => ({ unit: each, label: each === of.unit ? each : `${each} → ${of.unit}` })),
    { unit: null, label: "in the cells" },
  ];
}

/** Whether cells in the unit are values of the metric. */
export function fitsUnit(metric: string, unit: string | null): boolean {
  return unit !== null && unit !== "" && conversionTo(unit, findMetric(metric, unit)) !== null;
}

/** What is done to a column's numbers by a role that a person stated: `× 1000`, `batch 8`. */
export function conversionText(role: Role): string {
  if (role.as !== "metric") return kOf(role) === undefined ? "" : `k is ${kOf(role)}`;
  const of = findMetric(role.metric, role.unit ?? "");
  const by = role.unit === null ? "units in the cells" : conversionTo(role.unit, of)?.record(1)?.by;
  return [by, fixedText(role), besideText(role), role.run].filter(Boolean).join("; ");
}
