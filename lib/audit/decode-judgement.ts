import type { Accelerator } from "../catalogue/accelerators";
import type { CatalogueModel } from "../catalogue/models";
import type { Point } from "../points/point";
import type { AuditedSetup } from "./audited-file";
import type { Catalogue } from "../catalogue/catalogue";
import { bandwidth, bytesPerPass, decodeRate, decodes, type PassReading } from "./decode-bound";
import { largestCacheBytes, readsWeights, tolerance } from "./device-peaks";
import { countsPrompts, shareOfOutput } from "./counts-prompts";
import { isBurst } from "./burst";
import { changedBy, excusesOf } from "./excuses";
import { missingFormat } from "./setup-facts";
import { statedBounds } from "./stated-bounds";
import { unknown } from "./untestable";
import { fewestBits } from "./weight-bits";

/** A bound with everything that it was worked out from. */
export interface DecodeBound {
  device: Accelerator;
  count: number;
  reading: PassReading;
  accepted: number;
  /** Tokens a second, tolerance included. */
  rate: number;
}

/** A rate of generated tokens against what memory can give: beyond it, near it, or not to be told for want of fields. */
export type DecodeJudgement =
  | { kind: "beyond"; point: Point; rate: number; bound: DecodeBound; countsPrompts: boolean }
  | { kind: "near"; point: Point; rate: number; bound: DecodeBound }
  | { kind: "open"; point: Point; rate: number; missing: readonly string[]; model: CatalogueModel | null };

/** What the bound says of one point; null where it holds, or does not apply. */
export function decodeJudgement(
  point: Point,
  setup: AuditedSetup,
  catalogue: Catalogue,
): DecodeJudgement | null {
  const { value: rate } = point;
  if (rate === null || !(rate > 0) || isBurst(point)) return null;
  const { model, devices, counts, bits, sequences, isTakenFor } = setup.facts;
  if (model === null || devices?.length === 0)
    return { kind: "open", point, rate, model, missing: missingOf(setup) };
  if (!decodes(model)) return null;
  const machines = devices ?? catalogue.devices;
  const least = leastBound(machines, setup, model);
  if (rate <= least * nearShare) return null;
  const missing = isWhole(setup) ? nothing : missingOf(setup);
  if (missing.length > 0 && rate <= least) return null;
  const open = missing.length > 0 ? { kind: "open" as const, point, rate, model, missing } : null;
  if (counts === null || sequences === null || isTakenFor) return open;
  const base = { model, devices: machines, count: counts.high, context: contextOf(setup, model) };
  const bound = mostBound(base, {
    weightBits: bits?.low ?? fewestBits,
    sequences: sequences.high,
    accepted: 1,
  });
  if (bound === null) return null;
  const low = rate <= bound.rate ? rate : (statedBounds(point)?.low ?? rate);
  if (low <= bound.rate) {
    if (open !== null) return open;
    return isNear(rate, bound, bits?.usual ?? 16) ? { kind: "near", point, rate, bound } : null;
  }
  return excused({ base, setup, point, low, bound, missing });
}

const nothing: readonly string[] = [];

/** Whether everything is stated and known that decides, as for most setups. */
function isWhole({ facts }: AuditedSetup): boolean {
  const { model, devices, counts, bits, sequences, isTakenFor } = facts;
  const isRead = model !== null && !isTakenFor && devices !== null && devices.length > 0;
  return isRead && counts !== null && bits !== null && sequences !== null;
}

/** The fields that would decide, of those that are not stated. */
function missingOf({ case: of, facts }: AuditedSetup): string[] {
  const { model, devices, counts, bits, sequences, isTakenFor } = facts;
  return [
    of.model === null ? "model" : model === null || isTakenFor ? unknown(of.model) : null,
    devices === null ? "hardware" : devices.length === 0 ? unknown(of.hardware ?? "") : null,
    counts === null ? "accelerators" : null,
    bits === null ? missingFormat(of) : null,
    sequences === null ? "batch" : null,
  ].filter((field) => field !== null);
}

const slowestKept = new WeakMap<readonly Accelerator[], number>();

/** Bytes a second of the slowest of some devices: thousands of setups have the same few. */
function slowestOf(devices: readonly Accelerator[]): number {
  const kept = slowestKept.get(devices);
  if (kept !== undefined) return kept;
  const slowest = Math.min(...devices.map((device) => bandwidth(device, 1) ?? 0));
  slowestKept.set(devices, slowest);
  return slowest;
}

/** What any device that it may be gives a single sequence at the widest format that it may have: a rate below needs no more to be told. */
function leastBound(
  devices: readonly Accelerator[],
  { facts, case: of }: AuditedSetup,
  model: CatalogueModel,
): number {
  const slowest = slowestOf(devices) * (facts.counts?.low ?? 1);
  const context = of.input_tokens ?? 0;
  const reading = { model, weightBits: facts.bits?.usual ?? 16, sequences: 1, context, keptBits: 16 };
  return decodeRate(slowest, reading);
}

/** A layer that looks back over a window reads less than the context; how much less is not known. */
function contextOf({ case: of }: AuditedSetup, { shape }: CatalogueModel): number {
  return shape?.isWindowed ? 0 : (of.input_tokens ?? 0);
}

/** What decodes what. */
interface Base {
  model: CatalogueModel;
  devices: readonly Accelerator[];
  count: number;
  context: number;
}

/** How its weights are stored, how many sequences it decodes at once, and how many tokens of each a pass gives. */
interface Reading {
  weightBits: number;
  sequences: number;
  accepted: number;
}

/** The most that any of the devices gives. Null where weights may lie in caches, or nothing is known of their memory. */
function mostBound(
  { model, devices, count, context }: Base,
  { weightBits, sequences, accepted }: Reading,
): DecodeBound | null {
  // Where nothing is said of what is kept, it may be in 4 bits.
  const reading: PassReading = { model, weightBits, sequences, context, keptBits: 4 };
  const weights = (model.readParameters * weightBits) / 8;
  if (weights < 2 * largestCacheBytes * count) return null;
  let [best, most]: [Accelerator | null, number] = [null, 0];
  for (const device of devices) {
    const bytes = readsWeights(device, count, weights) ? bandwidth(device, count) : null;
    if (bytes !== null && bytes > most) [best, most] = [device, bytes];
  }
  if (best === null) return null;
  return { device: best, count, reading, accepted, rate: tolerance * accepted * decodeRate(most, reading) };
}

/** What a rate beyond the bound comes to once everything is read that the setup says of itself. */
function excused({
  base,
  setup,
  point,
  low,
  bound,
  missing,
}: {
  base: Base;
  setup: AuditedSetup;
  point: Point;
  low: number;
  bound: DecodeBound;
  missing: readonly string[];
}): DecodeJudgement | null {
  const rate = point.value!;
  const { model } = base;
  const excuses = excusesOf(setup.case);
  const open = { kind: "open", point, rate, model } as const;
  if (excuses.openDivision) return { ...open, missing: ["the model that an open-division result ran"] };
  if (excuses.accepted === Infinity) return { ...open, missing: ["tokens accepted in one pass"] };
  const changed = changedBy(excuses);
  if (changed !== null) return { ...open, missing: [changed] };
  const generous = mostBound(base, {
    weightBits: Math.min(bound.reading.weightBits, excuses.fewestBits ?? Infinity),
    sequences: bound.reading.sequences * excuses.sequencesEach * excuses.replicas,
    accepted: excuses.accepted,
  });
  if (generous === null) return null;
  if (low <= generous.rate) return missing.length > 0 ? { ...open, missing } : null;
  const isOfAll = countsPrompts(point, setup) || low * shareOfOutput(point, setup.case) <= generous.rate;
  return { kind: "beyond", point, rate, bound: generous, countsPrompts: isOfAll };
}

/** Above what has been measured: 0.89 is the highest of 83 published single-sequence results. */
const nearShare = 0.95;

function isNear(rate: number, { device, count, reading, accepted }: DecodeBound, bits: number): boolean {
  const bytes = bandwidth(device, count);
  const usual = { ...reading, weightBits: bits };
  return (
    accepted === 1 && bytes !== null && (rate * bytesPerPass(usual)) / (bytes * reading.sequences) > nearShare
  );
}
