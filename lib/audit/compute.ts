import type { Accelerator } from "../catalogue/accelerators";
import type { CatalogueModel } from "../catalogue/models";
import type { Finding } from "../points/finding";
import type { Point } from "../points/point";
import type { AuditedFile, AuditedSetup } from "./audited-file";
import { fastestComputer, flopOfOutput, flopOfPrompt, type Computer } from "./compute-bound";
import { countsPrompts, shareOfOutput } from "./counts-prompts";
import { tolerance } from "./device-peaks";
import { isBurst } from "./burst";
import { changedBy, excusesOf } from "./excuses";
import { figure, statedFigure } from "./figure";
import type { Rule } from "./rule";
import { statedBounds } from "./stated-bounds";
import { byMissing, notStated, unknown, untestable, type Open } from "./untestable";
import { fewestBits } from "./weight-bits";

const id = "compute";

/** Tokens a second against the arithmetic that each of them takes. */
export const compute: Rule = {
  id,
  title: "Tokens within peak arithmetic",
  levels: ["impossible", "unusual", "untestable"],
  inequality: "tok/s · 2 N_d ≤ G · F",
  voidWhen:
    "Structured sparsity doubles F. Prompt tokens out of a prefix cache cost nothing: beyond the bound they are unusual, and impossible only where caching is stated to be off. A column of tokens/s that does not say which may count prompts. Hardware that is named by its rack counts with all of it. Attention over the context, which only strengthens the bound, is left out.",
  source:
    "2 FLOP a parameter and token, Kaplan et al., arXiv:2001.08361, 2.1; utilisation as in Chowdhery et al., arXiv:2204.02311, appendix B",
  check,
};

/** Model FLOP utilisation above which a number wants a reason: certified results stay below a third, tuned training near half. */
const nearShare = 0.8;

function* check(file: AuditedFile): Generator<Finding> {
  const open: Open[] = [];
  for (const { point, setup } of rates.flatMap(file.measured)) {
    const judged = judge(point, setup, file);
    if (judged === null) continue;
    if ("level" in judged) yield judged;
    else open.push(judged);
  }
  for (const group of byMissing(open)) yield untestable(id, group, openText(group));
}

const rates = [
  "output_tokens_per_second",
  "input_tokens_per_second",
  "total_tokens_per_second",
  "tokens_per_second_per_gpu",
];

/** FLOP of one token of a rate; `certain` of them are done whatever a prefix cache holds. Null for any other metric. */
interface TokenFlop {
  flop: number;
  certain: number;
  perDevice: boolean;
}

function flopOf(point: Point, { facts, case: of }: AuditedSetup): TokenFlop | null {
  const { metric, value } = point;
  const { model } = facts;
  if (model === null || value === null || !(value > 0) || isBurst(point)) return null;
  const [output, prompt] = [flopOfOutput(model), flopOfPrompt(model)];
  const { input_tokens: input, output_tokens: generated } = of;
  const share = input === null || generated === null ? 0 : generated / Math.max(1, input + generated);
  switch (metric) {
    case "output_tokens_per_second":
      return { flop: output, certain: shareOfOutput(point, of) * output, perDevice: false };
    case "input_tokens_per_second":
      return { flop: prompt, certain: isPromptsOnly(of) ? prompt : 0, perDevice: false };
    default:
      return { flop: prompt, certain: share * output, perDevice: metric === "tokens_per_second_per_gpu" };
  }
}

/** llama-bench's prompt test reads its prompt from nothing. */
function isPromptsOnly({ system, output_tokens, extra }: AuditedSetup["case"]): boolean {
  return system === "llama.cpp" && output_tokens === 0 && extra["n_batch"] !== undefined;
}

function judge(point: Point, setup: AuditedSetup, { catalogue }: AuditedFile): Finding | Open | null {
  const { devices, counts, bits } = setup.facts;
  const token = flopOf(point, setup);
  if (token === null || devices?.length === 0) return null;
  const mostCount = token.perDevice ? 1 : (counts?.high ?? Infinity);
  const machines = devices ?? catalogue.devices;
  const value = point.value!;
  if (devices !== null && mostCount === Infinity) return countless(point, machines, token, bits?.low ?? 16);
  if (mostCount === Infinity) return null;
  const usual = fastestComputer(machines, mostCount, bits?.usual ?? fewestBits);
  if (usual === null || value * token.flop <= nearShare * usual.flops) return null;
  // Fewer bits are computed no slower.
  const best = fastestComputer(machines, mostCount, bits?.low ?? fewestBits)!;
  const most = (tolerance * best.flops) / token.flop;
  if (value > most && statedBounds(point)!.low > most)
    return beyond(point, setup, token, machines, mostCount);
  return isExcused(setup) ? null : finding("unusual", point, setup.facts.model!, token, usual);
}

/** Of a rate that counts prompts as well, only the generated tokens are certain to be computed. */
function certainFlop(point: Point, setup: AuditedSetup, { certain, flop }: TokenFlop): number {
  if (certain < flop || !countsPrompts(point, setup)) return certain;
  const { input_tokens: input, output_tokens: output } = setup.case;
  return (flop * output!) / (input! + output!);
}

/** Where nobody says how many devices there are, a rate that one of them could not give is left open. */
function countless(
  point: Point,
  devices: readonly Accelerator[],
  { flop }: TokenFlop,
  bits: number,
): Open | null {
  const one = fastestComputer(devices, 1, bits);
  if (one === null || point.value! * flop <= tolerance * one.flops) return null;
  return { point, missing: ["accelerators"] };
}

function isExcused({ case: of }: AuditedSetup): boolean {
  const { openDivision, sparsity } = excusesOf(of);
  return openDivision || sparsity;
}

function beyond(
  point: Point,
  setup: AuditedSetup,
  token: TokenFlop,
  devices: readonly Accelerator[],
  count: number,
): Finding | Open | null {
  const { model, bits, isTakenFor } = setup.facts;
  const excuses = excusesOf(setup.case);
  if (excuses.openDivision || isTakenFor)
    return {
      point,
      missing: [isTakenFor ? unknown(setup.case.model ?? "") : "the model that an open-division result ran"],
    };
  // Sparsity alone doubles the peak, and no more.
  const open = excuses.sparsity ? null : changedBy(excuses);
  if (open !== null) return { point, missing: [open] };
  const width = Math.min(bits?.low ?? fewestBits, excuses.fewestBits ?? Infinity);
  const best = fastestComputer(devices, count * excuses.replicas, width)!;
  const most = best.flops * tolerance * (excuses.sparsity ? 2 : 1);
  const low = statedBounds(point)?.low ?? point.value!;
  if (low * token.flop <= most) return null;
  const certain =
    excuses.prefixCache === false && !countsPrompts(point, setup)
      ? token.flop
      : certainFlop(point, setup, token);
  if (excuses.prefixCache === true && low * certain <= most) return null;
  const level = low * certain > most ? "impossible" : "unusual";
  return finding(level, point, model!, token, best);
}

function finding(
  level: "impossible" | "unusual",
  point: Point,
  model: CatalogueModel,
  token: TokenFlop,
  { device, flops, count }: Computer,
): Finding {
  const value = point.value!;
  const done = value * token.flop;
  const machine = count === 1 ? `one ${device.name}` : `${count} × ${device.name}`;
  const percent = `${figure((100 * done) / flops)} %`;
  const cached =
    level === "unusual" && done > flops
      ? " Only prompt tokens out of a cache, which nobody computes, could make up the rest."
      : "";
  return {
    rule: id,
    level,
    title: `${percent} of peak arithmetic`,
    says: `${statedFigure(value)} tok/s of ${model.name} takes at least ${figure(done / 1e12)} TFLOPS; ${machine} does ${figure(flops / 1e12)} at its maker's peak.${cached}`,
    sum: `${statedFigure(value)} tok/s × ${figure(token.flop / 1e9)} GFLOP a token = ${figure(done / 1e12)} TFLOPS, ${percent} of ${count} × ${figure(flops / 1e12 / count, 5)} TFLOPS`,
    points: [point.id],
    cells: [
      { point: point.id },
      ...["model", "hardware", "accelerators", "precision"].map((field) => ({ point: point.id, field })),
    ],
    missing: [],
  };
}

function openText(group: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  const missing = group[0]?.missing ?? [];
  return {
    title: "Compute bound not testable",
    says: `${group.length === 1 ? "This rate is" : `These ${group.length} rates are`} more than one such device can compute. ${notStated(missing)}`,
    sum: null,
  };
}
