// What `ollama run --verbose` prints after each answer: durations as Go writes them, counts and rates of tokens. The text of
// the answer stands before it. The model is in the call, where the file has it.
// Printed by: https://github.com/ollama/ollama/blob/main/api/types.go (Metrics.Summary)
import { customMetricId } from "../points/metrics";
import type { Draft } from "../runs/draft";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { labelLinesOf, type LabelLine } from "./label-lines";
import { emptySetup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft, type StatedCell } from "./stated-metric";
import { textHolds } from "./text-search";
import { tellByFile, toldByFileNote } from "./told-by-file";

const isThere = (text: string) =>
  /^\s*eval rate:\s+[\d.]+ tokens\/s/m.test(text) && /^\s*(?:eval count|total duration):/m.test(text);
const logLimit = 64 * 1024 * 1024;

export const ollamaVerbose: Importer = {
  id: "ollama-verbose",
  label: "ollama run --verbose",
  version: "1",
  recognises: (file) => textHolds(file, isThere),
  read(file): Reading {
    const whole = wholeText(file, logLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const drafts = answersIn(whole.text).flatMap((answer) => draftsOf(answer, file));
    const notes = [
      "The total duration includes the time to load the model. The texts of answers are in no point.",
    ];
    return { drafts, problems: [], columns: [], notes: [toldByFileNote, ...notes] };
  },
};

interface Answer {
  model: string | null;
  lines: Map<string, LabelLine>;
}

const labels = new Set(["total duration", "load duration", "prompt eval rate", "eval rate"]);

/** An answer's lines end with the rate of its tokens. */
function answersIn(text: string): Answer[] {
  const calls = Array.from(text.split(/\r?\n/), (line, i) => ({ line: i + 1, model: modelIn(line) })).filter(
    ({ model }) => model !== null,
  );
  const answers: Answer[] = [];
  let lines = new Map<string, LabelLine>();
  for (const each of labelLinesOf(text)) {
    const label = each.label.toLowerCase();
    if (label === "total duration") lines = new Map();
    if (labels.has(label)) lines.set(label, each);
    if (label !== "eval rate") continue;
    const call = calls.findLast(({ line }) => line < each.line);
    answers.push({ model: call?.model ?? null, lines });
    lines = new Map();
  }
  return answers;
}

function modelIn(line: string): string | null {
  const words = /\bollama\s+run\s+(.{1,300})$/.exec(line)?.[1]?.split(/\s+/) ?? [];
  return words.find((word) => /^[\w./:-]+$/.test(word) && !word.startsWith("-")) ?? null;
}

/** Of answers whose model is not said, nobody knows whether they are of one. */
function draftsOf({ model, lines }: Answer, file: SourceFile): Draft[] {
  const setup = emptySetup();
  setup.case.system = "Ollama";
  setup.case.model = model;
  setup.context.tool = "ollama run --verbose";
  tellByFile(setup, file);
  const stated = [
    { metric: "output_tokens_per_second", unit: "tok/s", cell: rateAt(lines.get("eval rate")) },
    { metric: "input_tokens_per_second", unit: "tok/s", cell: rateAt(lines.get("prompt eval rate")) },
    {
      metric: customMetricId("total duration with load"),
      unit: "s",
      cell: secondsAt(lines.get("total duration")),
    },
    { metric: customMetricId("load duration"), unit: "s", cell: secondsAt(lines.get("load duration")) },
  ];
  const drafts = stated.flatMap(({ metric, unit, cell }) =>
    cell ? (statedDraft(setup, { metric, unit, cells: { mean: cell }, n: 1 }) ?? []) : [],
  );
  const apart = `L${Math.min(...Array.from(lines.values(), ({ line }) => line))}`;
  return model === null ? drafts.map((draft) => ({ ...draft, apart })) : drafts;
}

function rateAt(line: LabelLine | undefined): StatedCell | null {
  const [, digits] = /^([\d.]+) tokens\/s$/.exec(line?.raw ?? "") ?? [];
  return line && digits !== undefined ? { ...line, value: Number(digits) } : null;
}

const seconds = { h: 3600, m: 60, s: 1, ms: 1e-3, µs: 1e-6, μs: 1e-6, us: 1e-6, ns: 1e-9 } as const;

/** `1m2.5s`, `12.3ms`. */
function secondsAt(line: LabelLine | undefined): StatedCell | null {
  if (!line || !/^(?:[\d.]+(?:h|m|s|ms|[µμu]s|ns))+$/.test(line.raw)) return null;
  const parts = Array.from(line.raw.matchAll(/([\d.]+)(ms|[µμu]s|ns|h|m|s)/g));
  const value = parts.reduce(
    (sum, [, digits, unit]) => sum + Number(digits) * seconds[unit as keyof typeof seconds],
    0,
  );
  return {
    ...line,
    value,
    conversions: [{ from: line.raw, to: `${value} s`, by: "a duration in parts, in s" }],
  };
}
