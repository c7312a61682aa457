// What engines that answer one request at a time print after each answer: how many tokens they read and wrote, and how fast.
// MLX LM (`Prompt: 12 tokens, 345.6 tokens-per-sec`), tabbyAPI (`Metrics (ID: ...)`), ExLlamaV2, and text-generation-webui,
// whose rate counts the time of the prompt as well. None of them names its model on these lines.
// Printed by: https://github.com/ml-explore/mlx-lm (generate.py, benchmark.py), https://github.com/theroyallab/tabbyAPI
// (common/gen_logging.py), https://github.com/turboderp-org/exllamav2 (test_inference.py),
// https://github.com/oobabooga/text-generation-webui (modules/text_generation.py)
import type { Draft } from "../runs/draft";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft, type StatedCell } from "./stated-metric";
import { textHolds } from "./text-search";
import { tellByFile, toldByFileNote } from "./told-by-file";

/** One of these is in every line that is read: whole files are searched for them first. */
const mayHold = /tokens-per-sec|generation_tps=|\b[Tt]\/s\b|tokens\/s(?:econd)?\b/;
const logLimit = 64 * 1024 * 1024;

export const printedAnswers: Importer = {
  id: "printed-answers",
  label: "Rates printed after each answer",
  version: "1",
  recognises: (file) =>
    textHolds(file, (text) => mayHold.test(text) && linesOf(text).some((line) => lineIn(line) !== null)),
  read(file): Reading {
    const whole = wholeText(file, logLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const answers = answersIn(linesOf(whole.text));
    const notes = new Set(answers.flatMap(({ kind }) => kind.note ?? []));
    const drafts = answers.flatMap((answer) => draftsOf(answer, file));
    return { drafts, problems: [], columns: [], notes: [toldByFileNote, ...notes] };
  },
};

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}

/** A kind of line: `pattern` names what its groups are. */
interface Kind {
  system: string;
  tool: string;
  pattern: RegExp;
  /** Whether the line ends an answer; else it stands before the one that does. */
  ends: boolean;
  /** What its rates leave open. */
  note?: string;
}

const number = String.raw`\d[\d,]*(?:\.\d+)?`;
const mlx = { system: "MLX", tool: "mlx-lm" };
const exllama = { system: "ExLlamaV2", tool: "exllamav2" };

const kinds: readonly Kind[] = [
  {
    ...mlx,
    pattern: /^Prompt: (?:(?<input>\d+) tokens, )?(?<inputRate>\d+(?:\.\d+)?) tokens-per-sec\s*$/,
    ends: false,
  },
  {
    ...mlx,
    pattern: /^Generation: (?:(?<output>\d+) tokens, )?(?<outputRate>\d+(?:\.\d+)?) tokens-per-sec\s*$/,
    ends: true,
  },
  {
    ...mlx,
    pattern:
      /^Trial (?<run>\d+):\s+prompt_tps=(?<inputRate>[\d.]+), generation_tps=(?<outputRate>[\d.]+), peak_memory=(?<memory>[\d.]+)/,
    ends: true,
  },
  {
    system: "tabbyAPI",
    tool: "tabbyAPI",
    pattern: new RegExp(
      String.raw`\bMetrics\s*(?:\(ID: [^)]*\))?:\s*(?<output>\d+) tokens generated in (?<seconds>${number}) seconds \(.*?(?:(?<cached>\d+) cached tokens and )?(?<input>\d+) new tokens at (?<inputRate>${number}) T/s, Generate: (?<outputRate>${number}) T/s`,
    ),
    ends: true,
  },
  {
    system: "text-generation-webui",
    tool: "text-generation-webui",
    pattern: new RegExp(
      String.raw`\bOutput generated in (?<seconds>${number}) seconds \((?<outputRate>${number}) tokens/s, (?<output>\d+) tokens, context (?<input>\d+)`,
    ),
    ends: true,
    note: "The rate that text-generation-webui prints is of the whole answer, the time of its prompt included.",
  },
  {
    ...exllama,
    pattern: /^\s*\*\* Length\s+(?<input>\d+) tokens:\s+(?<inputRate>[\d.]+) t\/s\s*$/,
    ends: true,
  },
  {
    ...exllama,
    pattern: /^\s*\*\* Position\s+(?<input>\d+) \+\s*(?<output>\d+) tokens:\s+(?<outputRate>[\d.]+) t\/s\s*$/,
    ends: true,
  },
  {
    ...exllama,
    pattern:
      /^(?:\s*--)?\s*Response generated in (?<seconds>[\d.]+) seconds, (?<output>\d+) tokens, (?<outputRate>[\d.]+) tokens\/second(?: \(includes? prompt eval\.?\))?/,
    ends: true,
    note: "A rate that ExLlamaV2 prints of a response includes the time of its prompt.",
  },
];

/** Of MLX LM the line behind the rates: in units of 10^9 bytes. */
const memoryLine = /^Peak memory: (?<memory>\d+(?:\.\d+)?) GB\s*$/;
/** Of MLX LM's benchmark: what all trials below it share. */
const trialsLine =
  /^Timing with prompt_tokens=(?<input>\d+), generation_tokens=(?<output>\d+), batch_size=(?<batch>\d+)/;

type Group =
  "input" | "inputRate" | "output" | "outputRate" | "seconds" | "memory" | "run" | "batch" | "cached";
type Said = Partial<Record<Group, StatedCell>>;

interface Answer {
  kind: Kind;
  said: Said;
}

function lineIn(text: string): { kind: Kind; groups: Record<string, string | undefined> } | null {
  // No line of these is longer, and prompts stand on some.
  if (text.length > 1000) return null;
  for (const kind of kinds) {
    const groups = kind.pattern.exec(text)?.groups;
    if (groups !== undefined) return { kind, groups };
  }
  return null;
}

function answersIn(lines: readonly string[]): Answer[] {
  const answers: Answer[] = [];
  let shared: Said = {};
  let before: Said = {};
  lines.forEach((text, i) => {
    const trials = trialsLine.exec(text)?.groups;
    if (trials !== undefined) shared = saidIn(trials, i + 1);
    const memory = memoryLine.exec(text)?.groups;
    const last = answers.at(-1);
    if (memory !== undefined && last?.kind.system === mlx.system && last.said.memory === undefined)
      Object.assign(last.said, saidIn(memory, i + 1));
    const found = lineIn(text);
    if (found === null) return;
    const said = { ...shared, ...before, ...saidIn(found.groups, i + 1) };
    if (found.kind.ends) answers.push({ kind: found.kind, said });
    before = found.kind.ends ? {} : saidIn(found.groups, i + 1);
  });
  return answers;
}

function saidIn(groups: Record<string, string | undefined>, line: number): Said {
  const cells = Object.entries(groups).flatMap(([name, raw]) =>
    raw === undefined ? [] : [[name, { value: Number(raw.replaceAll(",", "")), raw, locator: { line } }]],
  );
  return Object.fromEntries(cells) as Said;
}

/** Of answers whose model is not said, nobody knows whether they are of one; trials of a benchmark are. */
function draftsOf({ kind, said }: Answer, file: SourceFile): Draft[] {
  const setup = setupOf(kind, said, file);
  const stated = [
    { metric: "input_tokens_per_second", unit: "tok/s", cell: said.inputRate },
    { metric: "output_tokens_per_second", unit: "tok/s", cell: said.outputRate },
    { metric: "e2e_latency", unit: "s", cell: said.seconds },
    { metric: "peak_memory", unit: "GB", cell: said.memory },
  ];
  const drafts = stated.flatMap(({ metric, unit, cell }) =>
    cell ? (statedDraft(setup, { metric, unit, cells: { mean: cell }, n: 1 }) ?? []) : [],
  );
  if (said.run !== undefined) return drafts;
  const lines = Object.values(said).flatMap(({ locator }) => ("line" in locator ? (locator.line ?? []) : []));
  return drafts.map((draft) => ({ ...draft, apart: `L${Math.min(...lines)}` }));
}

function setupOf({ system, tool }: Kind, said: Said, file: SourceFile): Setup {
  const setup = emptySetup();
  setup.case.system = system;
  setup.context.tool = tool;
  setup.case.input_tokens = (said.input?.value ?? null) && said.input!.value! + (said.cached?.value ?? 0);
  setup.case.output_tokens = said.output?.value ?? null;
  setup.case.batch = said.batch?.value ?? null;
  if (said.cached?.value) setup.case.extra["cached_tokens"] = said.cached.raw;
  setup.run = said.run?.raw ?? null;
  tellByFile(setup, file);
  return setup;
}
