import { decimalText } from "../points/decimal";
import type { Finding } from "../points/finding";
import type { Point } from "../points/point";
import { listed } from "./figure";
import type { PrintedValue } from "./printed-values";
import type { Rule } from "./rule";
import { findingOf } from "./stated-runs";

const id = "below-resolution";

/** So many units of the last printed digit are as good as none: the value is known to half of one. */
const fewUnits = 2;

/** A duration is above 0, and known to no more than its print: `0.00 s` is anything below 0.005 s. */
export const belowResolution: Rule = {
  id,
  title: "Durations below their own print",
  levels: ["unusual"],
  inequality: "duration > 2 × the last printed digit",
  voidWhen:
    "A value above 0 is printed without decimals, so that its last digit says nothing of how fine it was measured.",
  source: "tinybench, timer diagnostics: a time of a few ticks of its clock is a count of ticks",
  *check(file) {
    for (const ofMetric of file.printedByMetric.values()) {
      const found = ofMetric[0]!.metric.dimension === "time" ? findingAbout(ofMetric) : null;
      if (found !== null) yield found;
    }
  },
};

interface Print {
  point: Point;
  text: string;
  decimals: number;
}

function findingAbout(values: readonly PrintedValue[]): Finding | null {
  const printed = values.map(coarsePrint).filter((each) => each !== null);
  const [first] = printed;
  if (first === undefined) return null;
  const texts = [...new Set(printed.map(({ text }) => text))].sort();
  const shown = texts.length > 4 ? [...texts.slice(0, 3), `${texts.length - 3} more`] : texts;
  const half = decimalText(0.5 * 10 ** -Math.max(...printed.map(({ decimals }) => decimals)));
  const largest = texts.at(-1)!;
  const some = values.length === 1 ? "The value is" : `${printed.length} of ${values.length} values are`;
  return findingOf(id, "unusual", {
    title: `${printed.length} of ${values.length} below their print`,
    says: `${values[0]!.metric.label}: ${some} at or below the resolution of the print. ${listed(shown)} ${texts.length === 1 ? "is" : "are"} known to ± ${half}.`,
    sum: `${largest} ÷ ${decimalText(2 * Number(half))} = ${Math.round(Number(largest) / (2 * Number(half)))} units of the last digit`,
    cells: printed.map(({ point }) => ({ point: point.id, statistic: point.statistic })),
  });
}

/** Digits from the first that is not 0; thousands of numbers are told apart by them without being read. */
function digitsIn(text: string): number {
  let digits = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code >= 49 ? code <= 57 : code === 48 && digits > 0) digits++;
  }
  return digits;
}

/** Null where the number is printed finely enough to be one. */
function coarsePrint({ point, text }: PrintedValue): Print | null {
  if (point.value !== 0 && digitsIn(text) > 1) return null;
  if (text.includes("e")) return null;
  const decimals = text.split(".")[1]?.length ?? 0;
  const units = Math.round(Number(text) * 10 ** decimals);
  const isCoarse = point.value === 0 || (decimals > 0 && units <= fewUnits);
  return isCoarse ? { point, text, decimals } : null;
}
