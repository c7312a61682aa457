// The log of a vLLM server: every ten seconds or so `Engine 000: Avg prompt throughput: 1234.5 tokens/s, Avg generation
// throughput: 456.7 tokens/s, Running: 5 reqs, Waiting: 0 reqs, …`, each over the time since the line before, of one engine.
// How the engine was started stands at its start. Printed by: https://github.com/vllm-project/vllm/blob/main/vllm/v1/metrics/loggers.py
import { engineLog, settingsIn, type EngineLog, type StartedAs } from "./engine-log";

const rates =
  /(?:\bEngine (\d{1,4}): )?Avg prompt throughput: (\d[\d.]*) tokens\/s, Avg generation throughput: (\d[\d.]*) tokens\/s, Running: (\d+) reqs/;
const start = /\bInitializing an? (?:V\d )?LLM engine \(v?([^)\s]{1,60})\) with config: (.*)$/;

const notes = [
  "What a line says of waiting requests and of the caches is not read; its rates are of the seconds before it, in which the load may have changed.",
];

const columns: readonly [column: string, setting: RegExp][] = [
  ["model", /^model='([^']{1,300})'/],
  ["dtype", /, dtype=(?:torch\.)?([\w.]{1,40})/],
  ["tensor parallel", /, tensor_parallel_size=(\d{1,5})/],
  ["pipeline parallel", /, pipeline_parallel_size=(\d{1,5})/],
  ["data parallel", /, data_parallel_size=(\d{1,5})/],
  ["quantization", /, quantization=(?!None)([\w.-]{1,40})/],
];

/** What a line says of how an engine was started; null where it says nothing of it. */
function startedIn(line: string): StartedAs | null {
  const [, version, config] = start.exec(line) ?? [];
  if (version === undefined || config === undefined) return null;
  return { "system version": version, ...settingsIn(config, columns) };
}

function readingIn(line: string): ReturnType<EngineLog["readingIn"]> {
  const [, engine = null, input, output, running] = rates.exec(line) ?? [];
  if (running === undefined) return null;
  return {
    running: Number(running),
    rates: { "input tokens/s": input!, "output tokens/s": output! },
    engine,
  };
}

export const vllmLog = engineLog({
  ...{ id: "vllm-log", label: "vLLM server log", version: "1", system: "vLLM" },
  phrase: "Avg generation throughput: ",
  ...{ startedIn, readingIn, notes },
});
