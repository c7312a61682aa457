import type { Finding } from "../points/finding";
import { statistics } from "../points/point";
import type { Rule } from "./rule";
import { pairedRuns } from "./paired-runs";
import { findingOf, stated, type StatedRun } from "./stated-runs";

const id = "first-token-in-time";

/** The two ends of a request of one token are one moment, which two clocks may tell so far apart. */
const clocks = 1.01;

/** Each request's first token comes before its last, so that any statistic of TTFT is at most that of the whole. */
export const firstTokenInTime: Rule = {
  id,
  title: "First token before the last",
  levels: ["inconsistent", "unusual"],
  inequality: "TTFT ≤ end-to-end latency, statistic by statistic",
  voidWhen:
    "The two state no statistic in common; of different numbers of requests it is unusual, and no contradiction.",
  source: "definition of the two times",
  ofSetup(setup, found) {
    for (const [first, whole] of pairedRuns(setup, pair)) {
      const finding = contradiction(first!, whole!);
      if (finding !== null) found.push(finding);
    }
  },
};

const pair = ["ttft", "e2e_latency"];

function contradiction(first: StatedRun, whole: StatedRun): Finding | null {
  const later = statistics.filter((name) => (first.stats[name] ?? 0) > (whole.stats[name] ?? Infinity));
  const wrong = later.flatMap((name) => {
    const [a, b] = [stated(first, name)!, stated(whole, name)!];
    return a.limits.low > b.limits.high * clocks ? [{ name, a, b }] : [];
  });
  if (wrong.length === 0) return null;
  const [m, n] = [first.stats.n, whole.stats.n];
  const isOther = m !== null && n !== null && m !== n;
  const names = wrong.map(({ name }) => name).join(", ");
  const of = isOther ? ` TTFT is of ${m} requests, the latency of ${n}.` : "";
  return findingOf(id, isOther ? "unusual" : "inconsistent", {
    title: "First token after the last",
    says: `${first.name}The time to the first token is above the end-to-end latency (${names}).${of}`,
    sum: wrong.map(({ name, a, b }) => `${name} TTFT ${a.text} > ${name} latency ${b.text}`).join("; "),
    cells: wrong.flatMap(({ a, b }) => [a.cell, b.cell]),
  });
}
