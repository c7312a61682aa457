import type { CaseField } from "../points/case";
import type { Finding } from "../points/finding";
import type { AuditedFile, Measured } from "./audited-file";
import { bytesPerPass } from "./decode-bound";
import { tolerance } from "./device-peaks";
import { excusesOf } from "./excuses";
import { figure, statedFigure } from "./figure";
import { remembered } from "./remembered";
import type { Rule } from "./rule";
import { setupKey } from "./setup-key";
import { statedBounds } from "./stated-bounds";
import { byMissing, notStated, untestable, type Open } from "./untestable";

const id = "quantisation-speedup";

/** How much faster fewer bits a weight make decoding, against how much less there is to read. */
export const quantisationSpeedup: Rule = {
  id,
  title: "Fewer bits speed up no more than they save",
  levels: ["unusual", "untestable"],
  inequality: "X_q / X ≤ (N_d · b + S · kv) / (N_d · b_q + S · kv)",
  voidWhen:
    "Setups that differ in more than the format, or whose sequences at once are not stated: room for a larger batch speeds up as well. A slow kernel of the wider format is an honest cause, so that more is unusual and never worse.",
  source:
    "Both sides bound by memory: Roofline, Williams, Waterman & Patterson, Communications of the ACM 52(4) (2009) 65-76",
  check,
};

function* check(file: AuditedFile): Generator<Finding> {
  for (const group of formatsOf(file.measured("output_tokens_per_second"))) {
    const wide = group.reduce((a, b) => (b.setup.facts.bits!.usual > a.setup.facts.bits!.usual ? b : a));
    for (const narrow of group) {
      const found = compared(wide, narrow);
      if (found !== null) yield found;
    }
  }
  const open = file.measured("speedup").flatMap(ratioAlone);
  for (const each of open) if ("level" in each) yield each;
  const unknown = open.filter((each): each is Open => !("level" in each));
  for (const group of byMissing(unknown)) yield untestable(id, group, openText(group));
}

/** Extra fields that follow from the format. */
const followsFormat = /model|file|quant|dtype|weight|size|name|commit|build|time|date/i;

const formatFields: ReadonlySet<CaseField> = new Set(["model", "precision", "quantization"]);

/** Rates of setups that agree in all but the format of their weights. */
function formatsOf(rates: readonly Measured[]): Measured[][] {
  const widths = new Set(rates.map(({ setup }) => setup.facts.bits?.usual));
  if (widths.size < 2) return [];
  const groups = new Map<string, Measured[]>();
  const follows = remembered((field: string) => followsFormat.test(field));
  for (const rate of rates) {
    const { facts, case: of } = rate.setup;
    if (facts.model === null || facts.bits === null || facts.sequences === null) continue;
    const key = facts.model.name + setupKey(of, formatFields, follows);
    const group = groups.get(key);
    if (group) group.push(rate);
    else groups.set(key, [rate]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}

function compared(wide: Measured, narrow: Measured): Finding | null {
  const [b, q] = [wide.setup.facts.bits!, narrow.setup.facts.bits!];
  if (q.usual >= b.usual) return null;
  const model = wide.setup.facts.model!;
  const said = {
    model,
    sequences: wide.setup.facts.sequences!.high,
    context: wide.setup.case.input_tokens ?? 0,
  };
  const most =
    bytesPerPass({ ...said, weightBits: b.usual, keptBits: 16 }) /
    bytesPerPass({ ...said, weightBits: q.low, keptBits: 4 });
  const speedup = statedBounds(narrow.point)!.low / statedBounds(wide.point)!.high;
  if (speedup <= most * tolerance || excusesOf(narrow.setup.case).accepted > 1) return null;
  const ratio = narrow.point.value! / wide.point.value!;
  return {
    rule: id,
    level: "unusual",
    title: `${figure(ratio)}× by ${q.name}`,
    says: `${figure(ratio)} times the rate with ${q.name} weights; what is read shrinks at most ${figure(most)} times. More wants a reason, such as a slow kernel of the wider format.`,
    sum: `${statedFigure(narrow.point.value!)} ÷ ${statedFigure(wide.point.value!)} = ${figure(ratio)} > ${figure(most)} from ${figure(b.usual, 4)} to ${figure(q.low, 4)} bits`,
    points: [narrow.point.id, wide.point.id],
    cells: [narrow, wide].flatMap(({ point }) => [
      { point: point.id },
      { point: point.id, field: "precision" },
    ]),
    missing: [],
  };
}

/** A speed-up that is stated of a quantised setup, against a format that nobody states: no wider one than 32 bits. */
function ratioAlone({ point, setup: { facts } }: Measured): (Finding | Open)[] {
  const { bits } = facts;
  if (bits === null || bits.low >= 16) return [];
  const low = statedBounds(point)!.low;
  const most = (wide: number) => wide / bits.low;
  if (low <= most(16)) return [];
  if (low <= most(32)) return [{ point, missing: ["the baseline's precision"] }];
  return [
    {
      rule: id,
      level: "unusual",
      title: `More than ${figure(most(32))}× by ${bits.name}`,
      says: `${statedFigure(point.value)}× with ${bits.name} weights is more than they shrink even from 32 bits: ${figure(most(32))}×. Something else was changed as well.`,
      sum: `32 ÷ ${figure(bits.low, 4)} bits = ${figure(most(32))} < ${statedFigure(point.value)}`,
      points: [point.id],
      cells: [{ point: point.id }, { point: point.id, field: "precision" }],
      missing: [],
    },
  ];
}

function openText(group: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  return {
    title: "Speed-up by fewer bits not testable",
    says: `More than fewer bits save from 16, and less than from 32. ${notStated(group[0]?.missing ?? [])}`,
    sum: null,
  };
}
