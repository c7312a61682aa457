import type { CaseField } from "../points/case";
import type { Finding } from "../points/finding";
import { groupBy } from "../points/group-by";
import type { Point } from "../points/point";
import { binomialTail } from "../stats/binomial-tail";
import { chance } from "./amount";
import type { PrintedValue } from "./printed-values";
import type { Rule } from "./rule";
import { setupKey } from "./setup-key";
import { findingOf } from "./stated-runs";

const id = "digit-heaping";

const fewest = 5;
const rare = 1e-3;

/** Of measured whole numbers a fifth are multiples of 5. */
export const digitHeaping: Rule = {
  id,
  title: "Multiples of 5",
  levels: ["unusual"],
  inequality: "multiples of 5 among the whole numbers of one system: binomial tail with p = 1/5 ≥ 0.001",
  voidWhen:
    "Fewer than 5 whole numbers from 10 on; numbers with decimals. Of a line of accelerator counts, whose values follow from one another, the last one counts.",
  source: "digit heaping; binomial distribution",
  *check(file) {
    const whole = lastOfLines(file.printed.filter(isWholeNumber).map(wholeNumber));
    for (const ofSystem of groupBy(whole, ({ point }) => String(point.case.system)).values()) {
      const found = findingAbout(ofSystem);
      if (found !== null) yield found;
    }
  },
};

interface Whole {
  point: Point;
  value: number;
}

function isWholeNumber({ metric, text }: PrintedValue): boolean {
  return metric.dimension !== "power" && !text.includes(".") && /^[1-9]\d+$/.test(text);
}

function wholeNumber({ point, text }: PrintedValue): Whole {
  return { point, value: Number(text) };
}

const counts: ReadonlySet<CaseField> = new Set(["accelerators"]);

/** Of points that differ in nothing but the number of accelerators, the one with the most. */
function lastOfLines(whole: readonly Whole[]): Whole[] {
  const [scaled, others] = [true, false].map((is) =>
    whole.filter(({ point }) => (point.case.accelerators !== null) === is),
  );
  const lines = groupBy(
    scaled!,
    ({ point: { metric, statistic, case: of } }) => `${metric} ${statistic} ${setupKey(of, counts)}`,
  );
  const last = (line: readonly Whole[]) =>
    line.reduce((a, b) => (b.point.case.accelerators! > a.point.case.accelerators! ? b : a));
  return [...others!, ...Array.from(lines.values(), last)];
}

function findingAbout(whole: readonly Whole[]): Finding | null {
  const n = whole.length;
  const fives = whole.filter(({ value }) => value % 5 === 0);
  const p = n < fewest ? 1 : binomialTail(fives.length, n, 0.2);
  if (p >= rare) return null;
  const tens = fives.filter(({ value }) => value % 10 === 0).length;
  const { system } = whole[0]!.point.case;
  const all = fives.length === n ? `all ${n}` : `${fives.length} of ${n}`;
  const formula = fives.length === n ? `0.2^${n}` : `P(at least ${fives.length} of ${n}, each 0.2)`;
  return findingOf(id, "unusual", {
    title: `${fives.length === n ? "All" : fives.length + " of"} ${n} are multiples of 5`,
    says: `${system === null ? "" : `${system}: `}${all} whole numbers are multiples of 5, and ${tens} of them of 10. Measured ones end in any digit: these are rounded, or estimates.`,
    sum: `${formula} = ${chance(p)}`,
    cells: fives.map(({ point }) => ({ point: point.id, statistic: point.statistic })),
  });
}
