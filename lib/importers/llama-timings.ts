// What llama.cpp prints after each answer, llama-cli and llama-server alike: `prompt eval time = 512.33 ms / 1024 tokens (...,
// 1998.71 tokens per second)`, then `eval time` of as many tokens as it wrote. A server's log has a pair for each request. The
// model and the build stand in the log before, where it has its start.
// Printed by: https://github.com/ggml-org/llama.cpp (llama_perf_context_print, slot print_timing; before: llama_print_timings)
import type { Draft } from "../runs/draft";
import { wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { emptySetup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft, type StatedMetric } from "./stated-metric";
import { textHolds } from "./text-search";
import { tellByFile, toldByFileNote } from "./told-by-file";

const timing =
  /(?:^|[\s:|])(prompt eval|eval) time\s*=\s*[\d.]+ ms\s*\/\s*(\d+) (?:tokens?|runs?)\s*\(.*?,\s*(\S+) tokens per second\)/;
const model = /\bgeneral\.name\s+(?:str\s+)?=\s*(\S.{0,200}?)\s*$/;
const build = /^(?:main: )?build(?:_info)?(?:: | = |: b)b?(\d{3,6})\b/;
const logLimit = 64 * 1024 * 1024;

export const llamaTimings: Importer = {
  id: "llama-timings",
  label: "llama.cpp timings",
  version: "1",
  recognises: (file) => textHolds(file, (text) => text.split("\n").some((line) => timing.test(line))),
  read(file): Reading {
    const whole = wholeText(file, logLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const drafts = answersIn(whole.text).flatMap((answer) => draftsOf(answer, file));
    const isNamed = drafts.every((draft) => draft.case.model !== null);
    return { drafts, problems: [], columns: [], notes: isNamed ? [] : [toldByFileNote] };
  },
};

/** One line of timings. */
interface Timing {
  /** 1-based. */
  line: number;
  tokens: number;
  /** As it is written: `inf` and `nan` too, where no time passed. */
  rate: string;
}

interface Answer {
  model: string | null;
  build: string | null;
  prompt: Timing | null;
  output: Timing;
}

/** An answer's lines end with the one of its own tokens. */
function answersIn(text: string): Answer[] {
  const answers: Answer[] = [];
  const said: Pick<Answer, "model" | "build"> = { model: null, build: null };
  let prompt: Timing | null = null;
  for (const [i, line] of text.split(/\r\n|\n|\r/).entries()) {
    said.model = model.exec(line)?.[1] ?? said.model;
    said.build = build.exec(line)?.[1] ?? said.build;
    const [, of, tokens, rate] = timing.exec(line) ?? [];
    if (of === undefined) continue;
    const found = { line: i + 1, tokens: Number(tokens), rate: rate! };
    if (of === "prompt eval") prompt = found;
    else {
      answers.push({ ...said, prompt, output: found });
      prompt = null;
    }
  }
  return answers;
}

/** Of answers whose model is not said, nobody knows whether they are of one. */
function draftsOf({ prompt, output, ...said }: Answer, file: SourceFile): Draft[] {
  const setup = emptySetup();
  setup.case.system = "llama.cpp";
  setup.case.system_version = said.build && `b${said.build}`;
  setup.case.model = said.model;
  setup.case.input_tokens = prompt?.tokens ?? null;
  setup.case.output_tokens = output.tokens;
  setup.context.tool = "llama.cpp";
  tellByFile(setup, file);
  const stated = [
    ...(prompt ? [rateOf("input_tokens_per_second", prompt)] : []),
    rateOf("output_tokens_per_second", output),
  ];
  const drafts = stated.flatMap((each) => statedDraft(setup, each) ?? []);
  const apart = `L${prompt?.line ?? output.line}`;
  return said.model === null ? drafts.map((draft) => ({ ...draft, apart })) : drafts;
}

function rateOf(metric: string, { line, rate }: Timing): StatedMetric {
  const value = /^\d+(?:\.\d+)?$/.test(rate) ? Number(rate) : null;
  return { metric, unit: "tok/s", cells: { mean: { value, raw: rate, locator: { line } } }, n: 1 };
}
