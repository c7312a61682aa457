import type { Case } from "../points/case";
import type { Finding } from "../points/finding";
import type { Point } from "../points/point";
import type { AuditedFile, AuditedSetup, MeasuredPoint } from "./audited-file";
import type { Bounds } from "./bounds";
import { shareOfOutput } from "./counts-prompts";
import { figure, statedFigure } from "./figure";
import { idleShare, wallFactor } from "./power-range";
import type { Rule } from "./rule";
import { statedBounds } from "./stated-bounds";
import { byMissing, notStated, untestable, type Open } from "./untestable";

const id = "power";

/** Watts against what the devices may draw, and against tokens a second times joules a token. */
export const power: Rule = {
  id,
  title: "Power within what the devices draw",
  levels: ["inconsistent", "unusual", "untestable"],
  inequality: "tok/s · J/tok = W , 5 % · TDP ≤ W ≤ 2 · TDP · G (device) or 2 · (TDP · G + 2500 W · nodes)",
  voidWhen:
    "A device whose maker publishes no power. Less than one idle device draws is unusual, since it may be what work adds; not of the least power, nor where memory is shared. Power that is not said to be the device's counts as measured at the wall, with host, fans and supplies. Energy may be of all tokens or of generated ones (so many more as the lengths say; any number without them), and power of one device or of all: only what fits none of these is a contradiction.",
  source:
    "Energy balance; 8 × B200 of an MLPerf Inference v5.1 power run drew 1.31 times the sum of their rated power at the wall",
  check,
};

/** What a host draws beside its accelerators, generously, for each node. */
const hostWatts = 2500;

function* check(file: AuditedFile): Generator<Finding> {
  const open: Open[] = [];
  for (const { point, setup } of file.measured("power")) {
    const found = ceiling(point, setup) ?? floor(point, setup);
    if (found !== null && "level" in found) yield found;
    else if (found !== null) open.push(found);
  }
  for (const { point, setup } of file.measured("energy_per_token")) {
    const found = balanceOf(point, setup);
    if (found !== null) yield found;
  }
  for (const group of byMissing(open)) yield untestable(id, group, openText(group));
}

function ceiling(point: Point, { facts, case: of }: AuditedSetup): Finding | Open | null {
  const { devices, counts } = facts;
  if (
    !devices?.length ||
    point.statistic === "max" ||
    devices.some(({ figures }) => figures.watts === undefined)
  )
    return null;
  const device = devices.reduce((a, b) => (b.figures.watts! > a.figures.watts! ? b : a));
  const isDevice = /device|gpu|accelerator|card|board|module/i.test(of.extra["power_scope"] ?? "");
  const host = isDevice ? 0 : hostWatts * Math.max(of.nodes ?? 1, 1);
  const watts = device.figures.watts!;
  const most = (count: number) => wallFactor * (watts * count + host);
  const low = statedBounds(point)!.low;
  if (low <= most(counts?.high ?? 1)) return null;
  if (counts === null) return { point, missing: ["accelerators"] };
  const limit = most(counts.high);
  const withHost = isDevice ? "" : ` and ${figure(host, 5)} W of host`;
  return {
    rule: id,
    level: "inconsistent",
    title: `More than twice what ${counts.high === 1 ? "the device is" : "the devices are"} rated for`,
    says: `${statedFigure(point.value!)} W is stated; ${counts.high} × ${device.name} at ${figure(watts, 5)} W${withHost} come to ${figure(limit / wallFactor, 5)} W.`,
    sum: `${statedFigure(point.value!)} W > 2 × (${counts.high} × ${figure(watts, 5)} W${isDevice ? "" : ` + ${figure(host, 5)} W`}) = ${figure(limit, 6)} W`,
    points: [point.id],
    cells: [
      { point: point.id },
      ...["hardware", "accelerators"].map((field) => ({ point: point.id, field })),
    ],
    missing: [],
  };
}

/** Less than 5 % of what the least of the devices is rated for. */
function floor(point: MeasuredPoint, { facts: { devices } }: AuditedSetup): Finding | null {
  if (!devices?.length || point.statistic === "min" || devices.some(({ isUnified }) => isUnified))
    return null;
  const device = devices.reduce((a, b) => ((b.figures.watts ?? 0) < (a.figures.watts ?? 0) ? b : a));
  const rated = device.figures.watts ?? 0;
  const idle = idleShare * rated;
  if (statedBounds(point)!.high >= idle) return null;
  return {
    rule: id,
    level: "unusual",
    title: "Less than an idle device draws",
    says: `${statedFigure(point.value)} W is stated; one ${device.name} that does nothing draws about ${figure(idle)} W or more. It can be what work adds to that, or a number of another unit.`,
    sum: `${statedFigure(point.value)} W < 5 % × ${figure(rated, 5)} W = ${figure(idle)} W`,
    points: [point.id],
    cells: [{ point: point.id }, { point: point.id, field: "hardware" }],
    missing: [],
  };
}

/** How far apart watts and tokens × joules may be: other stretches of a run, other scopes. */
const slack = 2;

/**
 * How many tokens an energy may be shared by, for each that the rate counts: generated ones alone, or prompts as well. Without
 * lengths nothing is known of how many more there are.
 */
function sharesOf(rate: Point, of: Case, byMetric: AuditedSetup["byMetric"]): Bounds {
  if (rate.metric !== "output_tokens_per_second" || byMetric.has("total_tokens_per_second"))
    return { low: 1, high: 1 };
  const { input_tokens: input, output_tokens: output } = of;
  const all = input === null || !output ? Infinity : (input + output) / output;
  return { low: shareOfOutput(rate, of), high: all };
}

function balanceOf(energy: Point, { byMetric, facts, case: of }: AuditedSetup): Finding | null {
  const watts = byMetric.get("power");
  const rates = [byMetric.get("output_tokens_per_second"), byMetric.get("total_tokens_per_second")].filter(
    (point) => point?.value != null,
  ) as Point[];
  const [first] = rates;
  const [w, j] = [watts && statedBounds(watts), statedBounds(energy)];
  if (!watts || !first || !w || !j) return null;
  const counts = [1, facts.counts?.low ?? 1, facts.counts?.high ?? 1];
  const isPossible = rates.some((rate) => {
    const r = statedBounds(rate)!;
    const { low, high } = sharesOf(rate, of, byMetric);
    return counts.some((count) =>
      overlap({ low: (low * r.low * j.low) / slack, high: high * r.high * j.high * slack }, times(w, count)),
    );
  });
  if (isPossible) return null;
  const drawn = first.value! * energy.value!;
  return {
    rule: id,
    level: "inconsistent",
    title: `Tokens × joules give ${figure(drawn)} W`,
    says: `${statedFigure(first.value!)} tok/s at ${statedFigure(energy.value!)} J/tok draw ${figure(drawn)} W; ${statedFigure(watts.value!)} W is stated.`,
    sum: `${statedFigure(first.value!)} tok/s × ${statedFigure(energy.value!)} J/tok = ${figure(drawn)} W ≠ ${statedFigure(watts.value!)} W`,
    points: [watts.id, energy.id, first.id],
    cells: [{ point: watts.id }, { point: energy.id }, { point: first.id }],
    missing: [],
  };
}

function overlap(a: Bounds, b: Bounds): boolean {
  return a.low <= b.high && b.low <= a.high;
}

function times({ low, high }: Bounds, count: number): Bounds {
  return { low: low * count, high: high * count };
}

function openText(group: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  return {
    title: "Power not testable",
    says: `${group.length === 1 ? "This figure is" : `These ${group.length} figures are`} more than one such device draws. ${notStated(group[0]?.missing ?? [])}`,
    sum: null,
  };
}
