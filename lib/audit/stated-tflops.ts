import type { Catalogue } from "../catalogue/catalogue";
import type { Finding } from "../points/finding";
import { flopAssumed, isFlopAlone } from "../points/headers";
import { findUnit } from "../points/units";
import type { AuditedFile } from "./audited-file";
import { fastestComputer, type Computer } from "./compute-bound";
import { tolerance } from "./device-peaks";
import { excusesOf } from "./excuses";
import { figure, statedFigure } from "./figure";
import { cellsOf, namedNumbers, numbersOf, type NamedNumber } from "./named-numbers";
import type { Rule } from "./rule";
import { byMissing, notStated, unknown, untestable, type Open } from "./untestable";
import { fewestBits } from "./weight-bits";

const id = "stated-tflops";

/** Arithmetic a second as a file states it, against the peaks of the devices. */
export const statedTflops: Rule = {
  id,
  title: "Stated TFLOPS within peak arithmetic",
  levels: ["impossible", "unusual", "untestable"],
  inequality: "TFLOPS ≤ G · F; above twice that impossible, since sparsity doubles F",
  voidWhen:
    "Structured sparsity is stated, up to twice the peak. A column of TFLOPs that says neither a second nor a device may count the operations of a pass: beyond the bound it is unusual. Peaks count at the stated format, or at the narrowest there is; all devices count where a figure is not said to be of one. Where no hardware is stated, every catalogued device is tried. A column of peaks is no result.",
  source: "The makers' dense peaks, in the catalogue with the basis of each",
  check,
};

function* check(file: AuditedFile): Generator<Finding> {
  const open: Open[] = [];
  for (const stated of [...numbersOf(file, "tflops"), ...namedNumbers(file, isTflops).flat()]) {
    const found = judge(stated, file.catalogue);
    if (found !== null && "level" in found) yield found;
    else if (found !== null) open.push(found);
  }
  for (const group of byMissing(open)) yield untestable(id, group, openText(group));
}

const device = "(?:gpu|device|accelerator|chip|card)s?";
const ofOne = new RegExp(`(?:^| )${device}$`);

/** `Achieved TFLOPS`, `TFLOP/s per GPU`, `tflops_per_gpu`; not those of a token or a watt, nor a datasheet's. */
const rate = new RegExp(
  `^(?:(?:achieved|measured|mean|avg|average) )*tflops?(?: s)?(?: per)?(?: ${device})?$`,
);

function isTflops(name: string): boolean {
  return rate.test(wordsOf(name));
}

function wordsOf(text: string): string {
  return text
    .toLowerCase()
    .replace(/[^a-z]+/g, " ")
    .trim();
}

function isOfOne({ name, unit }: NamedNumber): boolean {
  return ofOne.test(wordsOf(name)) || ofOne.test(wordsOf(unit));
}

/** What a number in this unit is multiplied by to be one of TFLOPS; null where it is no arithmetic a second. */
function teraOf(unit: string): number | null {
  if (unit === "") return 1;
  const found = findUnit(unit.replace(new RegExp(`\\s*(?:/|per)\\s*${device}$`, "i"), ""));
  return found?.dimension === "compute" ? found.factor * 10 ** (found.power - 12) : null;
}

function judge(stated: NamedNumber, catalogue: Catalogue): Finding | Open | null {
  const { facts, case: of } = stated.setup;
  const { devices, bits } = facts;
  const tera = teraOf(stated.unit);
  if (tera === null) return null;
  if (devices?.length === 0) return { point: stated.point, missing: [unknown(of.hardware ?? "")] };
  const machines = devices ?? catalogue.devices;
  const count = isOfOne(stated) ? 1 : (facts.counts?.high ?? null);
  const dense = fastestComputer(machines, count ?? 1, bits?.low ?? fewestBits);
  const flops = stated.bounds.low * tera * 1e12;
  if (dense === null || flops <= tolerance * dense.flops) return null;
  if (count === null)
    return {
      point: stated.point,
      missing: [devices === null ? "hardware" : null, "accelerators"].filter((field) => field !== null),
    };
  const excuses = excusesOf(of);
  const width = Math.min(bits?.low ?? fewestBits, excuses.fewestBits ?? Infinity);
  const best = fastestComputer(machines, isOfOne(stated) ? 1 : count * excuses.replicas, width)!;
  const most = tolerance * best.flops;
  if (flops <= most * (excuses.sparsity ? 2 : 1)) return null;
  const level = flops > 2 * most && !mayBeCount(stated) ? "impossible" : "unusual";
  return finding(stated, stated.value * tera, level, best);
}

/** Whether it may be operations rather than those of a second. */
function mayBeCount({ name, point, cell }: NamedNumber): boolean {
  return cell.field === undefined ? point.provenance.assumed === flopAssumed : isFlopAlone(name);
}

function finding(
  stated: NamedNumber,
  value: number,
  level: "impossible" | "unusual",
  { device, count, flops }: Computer,
): Finding {
  const machine = count === 1 ? `one ${device.name}` : `${count} × ${device.name}`;
  const sparse = level === "impossible" ? 2 : 1;
  const most = `${sparse === 1 ? "" : "2 × "}1.05 × ${count} × ${figure(flops / 1e12 / count, 5)}`;
  return {
    rule: id,
    level,
    title: `${figure((1e14 * value) / flops)} % of peak arithmetic stated`,
    says: `${statedFigure(value)} TFLOPS is stated; ${machine} ${count === 1 ? "does" : "do"} ${figure(flops / 1e12, 5)} at the maker's peak. ${reasonOf(stated, level)}`,
    sum: `${statedFigure(value)} TFLOPS > ${most} = ${figure((sparse * tolerance * flops) / 1e12, 5)} TFLOPS`,
    ...cellsOf(stated, ["hardware", "accelerators", "precision"]),
    missing: [],
  };
}

function reasonOf(stated: NamedNumber, level: "impossible" | "unusual"): string {
  if (level === "impossible") return "Not even structured sparsity, which doubles that, gives so much.";
  return mayBeCount(stated)
    ? "It can be where operations are counted, of a pass say, and not those of a second."
    : "Structured sparsity doubles that; whether it is there is not stated.";
}

function openText(group: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  const many = group.length === 1 ? "This figure is" : `These ${group.length} figures are`;
  const isUnknown = group[0]!.missing.some((field) => field.startsWith("“"));
  return {
    title: "Stated TFLOPS not testable",
    says: `${isUnknown ? "What the device does at its peak is not known." : `${many} more than one such device does.`} ${notStated(group[0]!.missing)}`,
    sum: null,
  };
}
