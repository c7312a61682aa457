// What LoadGen (MLPerf inference) writes of one run, in its summary and in its detailed log: latencies in nanoseconds, one
// number for the throughput, VALID or INVALID. The same figures have other names in the two files.
// Written by: https://github.com/mlcommons/inference/blob/master/loadgen/results.cc
import { customMetricId } from "../points/metrics";
import type { Stats } from "../points/point";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { checkedDraft } from "./checked-metric";
import { emptySetup, type Setup } from "./setup-field";
import type { StatedCell } from "./stated-metric";

/** What one name of LoadGen's stands for. */
export interface LoadgenFigure {
  metric: string;
  unit: string;
  /** Null for a percentile that a point has no place for. */
  statistic: keyof Stats | null;
  /** One number of the whole run. */
  isRate: boolean;
}

export function rateFigure(metric: string, unit: string): LoadgenFigure {
  return { metric, unit, statistic: "mean", isRate: true };
}

/** @param which `min`, `Mean`, `99.00`, `90th` */
export function latencyFigure(metric: string, which: string): LoadgenFigure {
  const name = which.toLowerCase().replace(/th$/, "");
  const statistic = statisticOf.get(/^\d/.test(name) ? String(Number(name)) : name) ?? null;
  return { metric, unit: "ns", statistic, isRate: false };
}

const statisticOf = new Map<string, keyof Stats>([
  ["min", "min"],
  ["max", "max"],
  ["mean", "mean"],
  ["50", "median"],
  ["90", "p90"],
  ["95", "p95"],
  ["99", "p99"],
]);

/** The rate at which LoadGen sent samples, which is offered and not achieved. */
export const scheduledSamples = rateFigure(customMetricId("scheduled samples per second"), "samples/s");

/** A latency that LoadGen vouches for after having seen only so many queries: what it reports for streams. */
export function earlyStoppingFigure(percentile: string): LoadgenFigure {
  const id = customMetricId(`p${Number(percentile)} latency, early-stopping estimate`);
  return { metric: id, unit: "ns", statistic: "mean", isRate: true };
}

/** One run as its file tells it. */
export interface LoadgenRun {
  setup: Setup;
  /** `Offline`, `Server`, `SingleStream`, `MultiStream`; null where the file breaks off before it. */
  scenario: string | null;
  validity: StatedCell | null;
  /** Why it is INVALID, in LoadGen's words. */
  reasons: string[];
  figures: { figure: LoadgenFigure; cell: StatedCell }[];
  /** How many requests are behind the latencies, where the file says so. */
  queries: number | null;
}

export function loadgenSetup(): Setup {
  const setup = emptySetup();
  setup.context.tool = "MLPerf LoadGen";
  return setup;
}

/** `Single Stream` of the first versions is `SingleStream` of the later ones. */
export function scenarioOf(text: string): string {
  return text.replace(/\s+/g, "");
}

/** Puts one parameter of the test. Zeros mean "none" or "off", and seeds choose samples without being a setup. */
export function putParameter(setup: Setup, scenario: string | null, name: string, text: string): void {
  if (/(?:_seed|_duration_ns)$/.test(name) || /^(?:0|false)$/i.test(text) || text === "") return;
  const rate = Number(text);
  const isServer = scenario === "Server" || scenario === "Interactive";
  const isOffered = isServer && /(?:^|_)target_qps$/.test(name) && Number.isFinite(rate);
  if (isOffered && setup.case.request_rate === null) setup.case.request_rate = rate;
  else setup.case.extra[name] = text;
}

export interface LoadgenReading {
  drafts: Draft[];
  problems: Problem[];
  notes: string[];
}

export function readRun(run: LoadgenRun): LoadgenReading {
  const { setup, scenario, validity } = run;
  setup.case.scenario = scenario;
  if (scenario === "Offline") setup.case.extra["load_mode"] = "unbounded";
  if (validity !== null) setup.case.extra["validity"] = validity.raw;
  const isOffline = scenario === "Offline";
  const kept = run.figures.filter(({ figure }) => !(isOffline && figure.metric === "e2e_latency"));
  const checked = Array.from(byMetric(kept), ([metric, { figure, cells }]) => {
    const counts = figure.isRate ? { n: 1 } : { n: run.queries, varies: "within-run" as const };
    return checkedDraft(setup, { metric, unit: figure.unit, cells, ...counts });
  });
  return {
    drafts: checked.flatMap(({ draft }) => draft ?? []),
    problems: [...invalidProblem(run), ...checked.flatMap(({ problems }) => problems)],
    notes: notesOn(kept, kept.length < run.figures.length),
  };
}

/** The first of several names of one figure counts: the result as LoadGen reports it, before its table of percentiles. */
function byMetric(figures: LoadgenRun["figures"]) {
  const found = new Map<string, { figure: LoadgenFigure; cells: Partial<Record<keyof Stats, StatedCell>> }>();
  for (const { figure, cell } of figures) {
    if (figure.statistic === null) continue;
    const known = found.get(figure.metric) ?? { figure, cells: {} };
    known.cells[figure.statistic] ??= cell;
    found.set(figure.metric, known);
  }
  return found;
}

function invalidProblem({ validity, reasons }: LoadgenRun): Problem[] {
  if (validity === null || validity.raw !== "INVALID") return [];
  const why = reasons.length > 0 ? ` (${reasons.join("; ")})` : "";
  const expected = "a VALID run; its figures are kept and marked validity = INVALID";
  return [{ where: validity.locator, found: `INVALID${why}`, expected }];
}

function notesOn(figures: LoadgenRun["figures"], isOfflineLatency: boolean): string[] {
  const notes = [
    "LoadGen does not name model, accelerators or precision: they stand in the folder's names and in the system description beside it.",
  ];
  if (isOfflineLatency)
    notes.push(
      "Offline sends all samples as one query: its latencies are times of completion within that query, no request's latency, and are not read.",
    );
  if (figures.some(({ figure }) => figure.metric === "tpot"))
    notes.push("Time to Output Token is a request's time per output token without the first one: TPOT.");
  if (figures.some(({ figure }) => figure.statistic === null))
    notes.push("The percentiles 97 and 99.9, which a point has no place for, are not read.");
  return notes;
}
