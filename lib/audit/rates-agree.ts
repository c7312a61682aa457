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
import { findingOf, meansOf, stated, type StatedRun } from "./stated-runs";
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
    "Tokens a request are a setting and no result; input and output tokens/s that are not of one clock (prefill and decode apart). Figures may be 5 % apart where one tool took them from the same totals, 25 % for GuideLLM's means over moments, 10 % elsewhere.",
  source: "definitions of the rates",
  ofSetup(setup, found) {
    // One altered figure breaks several identities; the first says enough.
    const wrong = firstWrong(setup) ?? wrongDuration(setup);
    if (wrong !== null) found.push(wrong);
  },
};

/** What the metrics give together that stand before the last, which states it. */
interface Identity {
  says: string;
  metrics: readonly string[];
  value: (means: readonly number[]) => number;
  limits: (means: readonly Bounds[]) => Bounds;
  text: (means: readonly string[]) => string;
  /** Whether it holds for tools alone that take everything of one clock. */
  exactOnly: boolean;
  /** Whether a factor of 1000 is told by another rule, as a unit's matter. */
  hasUnitRule?: boolean;
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
    value: ([i, o]) => i! + o!,
    limits: ([i, o]) => plus(i!, o!),
    text: ([i, o]) => `${i} + ${o}`,
    exactOnly: true,
  },
  {
    says: "Requests/s and output tokens a request do not give the output tokens/s",
    metrics: [requests, perRequest, output],
    value: ([r, n]) => r! * n!,
    limits: ([r, n]) => times(r!, n!),
    text: ([r, n]) => `${r} × ${n}`,
    exactOnly: false,
    hasUnitRule: true,
  },
  {
    says: "Requests/s and tokens a request do not give the total tokens/s",
    metrics: [requests, promptOf, perRequest, total],
    value: ([r, i, n]) => r! * (i! + n!),
    limits: ([r, i, n]) => times(r!, plus(i!, n!)),
    text: ([r, i, n]) => `${r} × (${i} + ${n})`,
    exactOnly: false,
  },
  {
    says: "Requests/s and mean latency do not give the mean number of requests in flight",
    metrics: [requests, "e2e_latency", "custom:achieved concurrency"],
    value: ([r, l]) => (r! * l!) / 1000,
    limits: ([r, l]) => over(times(r!, l!), exactly(1000)),
    text: ([r, l]) => `${r} × ${l}`,
    exactOnly: true,
  },
];

function firstWrong(setup: AuditedSetup): Finding | null {
  for (const identity of identities) {
    for (const runs of pairedRuns(setup, identity.metrics)) {
      const found = contradiction(runs, identity);
      if (found !== null) return found;
    }
  }
  return null;
}

function contradiction(runs: readonly StatedRun[], identity: Identity): Finding | null {
  const { tool } = runs[0]!.context;
  if (identity.exactOnly && !isExact(tool)) return null;
  const numbers = meansOf(runs);
  if (numbers === null) return null;
  const value = identity.value(numbers);
  const tolerance = toleranceOf(tool);
  if (Math.abs(value / numbers.at(-1)! - 1) <= tolerance / 2) return null;
  const means = runs.map((run) => stated(run, "mean")!);
  const [parts, whole] = [means.slice(0, -1), means.at(-1)!];
  if (meet(identity.limits(parts.map(({ limits }) => limits)), whole.limits, tolerance)) return null;
  if (identity.hasUnitRule && thousandfold(value / whole.value) !== null) return null;
  const sum = `${identity.text(parts.map(({ text }) => text))} = ${amount(value)}, stated ${whole.text}`;
  return findingAbout(
    runs[0]!,
    identity.says,
    value / whole.value,
    sum,
    means.map(({ cell }) => cell),
  );
}

/** Of some requests no first token is told: latencies count them all, where there are any. */
function wrongDuration(setup: AuditedSetup): Finding | null {
  const counted = setup.byMetric.has("e2e_latency") ? "e2e_latency" : "ttft";
  for (const [rate, latency] of pairedRuns(setup, [requests, counted])) {
    const duration = isExact(rate!.context.tool) ? runDuration(rate!.context) : null;
    if (duration === null) continue;
    const [r, n] = [stated(rate!, "mean"), stated(latency!, "n")];
    if (r === null || n === null || n.value < 1) continue;
    // The last request of a few may end with the clock, or just after.
    const around = { low: n.value - 1, high: n.value + 1 };
    const value = r.value * duration.seconds;
    if (meet(times(r.limits, duration.limits), around, toleranceOf(rate!.context.tool))) continue;
    const says = "Requests/s and duration do not give the number of requests";
    const sum = `${r.text} × ${duration.text} = ${amount(value)}, stated ${n.text} requests`;
    const cells = [r.cell, { point: rate!.point.id, field: "run_duration" }, n.cell];
    return findingAbout(rate!, says, value / n.value, sum, cells);
  }
  return null;
}

function meet(a: Bounds, b: Bounds, tolerance: number): boolean {
  return a.low <= b.high * (1 + tolerance) && b.low <= a.high * (1 + tolerance);
}

function findingAbout(
  run: StatedRun,
  says: string,
  ratio: number,
  sum: string,
  cells: FindingCell[],
): Finding {
  const apart = share(Math.abs(ratio - 1));
  return findingOf(id, "inconsistent", {
    title: `Rates ${apart} apart`,
    says: `${run.name}${says}: they are ${apart} apart. Both cannot be right.`,
    sum,
    cells,
  });
}
