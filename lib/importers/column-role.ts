import type { Beside } from "../points/beside";
import { isCaseField, type CaseField } from "../points/case";
import type { HeldStatistic } from "../points/headers";
import { findMetric } from "../points/metrics";
import type { Context } from "../points/provenance";
import type { ListedStatistic } from "../points/statistic-list";
import { conversionTo } from "../points/units";
import type { ColumnPlan } from "./wide-columns";

/** A field of the case that a column's header says, as a pivoted table has it: `batch 8` of every cell below. */
export interface FixedField {
  /** Null where it is a further field, kept under `name`. */
  field: CaseField | null;
  name: string;
  text: string;
}

/** What a column of a table is read as, as a person may state it. */
export type ColumnRole =
  | {
      as: "metric";
      metric: string;
      statistic: HeldStatistic;
      /** As found in header or cells; null where each cell names its own. */
      unit: string | null;
      fixed?: FixedField[];
      /** What stands beside the numbers of its cells: of `45.3 (1.2)` the standard deviation. */
      beside?: Beside;
      /** Of an interval's limits, as a fraction. */
      level?: number;
      /** How many measurements are behind each cell. */
      n?: number;
      /** The run that all its cells are of. */
      run?: string;
      /** What the parts of each cell are: of `12.3/45.6` the median and p99. Null for a statistic that points do not hold. */
      statistics?: (ListedStatistic | null)[];
      /** Whether its cells may be durations such as `0:03:20`. */
      clock?: true;
    }
  /** `k` is what the letter stands for in `32k`; absent where the cells have none. */
  | { as: "case"; field: CaseField; k?: 1000 | 1024 }
  | { as: "both lengths"; k?: 1000 | 1024 }
  /** Several fields in each cell: `TP8 bs=32`. */
  | { as: "parts" }
  | { as: "context"; field: keyof Context }
  /** `count` is of the measurements behind every metric of a row. */
  | { as: "run" | "sample" | "count" | "field" | "ignored" };

/** The role of a column as it was decided. */
export function roleOf(plan: ColumnPlan): ColumnRole {
  switch (plan.kind) {
    case "metric": {
      const { metric, statistic, unit, fixed, beside, level, n, run, clock } = plan;
      const statistics = plan.statistics && [...plan.statistics];
      const said = {
        fixed: fixed && [...fixed],
        beside,
        level,
        n,
        run,
        statistics,
        clock: clock || undefined,
      };
      return { as: "metric", metric: metric.id, statistic, unit, ...present(said) } as ColumnRole;
    }
    case "case":
      return { as: "case", field: plan.field, ...kOf(plan) };
    case "context":
      return { as: "context", field: plan.field };
    case "extra":
      return { as: "field" };
    case "both lengths":
      return { as: "both lengths", ...kOf(plan) };
    case "parts":
    case "run":
    case "sample":
    case "count":
    case "ignored":
      return { as: plan.kind };
  }
}

/** Without the members that are undefined. */
function present(of: object): object {
  return Object.fromEntries(Object.entries(of).filter(([, value]) => value !== undefined));
}

function kOf({ k }: { k?: 1000 | 1024 }): { k?: 1000 | 1024 } {
  return k === undefined ? {} : { k };
}

export const confirmedNote = "as confirmed in the recipe";

/** The plan of a column whose role is stated; `name` is what a further field is kept under. */
export function planOfRole(role: ColumnRole, name: string): ColumnPlan {
  const note = confirmedNote;
  switch (role.as) {
    case "metric": {
      const metric = findMetric(role.metric, role.unit ?? "");
      const step = role.unit === null ? null : conversionTo(role.unit, metric);
      const { statistic, unit, fixed, beside, level, n, run, statistics, clock } = role;
      const said = present({ fixed, beside, level, n, run, statistics, clock });
      return { kind: "metric", metric, statistic, unit, step, note, ...said } as ColumnPlan;
    }
    case "case":
      return { kind: "case", field: role.field, note, ...kOf(role) };
    case "context":
      return { kind: "context", field: role.field, note };
    case "field":
      return { kind: "extra", name, note };
    case "both lengths":
      return { kind: "both lengths", note, ...kOf(role) };
    case "parts":
      return { kind: "parts", name, note };
    case "run":
    case "sample":
    case "count":
    case "ignored":
      return { kind: role.as, note };
  }
}

/** Whether a metric is measured in the unit; null stands for units in the cells. */
export function isUnitOf(metric: string, unit: string | null): boolean {
  return unit === null || conversionTo(unit, findMetric(metric, unit)) !== null;
}

/** A name for a role as columns list it: a metric id, `ttft.p99`, a case field, `extra`, `ignored`. */
export function roleText(role: ColumnRole): string {
  if (role.as === "metric" && role.statistics !== undefined)
    return `${role.metric}.${role.statistics.map((each) => each ?? "?").join("/")}`;
  if (role.as === "metric")
    return role.statistic === "mean" ? role.metric : `${role.metric}.${role.statistic}`;
  if (role.as === "case" || role.as === "context") return role.field;
  if (role.as === "both lengths") return "input_tokens, output_tokens";
  return role.as === "field" ? "extra" : role.as;
}

/** The fixed fields as one text, equal exactly where they are. */
export function fixedKey(fixed: readonly FixedField[] | undefined): string {
  return (fixed ?? []).map(({ field, name, text }) => `${field ?? name}\u0000${text}`).join("\u0001");
}

/** How a fixed field is written beside its column: `batch 8`. */
export function fixedText({ field, name, text }: FixedField): string {
  return `${field !== null && isCaseField(field) ? field.replaceAll("_", " ") : name} ${text}`;
}
