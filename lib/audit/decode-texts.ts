import type { Accelerator } from "../catalogue/accelerators";
import type { Catalogue } from "../catalogue/catalogue";
import type { Finding } from "../points/finding";
import type { AuditedSetup } from "./audited-file";
import { bandwidth, bytesPerPass } from "./decode-bound";
import type { DecodeBound, DecodeJudgement } from "./decode-judgement";
import { tolerance } from "./device-peaks";
import { feasibleText, trafficOf, type Asked } from "./feasible-devices";
import { figure, listed, statedFigure } from "./figure";
import type { SetupFacts } from "./setup-facts";
import { notStated } from "./untestable";

type Beyond = Extract<DecodeJudgement, { kind: "beyond" | "near" }>;
type Open = Extract<DecodeJudgement, { kind: "open" }>;

/** The finding of a rate at or beyond its bound. */
export function decodeFinding(rule: string, found: Beyond): Finding {
  const { point, rate, bound } = found;
  const share = rate / bound.rate;
  const isBeyond = found.kind === "beyond";
  const isImpossible = isBeyond && !found.countsPrompts;
  const percent = `${figure(100 * share * (isBeyond ? 1 : 1.05))} %`;
  return {
    rule,
    level: isImpossible ? "impossible" : "unusual",
    title: `${percent} of the bandwidth bound`,
    says: isBeyond ? beyondText(found) : nearText(bound, percent),
    sum: sumOf(bound, rate),
    points: [point.id],
    cells: [{ point: point.id }, ...fieldsOf(point.id)],
    missing: [],
  };
}

function fieldsOf(point: string) {
  return ["model", "hardware", "accelerators", "precision", "batch"].map((field) => ({ point, field }));
}

function machineOf({ device, count }: DecodeBound): string {
  return count === 1 ? `one ${device.name}` : `${count} × ${device.name}`;
}

function beyondText({ rate, bound, ...found }: Beyond): string {
  const { model, sequences, weightBits } = bound.reading;
  const at = sequences === 1 ? "one sequence at a time" : `${figure(sequences, 6)} sequences at once`;
  const most = `${machineOf(bound)} can read weights of ${figure(weightBits, 4)} bits for at most ${figure(bound.rate)} tok/s of ${model.name}, ${at}.`;
  const counts =
    "countsPrompts" in found && found.countsPrompts
      ? " Only if prompts are counted as well can it be: as generated tokens the number is beyond the bound."
      : "";
  return `${statedFigure(rate)} tok/s is stated, and ${most}${counts}`;
}

function nearText(bound: DecodeBound, percent: string): string {
  return `${percent} of what ${machineOf(bound)} can read at its maker's peak: measured results stay below 90 %.`;
}

/** `8 × 3350 GB/s × 1.05 × 16 ÷ (13.2 GB of weights + 16 × 512 tokens × 131 kB) = …`. */
function sumOf(bound: DecodeBound, rate: number): string {
  const { device, count, reading, accepted } = bound;
  const { model, sequences, context, weightBits } = reading;
  const weights = (model.readParameters * weightBits) / 8e9;
  const kept = (bytesPerPass(reading) - weights * 1e9) / 1e9;
  const passes = accepted === 1 ? "" : ` × ${accepted} tokens a pass`;
  const many = sequences === 1 ? "" : ` × ${figure(sequences, 6)} sequences`;
  const bytes =
    kept > 0
      ? `(${figure(weights)} GB of weights + ${figure(kept)} GB kept of ${figure(context, 6)} tokens each)`
      : `${figure(weights)} GB of weights`;
  const speed = (bandwidth(device, 1) ?? 0) / 1e9;
  const sign = rate > bound.rate ? "<" : "≥";
  return `${count} × ${figure(speed, 6)} GB/s × 1.05${many}${passes} ÷ ${bytes} = ${figure(bound.rate)} tok/s ${sign} ${statedFigure(rate)} tok/s`;
}

/** What can be said of rates that miss fields: of the fastest of them, the devices and formats that it fits. */
export function openText(
  group: readonly Open[],
  setupOf: (open: Open) => AuditedSetup,
  catalogue: Catalogue,
): Pick<Finding, "title" | "says" | "sum"> {
  const fastest = group.reduce((a, b) => (b.rate > a.rate ? b : a));
  const { model, rate, missing } = fastest;
  const title = "Bandwidth bound not testable";
  const { facts } = setupOf(fastest);
  if (model === null)
    return { title, says: `What one token reads is not known. ${notStated(missing)}`, sum: null };
  const asked = { model, rate, count: facts.counts?.low ?? 1 };
  const others = group.length === 1 ? "" : `, the fastest of ${group.length} such rates,`;
  const said = `${statedFigure(rate)} tok/s of ${model.name}${others}`;
  if (facts.devices === null) return { title, ...setsText(asked, said, facts, missing, catalogue) };
  const [device] = [...facts.devices].sort((a, b) => (bandwidth(b, 1) ?? 0) - (bandwidth(a, 1) ?? 0));
  if (device === undefined || missing.length === 0 || !missing.some(isSetupField))
    return { title, says: `What bounds ${said} is not known. ${notStated(missing)}`, sum: null };
  return { title, ...sequencesText(asked, said, facts, missing, device) };
}

/** Fields that decide how many sequences a rate takes. */
function isSetupField(field: string): boolean {
  return field === "batch" || field === "precision" || field === "accelerators";
}

/** On devices that nobody states: which they may be, for weights of each format. */
function setsText(
  asked: Asked,
  said: string,
  { bits }: SetupFacts,
  missing: readonly string[],
  catalogue: Catalogue,
): Pick<Finding, "says" | "sum"> {
  const formats = bits === null ? [16, 8, 4] : [bits.usual];
  const traffic = listed(
    formats.map((each) => `${figure(trafficOf(asked, each) / 1e12)} TB/s at ${figure(each)} bits`),
  );
  return {
    says: `${said} as one sequence is possible ${feasibleText(asked, formats, catalogue)}. ${yardstickText(asked, formats, catalogue)}${notStated(missing)}`,
    sum: `${statedFigure(asked.rate)} tok/s × ${figure(asked.model.readParameters / 1e9, 4)}e9 parameters read a token = ${traffic}`,
  };
}

/** A device that everybody knows, where it is too slow for the widest format. */
function yardstickText(asked: Asked, [bits = 16]: readonly number[], catalogue: Catalogue): string {
  const device = catalogue.findDevice("h100-sxm");
  const bytes = device && bandwidth(device, asked.count);
  if (device === null || bytes === null) return "";
  const most = bytes / trafficOf({ ...asked, rate: 1 }, bits);
  if (asked.rate <= most * tolerance) return "";
  const machine = asked.count === 1 ? `one ${device.name}` : `${asked.count} × ${device.name}`;
  return `On ${machine} at ${figure(bits)} bits and batch 1 it would be impossible: ${figure(most)} tok/s at most. `;
}

/** On stated devices: how many sequences at once the rate takes. */
function sequencesText(
  asked: Asked,
  said: string,
  facts: SetupFacts,
  missing: readonly string[],
  device: Accelerator,
): Pick<Finding, "says" | "sum"> {
  const { count, rate } = asked;
  const bits = facts.bits?.usual ?? 16;
  const bytes = (bandwidth(device, count) ?? 0) * tolerance;
  const times = (rate * trafficOf({ ...asked, rate: 1 }, bits)) / bytes;
  const machine = count === 1 ? `one ${device.name}` : `${count} × ${device.name}`;
  const many = `at least ${Math.ceil(times)} ${facts.counts === null ? "such devices or " : ""}sequences at once`;
  return {
    says: `${said} takes ${many} on ${machine} at ${figure(bits, 4)} bits. ${notStated(missing)}`,
    sum: `${statedFigure(rate)} tok/s × ${figure(trafficOf({ ...asked, rate: 1 }, bits) / 1e9)} GB of weights ÷ (${count} × ${figure(bytes / tolerance / count / 1e9, 6)} GB/s × 1.05) = ${figure(times)}`,
  };
}
