import type { CaseField } from "../points/case";
import { isMissingText } from "../points/value-text";
import { emptySetup, putCaseField, type Setup } from "./setup-field";

const systemOf = new Map([
  ["pytorch", "PyTorch"],
  ["onnxruntime", "ONNX Runtime"],
  ["openvino", "OpenVINO"],
  ["vllm", "vLLM"],
  ["tensorrt-llm", "TensorRT-LLM"],
  ["llama_cpp", "llama.cpp"],
  ["ipex", "IPEX"],
]);

/** The first of the names that the file has a text under. `scenario` was once `benchmark`. */
const fields: readonly [CaseField, readonly string[]][] = [
  ["model", ["backend.model", "model", "Model"]],
  ["system_version", ["backend.version"]],
  ["precision", ["backend.dtype", "backend.torch_dtype"]],
  ["quantization", ["backend.quantization_scheme", "backend.quantization", "backend.quantize"]],
  [
    "batch",
    [
      "scenario.input_shapes.batch_size",
      "benchmark.input_shapes.batch_size",
      "Effective Batch Size",
      "Per Process Batch Size",
    ],
  ],
  [
    "input_tokens",
    ["scenario.input_shapes.sequence_length", "benchmark.input_shapes.sequence_length", "Sequence Length"],
  ],
  [
    "output_tokens",
    [
      "scenario.generate_kwargs.max_new_tokens",
      "benchmark.generate_kwargs.max_new_tokens",
      "scenario.new_tokens",
      "benchmark.new_tokens",
      "New Tokens",
    ],
  ],
  ["scenario", ["scenario.name", "benchmark.name"]],
  ["accelerators", ["Num GPUs"]],
];

/** Where a file lay, what a machine was called and each run's own counters are no settings. */
const left =
  /(?:^|\.)(?:_target_|cache_dir|environment_variables|seed)$|(?:^|\.)(?:volumes|ports)\.|_commit$|^environment\.(?:cpu_ram_mb|platform|machine|processor|system|hostname)$|^(?:print_report|log_report)$|(?:^|[._])(?:hf_|hub_|auth_)?token$|^$/i;

/**
 * The setup of a run from its settings by their dotted names (`backend.torch_dtype`, `scenario.input_shapes.batch_size`),
 * however the file nests them. Settings without a field of their own stay under their names.
 */
export function optimumSetup(settings: ReadonlyMap<string, string>): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  const used = new Set<string>();
  const take = (name: string): string | null => {
    const text = settings.get(name)?.trim() ?? "";
    if (text === "" || isMissingText(text)) return null;
    used.add(name);
    return text;
  };
  for (const [field, names] of fields)
    for (const name of names) {
      if (of[field] !== null) break;
      const text = take(name);
      if (text !== null && !putCaseField(of, field, text)) used.delete(name);
    }
  const backend = take("backend.name");
  of.system = backend && (systemOf.get(backend) ?? backend);
  context.tool = "optimum-benchmark";
  context.tool_version = take("environment.optimum_benchmark_version");
  context.git_commit = take("environment.optimum_benchmark_commit");
  putHardware(setup, take);
  const vram = take("environment.gpu_vram_mb");
  if (vram !== null) of.extra["gpu_vram"] = vramText(vram);
  for (const [name, text] of settings)
    if (!used.has(name) && !left.test(name) && text.trim() !== "" && !isMissingText(text))
      of.extra[name] = text.trim();
  return setup;
}

/** The processor that the run was on: a machine's GPUs are no hardware of a run on its CPU. */
function putHardware({ case: of }: Setup, take: (name: string) => string | null): void {
  const device = take("backend.device") ?? take("device");
  const gpus = listIn(take("environment.gpu") ?? take("environment.gpus") ?? take("GPUs") ?? "");
  const cpu = take("environment.cpu");
  if (device !== null) of.extra["device"] = device;
  if (device !== "cpu" && gpus.length > 0) {
    of.hardware = [...new Set(gpus)].join(", ");
    // One GPU in the machine is one GPU of the run; of several, the file does not say how many it took.
    if (gpus.length === 1) of.accelerators ??= 1;
    else of.extra["gpus of the machine"] = String(gpus.length);
    if (cpu !== null) of.extra["cpu"] = cpu;
  } else {
    of.hardware = cpu;
    if (gpus.length > 0) of.extra["gpus of the machine"] = gpus.join(", ");
  }
}

/** `['NVIDIA A100', 'NVIDIA A100']`, as Python prints a list, or `["Tesla T4"]`. */
function listIn(text: string): string[] {
  return text
    .replace(/^\[(.*)\]$/, "$1")
    .split(/,(?=\s*['"]|\s)/)
    .map((each) => each.trim().replace(/^(['"])(.*)\1$/, "$2"))
    .filter((each) => each !== "");
}

/** The member says MB and holds bytes: no machine has 100 TB of GPU memory, and no GPU 100 MB. */
function vramText(written: string): string {
  return Number(written) >= 1e8 ? `${written} bytes` : `${written} MB`;
}
