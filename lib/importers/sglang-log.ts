// The log of an SGLang server: every so many steps `Decode batch, #running-req: 16, …, gen throughput (token/s): 1234.56,
// #queue-req: 0`, over the time since the line before, of one data-parallel rank. How it was started stands in the server_args
// at its start. Printed by: https://github.com/sgl-project/sglang/tree/main/python/sglang/srt/managers
import { engineLog, settingsIn, type EngineLog, type StartedAs } from "./engine-log";

const batch = /\bDecode batch[.,]? #running-req: (\d+),/;
const rate = /, gen throughput \(token\/s\): (\d[\d.]*)(?=,|\s*$)/;
const rank = /^\[[^\]]{0,60}\bDP(\d{1,4})\b/;
const start = /\bserver_args=ServerArgs\((.*)$/;

const notes = [
  "Lines of prefill batches, and what a line says of its queue and caches, are not read; a rate is of the steps before its line, in which the load may have changed.",
];

const columns: readonly [column: string, setting: RegExp][] = [
  ["model", /\bmodel_path='([^']{1,300})'/],
  ["dtype", /\bdtype='(?!auto')([\w.-]{1,40})'/],
  ["tensor parallel", /\btp_size=(\d{1,5})/],
  ["pipeline parallel", /\bpp_size=(\d{1,5})/],
  ["data parallel", /\bdp_size=(\d{1,5})/],
  ["expert parallel", /\bep_size=(\d{1,5})/],
  ["quantization", /\bquantization='([\w.-]{1,40})'/],
];

/** What a line says of how the server was started; null where it says nothing of it. */
function startedIn(line: string): StartedAs | null {
  const config = start.exec(line)?.[1];
  return config === undefined ? null : settingsIn(config, columns);
}

function readingIn(line: string): ReturnType<EngineLog["readingIn"]> {
  const running = batch.exec(line)?.[1];
  const output = rate.exec(line)?.[1];
  if (running === undefined || output === undefined) return null;
  return {
    running: Number(running),
    rates: { "output tokens/s": output },
    engine: rank.exec(line)?.[1] ?? null,
  };
}

export const sglangLog = engineLog({
  ...{ id: "sglang-log", label: "SGLang server log", version: "1", system: "SGLang" },
  phrase: "gen throughput (token/s): ",
  ...{ startedIn, readingIn, notes },
});
