import { customMetricId, findMetric } from "../points/metrics";
import { emptyStats, type Samples, type Stats } from "../points/point";
import type { Problem } from "../points/problem";
import type { Conversion } from "../points/provenance";
import type { Draft } from "../runs/draft";
import { statsOf } from "../runs/stats-of";
import { memberOf, numberOf, pointerOf, textOf } from "./json-node";
import { locatorIn, problemIn, provenanceOf, withStatistics, type JsonRecord } from "./json-record";
import { numberWritten } from "./plain-number";
import { sampleSdOf } from "./population-sd";
import { countBehind, latencyMetric, latencyPart, type LatencyPart } from "./serving-latency";
import type { Setup } from "./setup-field";
import { hasCompleted, shared } from "./vllm-serve-draft";
import type { Requests, Series } from "./vllm-serve-requests";

/** `mean_ttft_ms`, `p99.9_itl_ms`: the keys of one latency by what they hold of it. */
interface LatencyKeys {
  name: string;
  parts: Map<LatencyPart, string>;
  /** Percentiles that a point has no place for, e.g. `p99.9`. */
  others: Map<string, string>;
}

/** Which statistic stands for a latency, where it has several. */
const parts = ["mean", "median", "p99", "p95", "p90", "max", "min", "sd"] as const;

/** The latencies of one run; each draft holds all statistics of its metric, and its samples where the file has them. */
export function latencyDrafts(record: JsonRecord, setup: Setup, requests: Requests) {
  const problems: Problem[] = [];
  const notes: string[] = [];
  const named = latencyKeysOf(record);
  const drafts = named.flatMap((keys) => {
    const others = otherPercentiles(record, setup, keys);
    if (keys.parts.size === 0) return others;
    const series = agreeing(record, keys, seriesOf(requests, keys.name), notes);
    return [latencyDraft(record, setup, keys, series, problems), ...others];
  });
  if (requests.e2e && !named.some(({ name }) => latencyMetric(name) === "e2e_latency"))
    drafts.push(unstatedE2e(record, setup, requests.e2e));
  return { drafts, problems, notes };
}

function latencyKeysOf(record: JsonRecord): LatencyKeys[] {
  const found = new Map<string, LatencyKeys>();
  for (const key of record.node.members.keys()) {
    const [, part, name] = /^(mean|median|std|min|max|p\d+(?:\.\d+)?)_(.+)_ms$/.exec(key) ?? [];
    if (part === undefined || name === undefined) continue;
    const keys = found.get(name) ?? { name, parts: new Map(), others: new Map() };
    found.set(name, keys);
    const known = latencyPart(part);
    if (known === null) keys.others.set(part, key);
    else if (!keys.parts.has(known)) keys.parts.set(known, key);
  }
  return [...found.values()];
}

function seriesOf(requests: Requests, name: string): Series | null {
  if (name === "ttft") return requests.ttft;
  if (name === "tpot") return requests.tpot;
  if (name === "itl") return requests.itl;
  return latencyMetric(name) === "e2e_latency" ? requests.e2e : null;
}

/** Samples are only taken as those behind the file's own mean where theirs is the same, to one part in ten thousand. */
function agreeing(
  record: JsonRecord,
  keys: LatencyKeys,
  series: Series | null,
  notes: string[],
): Series | null {
  const stated = numberOf(memberOf(record.node, keys.parts.get("mean") ?? ""));
  if (series === null || stated === null) return series;
  const mean = series.values.reduce((total, value) => total + value, 0) / series.values.length;
  if (Math.abs(mean - stated) <= 1e-4 * Math.abs(stated)) return series;
  notes.push(
    `${keys.name}: the mean of ${series.key} is ${mean} ms, the file states ${stated} ms; its statement is used.`,
  );
  return null;
}

function latencyDraft(
  record: JsonRecord,
  setup: Setup,
  keys: LatencyKeys,
  series: Series | null,
  problems: Problem[],
): Draft {
  const metric = latencyMetric(keys.name) ?? customMetricId(keys.name);
  const leading = parts.find((part) => keys.parts.has(part)) ?? "sd";
  const key = keys.parts.get(leading) ?? "";
  const statistic = leading === "sd" ? "mean" : leading;
  const { stats, conversions } = describe(record, keys, series, problems);
  const measured = hasCompleted(record) && !isAllZero(stats);
  const value = measured && leading !== "sd" ? stats[statistic] : null;
  return {
    ...shared(setup),
    metric,
    unit: findMetric(metric, "ms").unit,
    statistic,
    value,
    missing: value === null ? textOfKey(record, key) : null,
    stats: value === null ? emptyStats() : stats,
    samples: value === null ? null : samplesOf(record, series),
    varies: "within-run",
    provenance:
      value === null
        ? provenanceOf(record, key)
        : withStatistics(record, provenanceOf(record, key, conversions), keys.parts),
  };
}

function mean(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0) / values.length;
}

function textOfKey(record: JsonRecord, key: string): string {
  const node = record.node.members.get(key);
  return node ? textOf(node, record.text).slice(0, 200) : "";
}

/** From the requests where the file has them, else as the file states them. */
function describe(record: JsonRecord, keys: LatencyKeys, series: Series | null, problems: Problem[]) {
  if (series === null) return statedStats(record, keys, problems);
  return { stats: statsOf(series.values), conversions: samplesConversion(series) };
}

function statedStats(record: JsonRecord, keys: LatencyKeys, problems: Problem[]) {
  const n = countOf(record, keys.name);
  const stats: Stats = { ...emptyStats(), n: n?.value ?? null };
  const conversions: Conversion[] = [];
  for (const [part, key] of keys.parts) {
    const value = numberWritten(memberOf(record.node, key));
    if (value === null && !isAbsent(record, key))
      problems.push(problemIn(record, key, "a number of milliseconds"));
    stats[part] = value;
  }
  if (stats.sd !== null) {
    const { sd, conversion } = sampleSdOf(stats.sd, stats.n);
    stats.sd = sd;
    if (conversion)
      conversions.push(n?.by ? { ...conversion, by: `${conversion.by} (${n.by})` } : conversion);
  }
  return { stats, conversions };
}

function isAbsent(record: JsonRecord, key: string): boolean {
  const node = memberOf(record.node, key);
  return node === undefined || node.kind === "number" || (node.kind === "constant" && node.value === null);
}

/** How many values are behind a latency of a summary, and how that is known where it is not written. */
function countOf(record: JsonRecord, name: string): { value: number; by: string } | null {
  const value = countBehind(name, {
    completed: numberOf(memberOf(record.node, "completed")),
    outputTokens: numberOf(memberOf(record.node, "total_output_tokens")),
    givesSeveralTokens: givesSeveralTokensAtOnce(record),
  });
  const by = latencyMetric(name) === "itl" ? "output tokens − completed requests" : "";
  return value === null ? null : { value, by };
}

/** Speculative decoding and a coarser stream give several tokens at once: how many gaps there were is not said. */
function givesSeveralTokensAtOnce({ node }: JsonRecord): boolean {
  const interval = numberOf(memberOf(memberOf(node, "server_info"), "stream_interval"));
  const isSpeculative = [...node.members.keys()].some((key) => key.startsWith("spec_decode_"));
  return isSpeculative || (interval ?? 1) > 1 || numberOf(memberOf(node, "accept_length")) !== null;
}

/** vLLM writes 0 where it has nothing to average: no request of more than one token, or an answer in one piece. */
function isAllZero({ mean, median, p99 }: Stats): boolean {
  const stated = [mean, median, p99].filter((value) => value !== null);
  return stated.length > 0 && stated.every((value) => value === 0);
}

function samplesOf(record: JsonRecord, series: Series | null): Samples | null {
  if (series === null) return null;
  const { values, at, key } = series;
  return { values, at, pointer: record.pointer + pointerOf(key), column: null, varies: "within-run" };
}

function samplesConversion(series: Series | null): Conversion[] {
  return series ? [{ from: `${series.key} in s`, to: "samples in ms", by: series.by }] : [];
}

/** End-to-end latency of a file that states none, from its requests. */
function unstatedE2e(record: JsonRecord, setup: Setup, series: Series): Draft {
  return {
    ...shared(setup),
    metric: "e2e_latency",
    unit: "ms",
    value: mean(series.values),
    stats: statsOf(series.values),
    samples: samplesOf(record, series),
    varies: "within-run",
    provenance: {
      locator: locatorIn(record, series.key),
      raw: textOfKey(record, series.key),
      conversions: samplesConversion(series),
    },
  };
}

/** A percentile that a point has no place for becomes a metric of its own, so that it is not lost. */
function otherPercentiles(record: JsonRecord, setup: Setup, keys: LatencyKeys): Draft[] {
  return Array.from(keys.others, ([percentile, key]) => {
    const value = hasCompleted(record) ? numberOf(memberOf(record.node, key)) : null;
    return {
      ...shared(setup),
      metric: customMetricId(`${keys.name} ${percentile}`),
      unit: "ms",
      value,
      missing: value === null ? textOfKey(record, key) : null,
      stats: emptyStats(),
      provenance: provenanceOf(record, key),
    };
  });
}
