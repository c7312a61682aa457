import type { LabelLine } from "./label-lines";
import { putArguments, putBackend, putRequestRate } from "./serving-arguments";
import { labelLine, type ConsoleBlock } from "./serving-console-blocks";
import { emptySetup, type Setup } from "./setup-field";

/** Settings that a block, or the lines before it, print, by their labels in lower case. */
const settings: Record<string, (setup: Setup, line: LabelLine) => void> = {
  backend: (setup, { raw }) => putBackend(setup, raw),
  "maximum request concurrency": putConcurrency,
  "max request concurrency": putConcurrency,
  "max reqeuest concurrency": putConcurrency,
  "traffic request rate": (setup, { raw }) => putRequestRate(setup, raw.replace(/ RPS\.?$/i, "")),
  "request rate configured (rps)": (setup, { raw }) => putRequestRate(setup, raw),
  "burstiness factor": (setup, { raw }) => {
    setup.case.extra["burstiness"] = /^[\d.]+/.exec(raw)?.[0] ?? raw;
  },
};

/** Engines as people name them in headings. */
const engines: [RegExp, string][] = [
  [/llama\.?cpp|llama-server/i, "llama.cpp"],
  [/sglang/i, "SGLang"],
  [/tensorrt-?llm|trt-?llm/i, "TensorRT-LLM"],
  [/lmdeploy/i, "LMDeploy"],
  [/\bvllm\b/i, "vLLM"],
];

export function isSetting(label: string): boolean {
  return Object.hasOwn(settings, label);
}

function putConcurrency({ case: of }: Setup, { value }: LabelLine): void {
  of.concurrency ??= value;
}

/**
 * What is known of the setup of a printed result: the heading it stands under, the arguments of the call before it
 * (`Namespace(…)`, else the command line), and the settings that it prints. `states` is false where there is no call:
 * two such results may be of two setups. The client's back end is only a protocol where a heading names another engine.
 */
export function blockSetup(block: ConsoleBlock): { setup: Setup; states: boolean; notes: string[] } {
  const setup = emptySetup();
  const heading = headingIn(block.before);
  setup.context.run_duration = durationOf(block);
  const engine = heading === null ? null : (engines.find(([name]) => name.test(heading))?.[1] ?? null);
  const call = namespaceIn(block.before) ?? commandIn(block.before);
  const isSglang = block.labels.some(({ label }) => /^backend$|retokenized/i.test(label));
  setup.context.tool = isSglang ? "sglang bench_serving" : "vllm bench serve";
  setup.case.system = engine;
  if (heading !== null) setup.case.extra["heading"] = heading;
  for (const line of block.labels) settings[line.label.toLowerCase()]?.(setup, line);
  if (call) putArguments(setup, call);
  for (const line of settingsBefore(block)) putMissing(setup, line);
  const notes = engine === null ? [] : [`L${block.line}: the system, ${engine}, is read from the heading.`];
  return { setup, states: call !== null, notes };
}

function durationOf({ labels }: ConsoleBlock): string | null {
  const line = labels.find(({ label }) => /^benchmark duration \(s\)$/i.test(label));
  return line?.value ? `${line.raw} s` : null;
}

/** The lines that vLLM prints as it starts, in case neither the call nor the block says it. */
function settingsBefore({ before, line }: ConsoleBlock): LabelLine[] {
  const from = Math.max(0, before.length - 30);
  return before.slice(from).flatMap((text, i) => {
    const found = labelLine(text, line - (before.length - from) + i);
    return found && isSetting(found.label.toLowerCase()) ? [found] : [];
  });
}

function putMissing(setup: Setup, line: LabelLine): void {
  const label = line.label.toLowerCase();
  const { case: of } = setup;
  if (/rate/.test(label) && (of.request_rate !== null || of.extra["load_mode"] !== undefined)) return;
  if (label === "burstiness factor" && of.extra["burstiness"] !== undefined) return;
  settings[label]?.(setup, line);
}

/** tqdm's bar: `100%|████| 32/32 [02:30<00:00,  4.71s/it]`. */
const progressBar = /\d+%\|.*\|/;

/** The last heading, or comment line, before a block; a block whose lines are comments has no heading of its own there. */
function headingIn(before: readonly string[]): string | null {
  const found = before.findLast(
    (line) =>
      line.length < 200 &&
      /^\s*#{1,6}\s+\S/.test(line) &&
      !progressBar.test(line) &&
      !isSetting(labelLine(line, 0)?.label.toLowerCase() ?? ""),
  );
  return found === undefined ? null : found.replace(/^\s*#+\s+/, "").replace(/\s*#*\s*$/, "");
}

const argument = /(\w+)=('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^\s,(){}[\]'"<>]+)(?=,|\)|$)/g;

/** The plain values of the last `Namespace(…)`: Python's way to print the arguments of a program. */
function namespaceIn(before: readonly string[]): [string, string][] | null {
  const line = before.findLast((each) => each.length < 20_000 && each.includes("Namespace("));
  if (line === undefined) return null;
  const inside = line.slice(line.indexOf("Namespace(") + "Namespace(".length);
  return Array.from(inside.matchAll(argument), ([, name, text]) => [name!, unquoted(text!)]);
}

const program = /benchmark_serving|bench[ _.]serv(?:e|ing)/;
const option = /--([a-z][\w-]*)(?:(?:=|\s+)("[^"]*"|'[^']*'|(?!--)\S+))?/g;

/** The options of the last command line, which may go over several lines that end in backslashes. */
function commandIn(before: readonly string[]): [string, string][] | null {
  const at = before.findLastIndex((line) => program.test(line) && line.length < 2000);
  if (at < 0) return null;
  const parts: string[] = [];
  for (let i = at; i < before.length; i++) {
    parts.push(before[i]!.replace(/\\\s*$/, " "));
    if (!/\\\s*$/.test(before[i]!)) break;
  }
  const found = Array.from(parts.join(" ").matchAll(option), ([, name, text]): [string, string] => [
    name!.replaceAll("-", "_"),
    unquoted(text ?? "true"),
  ]);
  return found.length > 0 ? found : null;
}

function unquoted(text: string): string {
  return /^(['"]).*\1$/.test(text) ? text.slice(1, -1) : text;
}
