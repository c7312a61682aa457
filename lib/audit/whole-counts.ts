import type { Finding } from "../points/finding";
import type { Rule } from "./rule";
import { amount } from "./amount";
import { findingOf, ownPlace, stated, statedRuns, type StatedRun } from "./stated-runs";
import { printedBounds } from "./bounds";
import { printedNumber } from "./printed-limits";

const id = "whole-counts";

/** What a program may lose in a mean of single precision. */
const floating = 1e-7;

/** Tokens come whole: n times their mean is a whole number (GRIM). */
export const wholeCounts: Rule = {
  id,
  title: "Counts come whole",
  levels: ["inconsistent"],
  inequality: "n × mean is a whole number",
  voidWhen:
    "The mean is printed with too few digits for that (n × half its last digit is 0.25 or more); min, median and max are not whole either: tokens were estimated.",
  source: "Brown & Heathers, Social Psychological and Personality Science 8 (2017) 363-369",
  *check({ measured }) {
    for (const { point } of counted.flatMap(measured)) {
      for (const run of statedRuns(point)) {
        const found = run.computed ? null : contradiction(run);
        if (found !== null) yield found;
      }
    }
  },
};

const counted = ["custom:output tokens per request", "custom:input tokens per request"];

function contradiction(run: StatedRun): Finding | null {
  const [mean, place] = [stated(run, "mean"), ownPlace(run, "mean")];
  const { n, min, max } = run.stats;
  if (mean === null || place === null || place.conversions.length > 0 || n === null || n < 2) return null;
  if (min === null || max === null || !Number.isInteger(min) || !Number.isInteger(max)) return null;
  const printed = printedBounds(printedNumber(place.raw) ?? "");
  if (printed === null) return null;
  const total = n * mean.value;
  const half = (n * (printed.high - printed.low)) / 2 + total * floating;
  if (half >= 0.25 || Math.abs(total - Math.round(total)) <= half) return null;
  return findingOf(id, "inconsistent", {
    title: "No mean of whole tokens",
    says: `${run.name}The mean of the tokens of ${n} requests is none that whole numbers have. n or the mean is of other requests.`,
    sum: `${n} × ${place.raw.trim()} = ${amount(Number(total.toFixed(3)))} tokens`,
    cells: [mean.cell, stated(run, "n")!.cell],
  });
}
