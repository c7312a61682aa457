/**
 * Tools that take all rates of a run from the same totals and one clock, by how their names begin: their figures agree to
 * the last digit printed.
 */
const exact = [
  "vllm bench",
  "sglang bench",
  "AIPerf",
  "GenAI-Perf",
  "LLMPerf",
  "trtllm-bench",
  "InferenceX benchmark_serving",
];

/** GuideLLM's rates are means over moments of a run that it trims: near to one another, and no identities. */
const loose = ["GuideLLM"];

/** How far apart, as a share, two figures of one run may be that state the same. */
export function toleranceOf(tool: string | null): number {
  if (isExact(tool)) return 0.05;
  return startsWithOne(tool, loose) ? 0.25 : 0.1;
}

export function isExact(tool: string | null): boolean {
  return startsWithOne(tool, exact);
}

function startsWithOne(tool: string | null, names: readonly string[]): boolean {
  return tool !== null && names.some((name) => tool.startsWith(name));
}
