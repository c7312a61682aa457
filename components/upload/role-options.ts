import { caseFieldLabel, caseFields } from "@/lib/points/case";
import type { HeldStatistic } from "@/lib/points/headers";
import { customMetricId, findMetric, metrics } from "@/lib/points/metrics";
import { statistics } from "@/lib/points/point";
import { contextFields } from "@/lib/points/provenance";
import { ideaKey, sameRole, type ColumnQuestion, type Role } from "./role";

/** One line of the list of what a column may be read as. */
export interface RoleOption {
  key: string;
  label: string;
  /** A metric comes without its unit: that of the column is kept, or asked next. */
  choice: Role | UnitlessMetric;
}

/** A metric that was chosen, and its unit not yet. */
export interface UnitlessMetric {
  as: "metric without unit";
  metric: string;
  statistic: HeldStatistic;
}

export interface RoleGroup {
  label: string;
  options: RoleOption[];
}

const statisticNames: Record<HeldStatistic, string> = {
  ...(Object.fromEntries(statistics.map((each) => [each, each])) as Record<HeldStatistic, string>),
  sd: "standard deviation",
  n: "number of values",
  sem: "standard error",
  cv: "coefficient of variation",
  ci_low: "interval, lower limit",
  ci_high: "interval, upper limit",
  ci_half: "interval, half width",
  ci_level: "interval, level",
};

/** What a person may choose; an interval's limits need a level that only a header says. */
const held = [...statistics, "sd", "n", "sem", "cv"] as const;

/** `Time to first token, p99`. */
export function metricText(metric: string, statistic: HeldStatistic): string {
  const { label } = findMetric(metric);
  return statistic === "mean" ? label : `${label}, ${statisticNames[statistic]}`;
}

const fixedGroups: RoleGroup[] = [
  {
    label: "Setup",
    options: [
      ...caseFields.map((field) => option({ as: "case", field }, caseFieldLabel[field])),
      option({ as: "both lengths" }, "Input and output tokens"),
      option({ as: "parts" }, "Several fields in each cell"),
    ],
  },
  {
    label: "Rows",
    options: [
      option({ as: "run" }, "Run"),
      option({ as: "sample" }, "Sample within a run"),
      option({ as: "count" }, "Number of measurements behind each row"),
    ],
  },
  {
    label: "Where it comes from",
    options: contextFields.map((field) => option({ as: "context", field }, inWords(field))),
  },
  {
    label: "Else",
    options: [option({ as: "field" }, "Further field"), option({ as: "ignored" }, "Not imported")],
  },
];

/**
 * What a column may be read as, grouped: the answers to its question first, then the statistics of the metric that it
 * is, then everything else.
 */
export function roleGroups(
  header: string,
  role: Role | UnitlessMetric,
  asked: ColumnQuestion | null,
): RoleGroup[] {
  const isMetric = role.as === "metric" || role.as === "metric without unit";
  const statistic = isMetric ? role.statistic : "mean";
  const own = isMetric && role.metric.startsWith("custom:") ? role.metric : customMetricId(header);
  return [
    ...(asked ? [{ label: "What is it?", options: asked.choices.map(askedOption) }] : []),
    ...(isMetric ? [{ label: findMetric(role.metric).label, options: statisticOptions(role.metric) }] : []),
    {
      label: "Metrics",
      options: [
        ...metrics
          .filter(({ id }) => !isMetric || id !== role.metric)
          .map(({ id }) => metricOption(id, statistic)),
        ...(isMetric && role.metric === own
          ? []
          : [metricOption(own, statistic, `“${findMetric(own).label}”, by its own name`)]),
      ],
    },
    ...fixedGroups,
  ];
}

/** The option of a list that stands for the role. */
export function chosenKey(role: Role | UnitlessMetric, asked: ColumnQuestion | null): string {
  if (role.as === "metric without unit") return unitlessKey(role);
  const at = asked?.choices.findIndex((choice) => sameRole(choice.role, role)) ?? -1;
  return at >= 0 ? `asked ${at}` : ideaKey(role);
}

function askedOption({ label, role }: ColumnQuestion["choices"][number], at: number): RoleOption {
  return { key: `asked ${at}`, label: sentence(label), choice: role };
}

function statisticOptions(metric: string): RoleOption[] {
  return held.map((statistic) => metricOption(metric, statistic));
}

function metricOption(
  metric: string,
  statistic: HeldStatistic,
  label = metricText(metric, statistic),
): RoleOption {
  const choice = { as: "metric without unit", metric, statistic } as const;
  return { key: unitlessKey(choice), label, choice };
}

function unitlessKey(choice: UnitlessMetric): string {
  return ideaKey({ ...choice, as: "metric", unit: null });
}

function option(role: Role, label: string): RoleOption {
  return { key: ideaKey(role), label, choice: role };
}

function inWords(field: string): string {
  return sentence(field.replaceAll("_", " "));
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
