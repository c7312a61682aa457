import type { Accelerator } from "../catalogue/accelerators";
import type { Catalogue } from "../catalogue/catalogue";
import type { CatalogueModel } from "../catalogue/models";
import type { Finding } from "../points/finding";
import type { Point } from "../points/point";
import type { AuditedFile, AuditedSetup } from "./audited-file";
import type { Bounds } from "./bounds";
import { bandwidth, bytesPerPass } from "./decode-bound";
import { peakTflops, readsWeights, tolerance } from "./device-peaks";
import { excusesOf } from "./excuses";
import { figure, statedFigure } from "./figure";
import { modelOfScaling } from "./model-of-scaling";
import { idleShare, powerRange } from "./power-range";
import type { Rule } from "./rule";
import { statedBounds } from "./stated-bounds";
import { byMissing, notStated, unknown, untestable, type Open } from "./untestable";

const id = "implied-power";

/** The watts that a rate and an efficiency imply together, against what any device draws that could give the rate. */
export const impliedPower: Rule = {
  id,
  title: "Rate and efficiency imply a possible power",
  levels: ["inconsistent", "untestable"],
  inequality: "5 % · TDP · G ≤ 2 N_a · tok/s ÷ (TFLOPS/W) ≤ 2 · TDP · G",
  voidWhen:
    "TFLOPS/W is the datasheet's peak over rated power, and so no measurement. Devices whose makers publish no power cannot be tried. Measured rates need the tokens of their prompts, which take work as well; a claim that names no prompt is taken at its word. Where hardware or batch is not stated, every catalogued device is tried for one sequence at 4 bits or more.",
  source:
    "2 FLOP a parameter and token, Kaplan et al., arXiv:2001.08361, 2.1; rated powers in the catalogue; idle power taken as 5 % of them",
  check,
};

/** A rate and an efficiency of one system. */
interface Pair {
  setup: AuditedSetup;
  rate: Point;
  efficiency: Point;
  model: CatalogueModel;
  /** The setup whose model and efficiency are meant, where the rate's own names none. */
  readAs: AuditedSetup | null;
}

function* check(file: AuditedFile): Generator<Finding> {
  const open: Open[] = [];
  for (const pair of pairsOf(file)) {
    const missing = missingOf(pair);
    if (missing.length > 0) {
      open.push({ point: pair.efficiency, missing });
      continue;
    }
    const found = judge(pair, file.catalogue);
    if (found !== null) yield found;
  }
  for (const group of byMissing(open)) yield untestable(id, group, openText(group));
}

function* pairsOf(file: AuditedFile): Generator<Pair> {
  if (file.measured("tflops_per_watt").length === 0) return;
  const linked = modelOfScaling(file);
  for (const { point: rate, setup } of file.measured("output_tokens_per_second")) {
    const readAs = linked(setup);
    const { byMetric, facts } = readAs ?? setup;
    const efficiency = byMetric.get("tflops_per_watt");
    if (efficiency?.value == null || !(efficiency.value > 0) || facts.model === null) continue;
    yield { setup, rate, efficiency, model: facts.model, readAs };
  }
}

function missingOf({ setup, rate }: Pair): string[] {
  const { devices, counts } = setup.facts;
  const of = setup.case;
  if (devices?.length === 0) return [unknown(of.hardware ?? "")];
  if (devices !== null && devices.every(({ figures }) => figures.watts === undefined))
    return [`the power of ${devices[0]!.name}`];
  if (devices !== null && counts === null) return ["accelerators"];
  return rate.evidence !== "claim" && tokensOf(setup) === null ? ["input_tokens"] : [];
}

/** All tokens of each generated one; null where prompts are not known. */
function tokensOf({ byMetric, case: of }: AuditedSetup): number | null {
  const [output, total] = [byMetric.get("output_tokens_per_second"), byMetric.get("total_tokens_per_second")];
  if (output?.value && total?.value) return total.value / output.value;
  if (of.input_tokens === null || !of.output_tokens) return null;
  return (of.input_tokens + of.output_tokens) / of.output_tokens;
}

function judge(pair: Pair, catalogue: Catalogue): Finding | null {
  const { setup, rate, efficiency, model } = pair;
  const [r, e] = [statedBounds(rate)!, statedBounds(efficiency)!];
  const flop = 2 * model.activeParameters * (tokensOf(setup) ?? 1);
  const watts = { low: (flop * r.low) / (e.high * 1e12), high: (flop * r.high) / (e.low * 1e12) };
  const devices = setup.facts.devices ?? catalogue.devices;
  if (setup.facts.devices !== null && isDatasheet(e, devices)) return null;
  if (devices.some((device) => isPossible(device, pair, watts, r.low))) return null;
  const { openDivision } = excusesOf(setup.case);
  return openDivision ? null : finding(pair, flop);
}

/** Whether an efficiency is what the datasheet gives: peak over rated power, to 2 %. */
function isDatasheet(stated: Bounds, devices: readonly Accelerator[]): boolean {
  return devices.some((device) =>
    [32, 16, 8, 4].some((bits) => {
      const [peak, { watts }] = [peakTflops(device, bits), device.figures];
      return (
        peak !== null &&
        watts !== undefined &&
        stated.low <= (1.02 * peak) / watts &&
        stated.high >= (0.98 * peak) / watts
      );
    }),
  );
}

/** Whether some number of a device draws those watts and reads the weights that fast. */
function isPossible(device: Accelerator, { setup, model }: Pair, watts: Bounds, rate: number): boolean {
  const { counts, bits, sequences } = setup.facts;
  const rated = device.figures.watts;
  if (rated === undefined) return false;
  const most = counts?.high ?? Math.floor(watts.high / (idleShare * rated));
  const range = powerRange(device, { low: counts?.low ?? 1, high: Math.max(most, 1) });
  if (range === null || most < 1 || watts.high < range.low || watts.low > range.high) return false;
  const reading = { model, weightBits: bits?.low ?? 4, context: 0, keptBits: 4 };
  const many = sequences?.high ?? 1;
  if (!readsWeights(device, most, bytesPerPass({ ...reading, sequences: 0 }))) return false;
  const bytes = bandwidth(device, most) ?? Infinity;
  return rate <= (tolerance * bytes * many) / bytesPerPass({ ...reading, sequences: many });
}

function finding(pair: Pair, flop: number): Finding {
  const { setup, rate, efficiency, readAs, model } = pair;
  const watts = (flop * rate.value!) / (efficiency.value! * 1e12);
  const count = setup.facts.counts?.low ?? null;
  const each = count === null || count === 1 ? "" : `, ${figure(watts / count, 2)} W for each of ${count}`;
  const linked =
    readAs === null
      ? ""
      : ` The row names no model; its system prints the same single rate for ${readAs.case.model ?? model.name}.`;
  const isStated = setup.facts.devices !== null;
  const tried = isStated
    ? "the stated device draws more when it idles, or less at its most"
    : "no catalogued device with a published power draws so little and reads the weights that fast, one sequence at 4 bits or more";
  return {
    rule: id,
    level: "inconsistent",
    title: `Implies ${wattText(watts)}`,
    says: `Rate and efficiency together imply ${wattText(watts)} for the whole system${each}: ${tried}.${linked}`,
    sum: `${statedFigure(rate.value!)} tok/s × ${figure(flop / 1e9)} GFLOP a token ÷ ${statedFigure(efficiency.value!)} TFLOPS/W = ${wattText(watts)}`,
    points: [rate.id, efficiency.id],
    cells: [
      { point: rate.id },
      { point: efficiency.id },
      { point: (readAs ?? setup).points[0]!.id, field: "model" },
    ],
    missing: [],
  };
}

/** One decimal below 100 W: `6.0 W`. */
function wattText(watts: number): string {
  return watts < 100 ? `${watts.toFixed(1)} W` : `${figure(watts)} W`;
}

function openText(group: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  return {
    title: "Implied power not testable",
    says: `What rate and efficiency together imply cannot be told. ${notStated(group[0]?.missing ?? [])}`,
    sum: null,
  };
}
