import type { Case } from "../points/case";
import { weightBits } from "./weight-bits";

/** What a setup says that makes a bound weaker, or void. Read only once a bound is exceeded: most setups never need it. */
export interface Excuses {
  /** Tokens that one pass over the weights may give a sequence: 1; k + 1 for k speculated ones; unbounded where k is not stated. */
  accepted: number;
  /** Sequences that one request makes: `n`, `best_of`, beams. */
  sequencesEach: number;
  /** How often the whole setup is there, each with devices and requests of its own. */
  replicas: number;
  /** Weights or KV cache lie outside the devices' own memory. */
  offload: boolean;
  /** Whether prompts may come out of a cache; null where nothing is said. */
  prefixCache: boolean | null;
  /** 2:4 sparsity, at which tensor cores run twice as fast. */
  sparsity: boolean;
  /** Weights are left out, for good or for some tokens: pruning, sparsity, layers that are skipped. */
  fewerWeights: boolean;
  /** A method that a field of that name states and of which nothing is known; null where none is. */
  technique: string | null;
  /** An open-division result need not run the model that its benchmark is named after. */
  openDivision: boolean;
  /** The fewest bits that any of its texts names, be it for weights or not. */
  fewestBits: number | null;
}

export function excusesOf(of: Case): Excuses {
  const said = saidOf(of);
  const number = (pattern: RegExp) => Math.max(0, ...said.map((each) => countOf(each, pattern)));
  const any = (pattern: RegExp) => said.some((each) => says(each, pattern) === true);
  return {
    accepted: acceptedOf(said, number),
    sequencesEach: Math.max(
      1,
      number(/^(?:n|best[ _]of|num[ _]beams|num[ _]return[ _]sequences|beam[ _]width)$/),
    ),
    replicas: Math.max(
      1,
      number(/^(?:num[ _])?(?:replica|instance|worker|engine|pod|server)s?(?:[ _]count)?$/),
    ),
    offload: any(offloading) || isPartly(of),
    prefixCache: prefixCacheOf(said),
    sparsity: any(/(?<!block[ _-])spars|2:4/),
    fewerWeights: any(
      /(?<!block[ _-])spars|2:4|prun|early[ _-]?exit|(?:layer|depth)[ _-]?(?:skip|drop)|skip[ _-]?layer/,
    ),
    technique: techniqueOf(of),
    openDivision: said.some(({ key, value }) => /division/.test(key) && /open/.test(value)),
    fewestBits: fewest(said),
  };
}

/** What would have to be known of a setup whose tokens cost less than those of the model that it names; null where they do not. */
export function changedBy({ fewerWeights, technique }: Excuses): string | null {
  if (fewerWeights) return "the weights that are left";
  return technique === null ? null : `what “${technique}” changes`;
}

interface Said {
  key: string;
  value: string;
}

function saidOf(of: Case): Said[] {
  const texts = { model: of.model, system: of.system, scenario: of.scenario, version: of.system_version };
  const formats = { precision: of.precision, quantization: of.quantization, dataset: of.dataset_name };
  return [...Object.entries({ ...texts, ...formats }), ...Object.entries(of.extra)].flatMap(([key, value]) =>
    value === null ? [] : [{ key: key.toLowerCase(), value: value.toLowerCase().trim() }],
  );
}

const no = /^(?:none|false|0(?:\.0+)?|off|no|disabled?|null|n\/a|-|)$|^(?:without|no) /;

/** Whether a field says so: true, false, or null where it is about something else. `disable_…: true` says no. */
function says({ key, value }: Said, pattern: RegExp): boolean | null {
  if (!pattern.test(`${key}=${value}`)) return null;
  const isYes = !no.test(value);
  return /(?:^|[ _-])(?:disable|no)[ _-]/.test(key) ? !isYes : isYes;
}

function countOf({ key, value }: Said, pattern: RegExp): number {
  return pattern.test(key) && /^\d+(?:\.0+)?$/.test(value) ? Number(value) : 0;
}

const offloading =
  /offload|cpu[ _-]moe|cpu ?\/ ?gpu|^device=cpu|zero[ -]?inference|flexgen|powerinfer|ktransformers|airllm/;

const speculation =
  /specul|specinfer|spec[ _-]?dec|draft|eagle|medusa|hydra|jacobi|\bcllm|\bmtp\b|multi-?token|lookahead|prompt[ _-]?lookup|assisted|n-?gram/;

function acceptedOf(said: readonly Said[], number: (pattern: RegExp) => number): number {
  const ahead = number(/(?:specul|draft|mtp).*(?:tokens|steps|n[ _]?max|depth|\bk\b)|^(?:gamma|nextn)$/);
  if (ahead > 0) return ahead + 1;
  return said.some((each) => says(each, speculation) === true) ? Infinity : 1;
}

const techniqueField = /^(?:method|technique|algorithm|approach|optimi[sz]ations?|acceleration|decoding)s?$/i;
const plain = /^(?:base(?:line)?|vanilla|standard|default|original|auto-?regressive|greedy|dense)\b/i;

/** What a table compares may change what a token costs in ways that its name alone does not say. */
function techniqueOf({ extra }: Case): string | null {
  for (const field in extra) {
    const said = extra[field]!.trim();
    if (techniqueField.test(field) && !no.test(said.toLowerCase()) && !plain.test(said)) return said;
  }
  return null;
}

function prefixCacheOf(said: readonly Said[]): boolean | null {
  const pattern =
    /prefix[ _-]?(?:cach|hit|reuse)|radix[ _-]?cache|prompt[ _-]?cach|cache[ _-]?hit|cached[ _-]?(?:tokens|prompt)|multi-?turn|turns/;
  const found = said.map((each) => says(each, pattern)).filter((each) => each !== null);
  return found.length === 0 ? null : found.some((each) => each);
}

/** llama.cpp leaves layers beyond `n_gpu_layers` to the processor. */
function isPartly(of: Case): boolean {
  const layers = Number(of.extra["n_gpu_layers"] ?? "99");
  return layers >= 0 && layers < 99;
}

function fewest(said: readonly Said[]): number | null {
  const bits = said.flatMap(({ key, value }) => [weightBits(key), weightBits(value)]);
  const low = bits.flatMap((each) => (each === null ? [] : [each.low]));
  return low.length === 0 ? null : Math.min(...low);
}
