import type { Accelerator } from "../catalogue/accelerators";
import type { Catalogue } from "../catalogue/catalogue";
import type { Finding } from "../points/finding";
import type { AuditedFile } from "./audited-file";
import type { Bounds } from "./bounds";
import { countedPeak, highestPeak, peakTflops, tolerance } from "./device-peaks";
import { excusesOf } from "./excuses";
import { figure, statedFigure } from "./figure";
import { cellsOf, namedNumbers, type NamedNumber } from "./named-numbers";
import type { Rule } from "./rule";
import { byMissing, notStated, unknown, untestable, type Open } from "./untestable";

const id = "stated-mfu";

/** A share of peak arithmetic as a file states it, which by its definition is no more than all of it. */
export const statedMfu: Rule = {
  id,
  title: "Stated MFU within all of the peak",
  levels: ["inconsistent", "unusual", "untestable"],
  inequality: "MFU ≤ 105 % · F / F_16; above 80 % unusual",
  voidWhen:
    "The peak that a share is of may be that at 16 bits where fewer are computed with: where no format is stated, the narrowest of the device counts. Structured sparsity doubles F. Where no hardware is stated, every catalogued device is tried. Without a percent sign a number up to 1 is a share of 1 and one above it percent; a column that has both and none of 10 or more is untestable.",
  source:
    "Definition of model FLOP utilisation, Chowdhery et al., arXiv:2204.02311, appendix B; the makers' peaks, in the catalogue with the basis of each",
  check,
};

/** Certified results stay below a third, tuned training near half. */
const nearShare = 0.8;

function* check(file: AuditedFile): Generator<Finding> {
  const open: Open[] = [];
  for (const column of namedNumbers(file, isMfu)) {
    const scaleOf = scaleIn(column);
    for (const stated of column) {
      const found = judge(stated, scaleOf(stated), file.catalogue);
      if (found !== null && "level" in found) yield found;
      else if (found !== null) open.push(found);
    }
  }
  for (const group of byMissing(open)) yield untestable(id, group, openText(group));
}

/** `MFU`, `train/mfu`, `HFU (%)`, `Model FLOPs Utilization`. */
function isMfu(name: string): boolean {
  const words = name.toLowerCase().replace(/[^a-z]+/g, " ");
  const isMeant = /(?:^| )[mh]fu(?: |$)|(?:model|hardware) flops? utili[sz]ation/.test(words);
  return isMeant && !/target|goal|theor|roofline|limit|bound/.test(words);
}

/** What each number of a column is divided by to be a share of 1; null where it is left open. */
function scaleIn(column: readonly NamedNumber[]): (stated: NamedNumber) => number | null {
  const bare = column.filter((each) => !isPercent(each)).map(({ value }) => value);
  const isOfOne = bare.some((value) => value <= 1) && bare.every((value) => value < 10);
  return (stated) => (isPercent(stated) || !isOfOne ? 100 : stated.value <= 1 ? 1 : null);
}

function isPercent({ name, unit }: NamedNumber): boolean {
  return /%|percent|pct/i.test(`${name} ${unit}`);
}

function judge(stated: NamedNumber, scale: number | null, catalogue: Catalogue): Finding | Open | null {
  const { facts, case: of } = stated.setup;
  if (scale === null) return { point: stated.point, missing: [`the unit of “${stated.name}”`] };
  const share: Bounds = { low: stated.bounds.low / scale, high: stated.bounds.high / scale };
  if (share.low <= nearShare) return null;
  if (facts.devices?.length === 0) return { point: stated.point, missing: [unknown(of.hardware ?? "")] };
  const limit = limitOf(stated, catalogue);
  return finding(stated, stated.value / scale, share.low > limit.share ? "inconsistent" : "unusual", limit);
}

/** The most that a share may be, and how that comes about. */
interface Limit {
  share: number;
  text: string;
}

function limitOf({ setup: { facts, case: of } }: NamedNumber, { devices }: Catalogue): Limit {
  const machines = facts.devices === null ? devices.map((device) => [device]) : [facts.devices];
  const { most, least } = machines
    .map((each) => peaksOf(each, facts.bits?.low ?? null))
    .reduce((a, b) => (b.most / b.least > a.most / a.least ? b : a));
  const sparse = excusesOf(of).sparsity ? 2 : 1;
  const wider = most > least ? ` × ${figure(most, 5)} ÷ ${figure(least, 5)} TFLOPS` : "";
  return {
    share: tolerance * sparse * Math.max(1, most / least),
    text: `105 %${sparse === 1 ? "" : " × 2"}${wider}`,
  };
}

/** The highest peak that devices may compute at, and the least that a share may be counted against. */
function peaksOf(devices: readonly Accelerator[], bits: number | null): { most: number; least: number } {
  const most = devices.map((device) => (bits === null ? highestPeak(device) : peakTflops(device, bits)) ?? 0);
  const least = devices.map((device) => countedPeak(device, bits ?? 16) ?? Infinity);
  return { most: Math.max(...most), least: Math.min(...least) };
}

function finding(
  stated: NamedNumber,
  share: number,
  level: "inconsistent" | "unusual",
  limit: Limit,
): Finding {
  const percent = `${statedFigure(Number((100 * share).toPrecision(6)))} %`;
  const most = `${figure(100 * limit.share)} %`;
  const sum = limit.text === most ? most : `${limit.text} = ${most}`;
  return {
    rule: id,
    level,
    title: `${percent} of peak arithmetic stated`,
    says: `“${stated.name}” is ${percent}. ${reasonOf(level, share, most)}`,
    sum: `${percent} > ${level === "unusual" ? `${figure(100 * nearShare)} %` : sum}`,
    ...cellsOf(stated, ["hardware", "precision"]),
    missing: [],
  };
}

function reasonOf(level: "inconsistent" | "unusual", share: number, most: string): string {
  if (level === "inconsistent")
    return `A share of a peak is at most all of it, and at most ${most} here. Either the share or its peak is not as stated.`;
  return share > 1
    ? `That is more than all of a peak, as a share of the one at 16 bits can be where fewer are computed with: at most ${most}.`
    : "Certified results stay below a third, tuned training near half.";
}

function openText(group: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  return {
    title: "Stated MFU not testable",
    says: `What peak the share is of cannot be told. ${notStated(group[0]?.missing ?? [])}`,
    sum: null,
  };
}
