import { timesDecimal } from "../points/decimal";
import type { Problem } from "../points/problem";
import { itemsOf, memberOf, numberOf, numbersOf, stringOf, type JsonNode } from "./json-node";
import { problemIn, type JsonRecord } from "./json-record";

/** Per-request arrays of one run, its failed requests left out. Times are in ms. Null where the file has none. */
export interface Requests {
  ttft: Series | null;
  tpot: Series | null;
  itl: Series | null;
  e2e: Series | null;
  problems: Problem[];
  notes: string[];
}

/** Values with the index of their request in the array at `key`. */
export interface Series {
  key: string;
  values: number[];
  at: number[];
  /** How a value was made of what the array holds, in seconds. */
  by: string;
}

const none: Omit<Requests, "problems" | "notes"> = { ttft: null, tpot: null, itl: null, e2e: null };

/**
 * The requests of a run that came through. A request failed where its error says so, or where it has neither a first
 * token nor an output. Arrays that do not hold as many completed requests as the run counts are not used.
 */
export function requestsOf(record: JsonRecord): Requests {
  const ttfts = arrayOf(record, "ttfts");
  const outputs = arrayOf(record, "output_lens");
  const completed = numberOf(memberOf(record.node, "completed"));
  if (ttfts === null || ttfts.length !== outputs?.length)
    return { ...latenciesAlone(record, completed), problems: [] };
  const kept = indicesOfCompleted(record, ttfts, outputs);
  if (completed !== null && kept.length !== completed) {
    const expected = `${kept.length} completed requests, as its per-request arrays hold; the arrays are not used`;
    return { ...none, problems: [problemIn(record, "completed", expected)], notes: [] };
  }
  const failed = ttfts.length - kept.length;
  const notes =
    failed > 0 ? [`${failed} of ${ttfts.length} requests failed and are left out of the samples.`] : [];
  return { ...seriesOf(record, ttfts, outputs, kept), problems: [], notes };
}

function seriesOf(
  record: JsonRecord,
  ttfts: readonly number[],
  outputs: readonly number[],
  kept: readonly number[],
) {
  const ttft = pick("ttfts", "× 1000", kept, (i) => ms(ttfts[i]!));
  const gaps = gapsOf(record, ttfts.length);
  if (gaps === null) return { ...none, ttft, e2e: latenciesOf(record, kept) };
  const total = gaps.map(sum);
  const several = kept.filter((i) => outputs[i]! > 1);
  return {
    ttft,
    itl: pooled(gaps, kept),
    tpot: pick("itls", "sum of gaps / (output tokens − 1) × 1000", several, (i) =>
      ms(total[i]! / (outputs[i]! - 1)),
    ),
    e2e:
      latenciesOf(record, kept) ??
      pick("itls", "(first token + sum of gaps) × 1000", kept, (i) => ms(ttfts[i]! + total[i]!)),
  };
}

function pick(key: string, by: string, at: readonly number[], valueOf: (i: number) => number): Series | null {
  return at.length === 0 ? null : { key, by, at: [...at], values: at.map(valueOf) };
}

function pooled(gaps: readonly (readonly number[])[], kept: readonly number[]): Series | null {
  const at = kept.flatMap((i) => gaps[i]!.map(() => i));
  const values = kept.flatMap((i) => gaps[i]!.map(ms));
  return values.length === 0 ? null : { key: "itls", by: "× 1000", at, values };
}

/** New files without details still hold `latencies`; which of them failed is only seen by their 0. */
function latenciesAlone(record: JsonRecord, completed: number | null): Omit<Requests, "problems"> {
  const latencies = arrayOf(record, "latencies");
  if (latencies === null) return { ...none, notes: [] };
  const kept = [...latencies.keys()].filter((i) => latencies[i]! > 0);
  if (kept.length !== completed) {
    return {
      ...none,
      notes: [`${kept.length} latencies stand beside ${completed} completed requests: not used.`],
    };
  }
  return { ...none, e2e: latenciesOf(record, kept), notes: [] };
}

function latenciesOf(record: JsonRecord, kept: readonly number[]): Series | null {
  const latencies = arrayOf(record, "latencies");
  return latencies && pick("latencies", "× 1000", kept, (i) => ms(latencies[i]!));
}

function indicesOfCompleted(
  record: JsonRecord,
  ttfts: readonly number[],
  outputs: readonly number[],
): number[] {
  const errors = itemsOf(memberOf(record.node, "errors"));
  return [...ttfts.keys()].filter((i) => {
    const failed = (stringOf(errors[i]) ?? "") !== "" || (ttfts[i] === 0 && outputs[i] === 0);
    return !failed && Number.isFinite(ttfts[i]);
  });
}

/** The gaps between tokens of each request, in seconds; null where they are not there for all of them. */
function gapsOf(record: JsonRecord, requests: number): (readonly number[])[] | null {
  const gaps = itemsOf(memberOf(record.node, "itls")).map((each: JsonNode) => numbersOf(each));
  return gaps.length === requests && gaps.every((each) => each !== null) ? gaps : null;
}

function arrayOf(record: JsonRecord, key: string): readonly number[] | null {
  const numbers = numbersOf(memberOf(record.node, key));
  return numbers !== null && numbers.length > 0 ? numbers : null;
}

function ms(seconds: number): number {
  return timesDecimal(seconds, 1, 3);
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
