import type { Finding, FindingCell } from "../points/finding";
import { amount, share } from "./amount";
import type { AuditedSetup } from "./audited-file";
import type { Bounds } from "./bounds";
import { isExact, toleranceOf } from "./exact-tools";
import { over, plus, times } from "./interval-arithmetic";
import { pairedRuns } from "./paired-runs";
import { exactly } from "./printed-limits";
import type { Rule } from "./rule";
import { runDuration } from "./run-duration";
import { findingOf, stated, type Stated, type StatedRun } from "./stated-runs";
import { thousandfold } from "./thousandfold";

const id = "rates-agree";

/** What one run states twice: its counts, its rates and its duration are one another's products. */
export const ratesAgree: Rule = {
  id,
  title: "Rates, counts and duration agree",
  levels: ["inconsistent"],
  inequality:
    "input + output = total tokens/s; requests/s × tokens a request = tokens/s; requests/s × duration = requests; requests/s × mean latency = requests in flight",
  voidWhen:
    "tokens a request are a setting and no result; input and output tokens/s that are not of one clock (prefill and decode apart). Figures may be 5 % apart where one tool took them from the same totals, 25 % for GuideLLM's means over moments, 10 % elsewhere",
  source: "definitions of the rates",
  *check({ setups }) {
    for (const setup of setups) {
      const wrong = identities.map((identity) => firstWrong(setup, identity));
      // One altered figure breaks several identities; the first says enough.
      const found = wrong.find((each) => each !== null);
      if (found) yield found;
    }
  },
};

/** The two sides of an identity, with the cells that stand in it. */
interface Sides {
  left: { value: number; limits: Bounds; text: string };
  right: { value: number; limits: Bounds; text: string };
  cells: FindingCell[];
}

interface Identity {
  says: string;
  metrics: readonly string[];
  /** Null where the runs do not state all of it. */
  sides: (runs: readonly StatedRun[]) => Sides | null;
  /** Whether it holds for tools alone that take everything of one clock. */
  exactOnly?: boolean;
  /** A metric that says the same, and better. */
  unless?: string;
}

const [requests, output, input, total] = [
  "requests_per_second",
  "output_tokens_per_second",
  "input_tokens_per_second",
  "total_tokens_per_second",
];
const [perRequest, promptOf] = ["custom:output tokens per request", "custom:input tokens per request"];

const identities: readonly Identity[] = [
  {
    says: "Input and output tokens/s are not the total",
    metrics: [input, output, total],
    sides: (runs) => withMeans(runs, ([i, o, t]) => [sum([i!, o!]), number(t!)]),
    exactOnly: true,
  },
  {
    says: "Requests/s and output tokens a request do not give the output tokens/s",
    metrics: [requests, perRequest, output],
    sides: (runs) => withMeans(runs, ([r, n, o]) => [product(r!, number(n!)), number(o!)]),
  },
  {
    says: "Requests/s and tokens a request do not give the total tokens/s",
    metrics: [requests, promptOf, perRequest, total],
    sides: (runs) => withMeans(runs, ([r, i, n, t]) => [product(r!, sum([i!, n!])), number(t!)]),
  },
  {
    says: "Requests/s and duration do not give the number of requests",
    metrics: [requests, "e2e_latency"],
    sides: requestsInDuration,
    exactOnly: true,
  },
  {
    says: "Requests/s and duration do not give the number of requests",
    metrics: [requests, "ttft"],
    sides: requestsInDuration,
    exactOnly: true,
    // Of some requests, no first token is told: the latencies count them all, where there are any.
    unless: "e2e_latency",
  },
  {
    says: "Requests/s and mean latency do not give the mean number of requests in flight",
    metrics: [requests, "e2e_latency", "custom:achieved concurrency"],
    sides: (runs) => withMeans(runs, ([r, l, c]) => [product(r!, inSeconds(l!)), number(c!)]),
    exactOnly: true,
  },
];

function firstWrong(
  setup: AuditedSetup,
  { says, metrics, sides, exactOnly = false, unless = "" }: Identity,
): Finding | null {
  if (setup.byMetric.has(unless)) return null;
  for (const runs of pairedRuns(setup, metrics)) {
    const { tool } = runs[0]!.context;
    const found = exactOnly && !isExact(tool) ? null : sides(runs);
    if (found === null || agree(found, toleranceOf(tool))) continue;
    const { left, right, cells } = found;
    const apart = share(Math.abs(left.value / right.value - 1));
    return findingOf(id, "inconsistent", {
      title: `Rates ${apart} apart`,
      says: `${runs[0]!.name}${says}: they are ${apart} apart. Both cannot be right.`,
      sum: `${left.text} = ${amount(left.value)}, stated ${right.text}`,
      cells,
    });
  }
  return null;
}

/** Whether the sides meet within the tolerance; a factor of 1000 is a unit's matter, which another rule tells. */
function agree({ left, right }: Sides, tolerance: number): boolean {
  if (thousandfold(left.value / right.value) !== null) return true;
  return (
    left.limits.low <= right.limits.high * (1 + tolerance) &&
    right.limits.low <= left.limits.high * (1 + tolerance)
  );
}

type Side = Sides["left"];

function withMeans(
  runs: readonly StatedRun[],
  sides: (means: readonly Stated[]) => [left: Side, right: Side],
): Sides | null {
  const means = runs.map((run) => stated(run, "mean"));
  if (!means.every((mean) => mean !== null && mean.value > 0)) return null;
  const [left, right] = sides(means as Stated[]);
  return { left, right, cells: (means as Stated[]).map(({ cell }) => cell) };
}

function requestsInDuration(runs: readonly StatedRun[]): Sides | null {
  const [rate, latency] = [runs[0]!, runs[1]!];
  const [r, duration, { n }] = [stated(rate, "mean"), runDuration(rate.context), latency.stats];
  if (r === null || duration === null || n === null || n < 1) return null;
  const cells = [r.cell, { point: rate.point.id, field: "run_duration" }, stated(latency, "n")!.cell];
  const value = r.value * duration.seconds;
  const left = { value, limits: times(r.limits(), duration.limits), text: `${r.text} × ${duration.text}` };
  // The last request of a few may end with the clock, or just after.
  return { left, right: { value: n, limits: { low: n - 1, high: n + 1 }, text: `${n} requests` }, cells };
}

function number({ value, text, limits }: Stated): Side {
  return { value, text, limits: limits() };
}

function sum(parts: readonly Stated[]): Side {
  return {
    value: parts.reduce((all, { value }) => all + value, 0),
    limits: plus(...parts.map(({ limits }) => limits())),
    text: parts.map(({ text }) => text).join(" + "),
  };
}

function product(by: Stated, { value, limits, text }: Side): Side {
  return {
    value: by.value * value,
    limits: times(by.limits(), limits),
    text: `${by.text} × ${text.includes(" + ") ? `(${text})` : text}`,
  };
}

function inSeconds(latency: Stated): Side {
  const { value, limits, text } = number(latency);
  return { value: value / 1000, limits: over(limits, exactly(1000)), text };
}
