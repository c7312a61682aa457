import type { CaseField } from "../points/case";
import { emptySetup, putCaseField, putField, type Setup } from "./setup-field";

/** Names of fields of an InferenceX row that say more, or another thing, than the same name elsewhere. */
export const rowFields: Readonly<Record<string, CaseField>> = {
  hw: "hardware",
  device: "hardware",
  conc: "concurrency",
  pp: "pipeline_parallel",
};

const systems = new Map([
  ["vllm", "vLLM"],
  ["sglang", "SGLang"],
  ["trt", "TensorRT-LLM"],
  ["trtllm", "TensorRT-LLM"],
  ["trt-llm", "TensorRT-LLM"],
  ["tensorrt-llm", "TensorRT-LLM"],
  ["tgi", "TGI"],
]);

export function rowSetup(): Setup {
  const setup = emptySetup();
  setup.context.tool = "InferenceX";
  return setup;
}

/** Puts one setting of a row; blanks say nothing. */
export function putSetting(setup: Setup, name: string, text: string): void {
  if (text.trim() === "") return;
  const field = Object.hasOwn(rowFields, name.toLowerCase()) ? rowFields[name.toLowerCase()] : undefined;
  if (field === undefined || !putCaseField(setup.case, field, text)) putField(setup, name, text);
}

/** What follows from a row's settings: the engine's usual name, its version by the image's tag, and how many GPUs there are. */
export function concludeSetup(setup: Setup): void {
  const { case: of, context } = setup;
  const known = systems.get(of.system?.toLowerCase() ?? "");
  if (known !== undefined) of.system = known;
  of.system_version ??= /:([^:/@\s]+)(?:@sha256:[\da-f]+)?$/.exec(context.image ?? "")?.[1] ?? null;
  of.accelerators ??= acceleratorsOf(setup);
}

/** Of a disaggregated server prefill and decode GPUs; else the same GPUs do both: tensor × pipeline × prefill-context parallel. */
function acceleratorsOf({ case: of }: Setup): number | null {
  const prefill = countIn(of.extra, /^num[ _]prefill[ _]gpus?$/i);
  const decode = countIn(of.extra, /^num[ _]decode[ _]gpus?$/i);
  const isApart = /^true$/i.test(valueIn(of.extra, /^disagg(regated)?$/i) ?? "");
  if (prefill !== null && decode !== null) return isApart ? prefill + decode : Math.max(prefill, decode);
  if (isApart || of.tensor_parallel === null) return null;
  return of.tensor_parallel * (of.pipeline_parallel ?? 1) * (countIn(of.extra, /^pcp(_size)?$/i) ?? 1);
}

function valueIn(extra: Readonly<Record<string, string>>, name: RegExp): string | null {
  return Object.entries(extra).find(([key]) => name.test(key))?.[1] ?? null;
}

function countIn(extra: Readonly<Record<string, string>>, name: RegExp): number | null {
  const count = Number(valueIn(extra, name) ?? NaN);
  return Number.isInteger(count) ? count : null;
}
