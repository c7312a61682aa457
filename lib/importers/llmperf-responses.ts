// LLMPerf's individual responses: an array of one object a request, times in seconds. A request with an error_code failed
// and is left out, as LLMPerf's summary leaves it out.
import type { Samples } from "../points/point";
import type { Problem } from "../points/problem";
import type { Conversion } from "../points/provenance";
import { moments } from "../stats/moments";
import { decimalText } from "../points/decimal";
import { requestMetrics } from "./llmperf-metrics";
import { hasKeys, isScalar, memberOf, rawOf, type JsonNode } from "./json-node";
import { numberCellAt } from "./json-number-cell";
import { locatorIn, problemIn, recordsOf, type JsonRecord } from "./json-record";
import type { StatedMetric } from "./stated-metric";
import type { JsonReading } from "./tolerant-json";

/** The requests of one run, its failed ones left out. */
export interface Responses {
  /** Values in the unit of the file, by the key of a response. */
  series: ReadonlyMap<string, Samples>;
  completed: number;
  failed: number;
  problems: Problem[];
}

export function isResponse(node: JsonNode): boolean {
  return (
    hasKeys(node, ["ttft_s", "end_to_end_latency_s"]) &&
    ["inter_token_latency_s", "number_output_tokens", "request_output_throughput_token_per_s"].some((key) =>
      hasKeys(node, [key]),
    )
  );
}

export function responsesOf(json: JsonReading): Responses {
  const problems: Problem[] = [...json.problems, ...noObjects(json)];
  const values = new Map<string, { values: number[]; at: number[] }>();
  let completed = 0;
  let failed = 0;
  recordsOf(json).forEach((record) => {
    if (!isResponse(record.node)) problems.push(noResponse(record));
    else if (isFailed(record)) failed++;
    else {
      completed++;
      collect(record, values, problems);
    }
  });
  const byLine = recordsOf(json).some(({ line }) => line !== null);
  const samples = (each: { values: number[]; at: number[] }): Samples => ({
    ...each,
    pointer: byLine ? null : "",
    column: null,
    varies: "within-run",
  });
  const series = new Map(Array.from(values, ([key, each]) => [key, samples(each)]));
  return { series, completed, failed, problems };
}

function collect(
  record: JsonRecord,
  values: Map<string, { values: number[]; at: number[] }>,
  problems: Problem[],
): void {
  for (const { key } of requestMetrics) {
    const cell = numberCellAt(record, key);
    if (cell === null) continue;
    if (cell.value === null || cell.value < 0) {
      if (!/^nan$/i.test(cell.raw)) problems.push(problemIn(record, key, "a number, 0 or above"));
      continue;
    }
    const series = values.get(key) ?? { values: [], at: [] };
    values.set(key, series);
    series.values.push(cell.value);
    series.at.push(placeOf(record));
  }
}

/** The line of a response, or its index in the array. */
function placeOf(record: JsonRecord): number {
  return record.line ?? Number(record.pointer.slice(1));
}

function isFailed(record: JsonRecord): boolean {
  const code = memberOf(record.node, "error_code");
  return code !== undefined && !(code.kind === "constant" && code.value === null);
}

function noResponse(record: JsonRecord): Problem {
  const found = `an object with ${record.node.members.size} keys`;
  return { where: locatorIn(record), found, expected: "a response of LLMPerf, with ttft_s" };
}

/** Elements of the array that are no objects at all. */
function noObjects({ text, documents }: JsonReading): Problem[] {
  return documents.flatMap(({ root }) => {
    if (root.kind !== "array") return [];
    return root.items.flatMap((node, i) =>
      node.kind === "object"
        ? []
        : [
            {
              where: { pointer: `/${i}` },
              found: isScalar(node) ? rawOf(node, text, 80) : node.kind,
              expected: "a response of LLMPerf",
            },
          ],
    );
  });
}

/** What the responses alone tell: each metric's mean over the requests, at the place of the first of them. */
export function metricsOfResponses({ series }: Responses, records: readonly JsonRecord[]): StatedMetric[] {
  return requestMetrics.flatMap(({ key, metric, unit }) => {
    const samples = series.get(key);
    const mean = samples === undefined ? null : moments(samples.values).mean;
    const first = samples && records.find((record) => placeOf(record) === samples.at[0]);
    const cell = first ? numberCellAt(first, key) : null;
    if (samples === undefined || mean === null || cell === null) return [];
    const by: Conversion = {
      from: `${key} of ${samples.values.length} responses, the first of them here`,
      to: decimalText(mean),
      by: "mean",
    };
    const cells = { mean: { ...cell, value: mean, conversions: [by] } };
    return [{ metric, unit, cells, samples, varies: "within-run" as const }];
  });
}
