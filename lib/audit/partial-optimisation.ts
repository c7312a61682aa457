import type { Finding } from "../points/finding";
import type { AuditedFile, AuditedSetup } from "./audited-file";
import { figure, statedFigure } from "./figure";
import type { Rule } from "./rule";
import { statedBounds } from "./stated-bounds";
import { byMissing, notStated, untestable, type Open } from "./untestable";

const id = "partial-optimisation";

/** The speed-up of a whole by a change that touches a share of its time. */
export const partialOptimisation: Rule = {
  id,
  title: "A part sped up speeds up no more than its share",
  levels: ["inconsistent", "untestable"],
  inequality: "S ≤ 1 / (1 − f + f / k)",
  voidWhen:
    "Neither the share f of the time nor the part's own speed-up k is stated beside the overall one. Where only f is, k is taken as unlimited.",
  source: "Amdahl, AFIPS Spring Joint Computer Conference 30 (1967) 483-485",
  check,
};

const sharePattern =
  /(?:share|fraction|portion|percent(?:age)?|%)(?: of|[ _])*(?:the )?(?:total |overall )?(?:run ?time|time|step|latency|execution)|(?:run ?time|time|latency)[ _](?:share|fraction|portion)/;
const partPattern = /(?:kernel|local|operator|\bop|component|layer|module|part)s?[ _-]*(?:level )?speed-?up/;

function* check(file: AuditedFile): Generator<Finding> {
  const open: Open[] = [];
  for (const { point: overall, setup } of file.measured("speedup")) {
    const [share, part] = [
      shareOf(numberBeside(setup, sharePattern)),
      numberBeside(setup, partPattern)?.value ?? null,
    ];
    if (share === null && part === null) continue;
    if (share === null) {
      open.push({ point: overall, missing: ["the share of the time that the change touches"] });
      continue;
    }
    const most = 1 / (1 - share + (part === null ? 0 : share / part));
    if (statedBounds(overall)!.low <= most) continue;
    const k = part === null ? "∞" : figure(part, 4);
    yield {
      rule: id,
      level: "inconsistent",
      title: `At most ${figure(most)}× by Amdahl's law`,
      says: `${statedFigure(overall.value)}× overall is more than a change to ${figure(100 * share)} % of the time can give, made ${part === null ? "as fast as one likes" : `${k} times as fast`}: ${figure(most)}×.`,
      sum: `1 ÷ (1 − ${figure(share)} + ${figure(share)} ÷ ${k}) = ${figure(most)} < ${statedFigure(overall.value)}`,
      points: [overall.id],
      cells: [{ point: overall.id }],
      missing: [],
    };
  }
  for (const group of byMissing(open)) yield untestable(id, group, openText(group));
}

interface Beside {
  key: string;
  value: number;
  isPercent: boolean;
}

/** A number that stands beside in the same row: a field of the setup, or a metric of its own. */
function numberBeside({ case: of, byMetric }: AuditedSetup, pattern: RegExp): Beside | null {
  for (const [key, text] of Object.entries(of.extra)) {
    const name = key.toLowerCase();
    const [, number, percent] = /^\s*(\d+(?:\.\d+)?)\s*(?:[x×]|(%))?\s*$/.exec(text) ?? [];
    if (number !== undefined && pattern.test(name))
      return { key: name, value: Number(number), isPercent: percent !== undefined || /percent|%/.test(name) };
  }
  for (const [metric, point] of byMetric) {
    const name = metric.replace(/^custom:/, "").toLowerCase();
    if (metric.startsWith("custom:") && point.value !== null && pattern.test(name))
      return { key: name, value: point.value, isPercent: point.unit === "%" || /percent|%/.test(name) };
  }
  return null;
}

/** A share below 1; null where a number is no share. */
function shareOf(beside: Beside | null): number | null {
  if (beside === null) return null;
  const share = beside.isPercent || beside.value > 1 ? beside.value / 100 : beside.value;
  return share > 0 && share < 1 ? share : null;
}

function openText(group: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  return {
    title: "Overall speed-up not testable",
    says: `How much a part's speed-up gives the whole depends on its share. ${notStated(group[0]?.missing ?? [])}`,
    sum: null,
  };
}
