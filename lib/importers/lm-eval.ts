// lm-evaluation-harness (JSON): results by task, each key a measure and its filter (`acc,none`, before 0.4 `acc` alone), its
// standard error beside it (`acc_stderr,none`, "N/A" where there is none). The error is of the questions of one evaluation, as
// many as `n-samples` says.
// Written by: https://github.com/EleutherAI/lm-evaluation-harness/blob/main/lm_eval/evaluator.py
import { decimalText } from "../points/decimal";
import { customMetricId } from "../points/metrics";
import type { Draft } from "../runs/draft";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { cellAt } from "./json-metric";
import { hasKeys, isScalar, memberOf, numberOf, stringOf, textOf } from "./json-node";
import { nodeAt, recordAt, recordsOf, type JsonRecord } from "./json-record";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { statedDraft, type StatedCell } from "./stated-metric";
import { tellByFile, toldByFileNote } from "./told-by-file";

export const lmEval: Importer = {
  id: "lm-eval",
  label: "lm-evaluation-harness (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some(isReport),
  read(file): Reading {
    const json = jsonOf(file);
    const drafts = recordsOf(json)
      .filter(isReport)
      .flatMap((report) => draftsOf(report, file));
    const isNamed = drafts.every((draft) => draft.case.model !== null);
    return {
      drafts,
      problems: json.problems,
      columns: [],
      notes: [...json.notes, ...(isNamed ? [] : [toldByFileNote]), ...uncounted(drafts)],
    };
  },
};

function uncounted(drafts: readonly Draft[]): string[] {
  const isOpen = drafts.some(({ stats }) => stats.n === null);
  return isOpen
    ? ["Where the file does not say how many questions were asked, a standard error gives no spread."]
    : [];
}

function isReport({ node }: JsonRecord): boolean {
  const results = memberOf(node, "results");
  if (results?.kind !== "object" || !hasKeys(node, ["results", "versions", "config"])) return false;
  return Array.from(results.members.values()).some(
    (task) =>
      task.kind === "object" && Array.from(task.members.keys()).some((key) => /_stderr(?:,|$)/.test(key)),
  );
}

function draftsOf(report: JsonRecord, file: SourceFile): Draft[] {
  const results = memberOf(report.node, "results");
  const tasks = results?.kind === "object" ? Array.from(results.members.keys()) : [];
  return tasks.flatMap((task) => {
    const of = recordAt(report, ["results", task]);
    return of === null ? [] : draftsOfTask(report, of, task, file);
  });
}

const skipped = /_stderr(?:,|$)|^(?:alias|samples?)(?:,|$)/;

function draftsOfTask(report: JsonRecord, of: JsonRecord, task: string, file: SourceFile): Draft[] {
  const n = numberOf(nodeAt(report, ["n-samples", task, "effective"]));
  return Array.from(of.node.members.keys()).flatMap((key) => {
    const mean = skipped.test(key) ? null : cellAt(of, [key]);
    if (mean === null || mean.value === null) return [];
    const [measure = "", filter = ""] = key.split(",");
    const error = cellAt(of, [filter === "" ? `${measure}_stderr` : `${measure}_stderr,${filter}`]);
    const sd = n === null || n < 2 || error === null || error.value === null ? null : deviationOf(error, n);
    const setup = setupOf(report, task, { measure, filter }, file);
    const draft = statedDraft(setup, {
      ...{ metric: measureMetric(measure), unit: "", n, varies: "within-run" },
      cells: { mean, ...(sd !== null && { sd }) },
    });
    return draft ?? [];
  });
}

/** The metric that a measure is of: `acc` and `exact_match` are accuracies. */
export function measureMetric(measure: string): string {
  if (/^(?:acc|acc_norm|exact_match|em)$/.test(measure)) return "accuracy";
  return /^(?:word_|byte_)?perplexity$/.test(measure) ? "perplexity" : customMetricId(measure);
}

/** sd = standard error × √n. */
function deviationOf(error: StatedCell, n: number): StatedCell {
  const value = error.value! * Math.sqrt(n);
  const from = `standard error ${decimalText(error.value!)}`;
  const conversions = [{ from, to: `sd ${decimalText(value)}`, by: `× √n, n = ${n}` }];
  return { ...error, value, conversions };
}

function setupOf(
  report: JsonRecord,
  task: string,
  { measure, filter }: { measure: string; filter: string },
  file: SourceFile,
): Setup {
  const setup = emptySetup();
  const config = recordAt(report, "config");
  const text = (at: readonly string[]) => stringOf(nodeAt(report, at));
  const plain = (at: readonly string[]) => {
    const node = nodeAt(report, at);
    return node !== undefined && isScalar(node) && !(node.kind === "constant" && node.value === null)
      ? textOf(node, report.text)
      : null;
  };
  const named = /(?:^|,)(?:pretrained|model)=([^,]+)/.exec(text(["config", "model_args"]) ?? "")?.[1];
  setup.case.model = named ?? text(["model_name"]) ?? text(["config", "model_args", "pretrained"]);
  setup.case.system = config === null ? null : text(["config", "model"]);
  setup.case.scenario = task;
  setup.case.extra["measure"] = measure;
  if (filter !== "" && filter !== "none") setup.case.extra["filter"] = filter;
  const shots = plain(["n-shot", task]);
  if (shots !== null) setup.case.extra["n_shot"] = shots;
  const limit = plain(["config", "limit"]);
  if (limit !== null) setup.case.extra["limit"] = limit;
  setup.context.tool = "lm-evaluation-harness";
  setup.context.tool_version = text(["lm_eval_version"]);
  setup.context.git_commit = text(["git_hash"]);
  tellByFile(setup, file);
  return setup;
}
