// Results of InferenceX (once InferenceMAX): agg_*.json of process_result.py, one row or an array of them, rows of the
// dashboard's API (figures under "metrics"), and the short results of its experiments. Names have lost their `_ms` and
// values were divided by 1000, so that times are seconds; each row's own arithmetic is asked before that is believed.
// Written by: https://github.com/SemiAnalysisAI/InferenceX/blob/main/utils/process_result.py
import { customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import type { Importer, Reading } from "./importer";
import { figureDrafts, isFigure, seriesKey, type CountOf } from "./inferencex-figures";
import { concludeSetup, putSetting, rowSetup } from "./inferencex-setup";
import { unitByDuration, unitByInteractivity, type ShownUnit } from "./inferencex-time-unit";
import { checkedDraft } from "./checked-metric";
import { jsonOf, looksLikeJson } from "./json-file";
import { cellAt } from "./json-metric";
import { numberCellAt } from "./json-number-cell";
import { isScalar, memberOf, numberOf, rawOf, stringOf, textOf, type JsonNode } from "./json-node";
import { locatorIn, problemIn, recordsOf, recordWithin, type JsonRecord } from "./json-record";
import { ProblemList } from "./problem-list";
import type { Setup } from "./setup-field";
import type { StatedCell } from "./stated-metric";
import { secondsOf, setupOf } from "./vllm-serve-case";

export const inferencex: Importer = {
  id: "inferencex",
  label: "InferenceX (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some((each) => kindOf(each) !== null),
  read(file): Reading {
    const json = jsonOf(file);
    const problems = new ProblemList();
    problems.addAll(json.problems);
    const rows = recordsOf(json).map(readRow);
    for (const row of rows) problems.addAll(row.problems);
    return {
      drafts: rows.flatMap(({ drafts }) => drafts),
      problems: problems.list(),
      columns: [],
      notes: [...json.notes, ...new Set(rows.flatMap(({ notes }) => notes))],
    };
  },
};

type Kind = "row" | "experiment";

function kindOf(record: JsonRecord): Kind | null {
  const has = (key: string) => record.node.members.has(key);
  const figures = figuresOf(record);
  const perGpu = ["tput_per_gpu", "output_tput_per_gpu"].some((key) => figures.node.members.has(key));
  if (perGpu && has("conc")) return "row";
  const isServed = has("model_id") && has("request_throughput") && has("output_throughput");
  const latencies = [...record.node.members.keys()].filter((key) => seriesKey(key) !== null);
  return isServed && latencies.length > 0 ? "experiment" : null;
}

/** The dashboard's API keeps the figures of a row in an object of their own. */
function figuresOf(record: JsonRecord): JsonRecord {
  return recordWithin(record, "metrics") ?? record;
}

interface RowReading {
  drafts: Draft[];
  problems: Problem[];
  notes: string[];
}

function readRow(record: JsonRecord): RowReading {
  const kind = kindOf(record);
  if (kind === null) return { drafts: [], problems: [noRow(record)], notes: [] };
  return kind === "row" ? readAggregate(record) : readExperiment(record);
}

function noRow(record: JsonRecord): Problem {
  const keys = [...record.node.members.keys()].slice(0, 4).join(", ");
  const found = `an object with ${record.node.members.size} keys: ${keys}`;
  return { where: locatorIn(record), found, expected: "a row with conc and tput_per_gpu" };
}

function readAggregate(record: JsonRecord): RowReading {
  const figures = figuresOf(record);
  const cells = cellsOf(figures);
  const setup = aggregateSetup(record);
  const shown = unitByInteractivity(cells);
  const made = figureDrafts(setup, cells, shown?.unit ?? "s");
  const others = otherFigures(figures, setup);
  return {
    drafts: [...made.drafts, ...others.drafts],
    problems: [...made.problems, ...others.problems, ...unitProblem(figures, shown), ...failure(record)],
    notes: [unitNote(shown), ...made.notes],
  };
}

function cellsOf(record: JsonRecord): Map<string, StatedCell> {
  const cells = new Map<string, StatedCell>();
  for (const key of record.node.members.keys()) {
    const cell = isFigure(key) ? numberCellAt(record, key) : null;
    if (cell) cells.set(key, cell);
  }
  return cells;
}

function aggregateSetup(record: JsonRecord): Setup {
  const setup = rowSetup();
  for (const [key, node] of record.node.members) {
    if (isFigure(key) || isBookkeeping(key) || isOtherFigure(key, node, record.text) || !isScalar(node))
      continue;
    if (node.kind === "constant" && node.value === null) continue;
    putSetting(setup, key, textOf(node, record.text));
  }
  const invalid = numberOf(memberOf(figuresOf(record).node, "power_valid")) === 0;
  if (invalid) setup.case.extra["power_valid"] = "0";
  concludeSetup(setup);
  return setup;
}

/** Links to the run and names of its files, which differ between repeats of one setup; the validity of power has its own way. */
function isBookkeeping(key: string): boolean {
  return /^(?:id|run_url|url|result_filename|recipe_fingerprint|dispatch_ref|workflow_run_id|run_attempt|power_valid|power_metric_schema_version)$/.test(
    key,
  );
}

const settings =
  /^(?:burstiness|request_rate|temperature|top_p|.*(?:_ratio|_fraction|_utilization|_static))$/;
const counted =
  /^(?:num_requests|num_prompts_|completed|failed|duration|total_|success)|_(?:rate|per_sec|tps|usage|_w|_j)$/;

/** A number that is no known figure is a result where it has decimal places, or its name counts what happened. */
function isOtherFigure(key: string, node: JsonNode, text: string): boolean {
  if (node.kind !== "number" || isFigure(key) || isBookkeeping(key) || settings.test(key)) return false;
  return counted.test(key) || /[.eE]/.test(rawOf(node, text));
}

function otherFigures(record: JsonRecord, setup: Setup): Pick<RowReading, "drafts" | "problems"> {
  const made = Array.from(record.node.members, ([key, node]) => {
    const cell = isOtherFigure(key, node, record.text) ? cellAt(record, key) : null;
    return cell
      ? [checkedDraft(setup, { metric: customMetricId(key), unit: unitIn(key), cells: { mean: cell }, n: 1 })]
      : [];
  }).flat();
  return {
    drafts: made.flatMap(({ draft }) => draft ?? []),
    problems: made.flatMap(({ problems }) => problems),
  };
}

function unitIn(key: string): string {
  return key.endsWith("_w") ? "W" : key.endsWith("_j") ? "J" : key.endsWith("_tps") ? "tok/s" : "";
}

function unitNote(shown: ShownUnit | null): string {
  if (shown === null)
    return "Times have no unit in this format and are read as seconds, as its program writes.";
  return shown.unit === "s"
    ? "Times have no unit in this format; TPOT × interactivity = 1 shows that they are seconds."
    : "Times have no unit in this format; TPOT × interactivity = 1000 shows that some are milliseconds.";
}

function unitProblem(record: JsonRecord, shown: ShownUnit | null): Problem[] {
  if (shown?.unit !== "ms") return [];
  const expected = "times in seconds, as InferenceX writes them; this row's are read as milliseconds";
  return [{ where: locatorIn(record), found: shown.by, expected }];
}

function failure(record: JsonRecord): Problem[] {
  const outcome = recordWithin(record, "benchmark_outcome");
  const status = outcome && stringOf(memberOf(outcome.node, "status"));
  if (!outcome || status === null || status === "passed") return [];
  return [problemIn(outcome, "status", "passed; the figures of this row are kept")];
}

/** What a run counts is bookkeeping of that run, and no setting. */
const countedKeys = ["good_completed", "num_requests_successful"];

function readExperiment(record: JsonRecord): RowReading {
  const setup = setupOf(record);
  setup.context.tool = "InferenceX benchmark_serving";
  setup.context.run_duration = secondsOf(record, "duration");
  for (const key of countedKeys) delete setup.case.extra[key];
  const cells = cellsOf(record);
  const number = (key: string) => numberOf(memberOf(record.node, key));
  const completed = number("completed");
  const shown = unitByDuration({
    latency: number("mean_e2el") ?? number("median_e2el"),
    completed,
    concurrency: number("max_concurrency"),
    duration: number("duration"),
  });
  const made = figureDrafts(
    setup,
    cells,
    shown?.unit ?? "s",
    countIn(completed, number("total_output_tokens")),
  );
  const note = `Times have no unit in this format and are read as ${shown?.unit === "ms" ? "milliseconds" : "seconds"}${shown ? `: ${shown.by}` : ", as its program writes"}.`;
  return { ...made, notes: [note, ...made.notes] };
}

/** Requests are behind TTFT and end-to-end latency, gaps between tokens behind ITL; TPOT leaves out requests of one token. */
function countIn(completed: number | null, tokens: number | null): CountOf {
  return (series) => {
    if (completed === null || completed < 1 || series === "tpot") return null;
    if (series !== "itl") return completed;
    return tokens !== null && tokens > completed ? tokens - completed : null;
  };
}
