import type { Finding } from "../points/finding";
import { amount } from "./amount";
import type { AuditedSetup } from "./audited-file";
import { figure } from "./figure";
import { over, times } from "./interval-arithmetic";
import { pairedRuns } from "./paired-runs";
import { exactly } from "./printed-limits";
import type { Rule } from "./rule";
import { replicasOf } from "./replicas";
import { runDuration } from "./run-duration";
import { findingOf, meansOf, stated, type Stated, type StatedRun } from "./stated-runs";
import { thousandfold } from "./thousandfold";

const id = "littles-law";

/** What a clock that is not the requests' own adds: scheduling, and the rounding of what is computed from rounded numbers. */
const slack = 1.05;

/**
 * The mean number of requests in flight is their rate times their mean latency. Requests that were in flight as a
 * measurement began bring at most the longest latency each; where the run's duration covers all of its requests, none did.
 */
export const littlesLaw: Rule = {
  id,
  title: "Requests in flight",
  levels: ["inconsistent", "unusual", "untestable"],
  inequality: "requests/s × mean end-to-end latency ≤ concurrency × (1 + longest latency ÷ duration)",
  voidWhen:
    "An offered rate is stated and no limit of requests at a time; above it by no more than the accelerators, replicas or nodes, it is unusual: the concurrency may be of each. A batch beside it counts where it is larger.",
  source: "Little, Operations Research 9 (1961) 383-387",
  ofSetup(setup, found, open) {
    for (const [rate, whole] of pairedRuns(setup, pair)) {
      if (isOpen(setup)) open.push({ point: whole!.point, missing: ["concurrency"] });
      const finding = contradiction(setup, rate!, whole!);
      if (finding !== null) found.push(finding);
    }
  },
  openText: {
    title: "Requests in flight not testable",
    says: "Rate and latency are stated, and how many requests were sent at a time is not.",
    sum: null,
  },
};

const pair = ["requests_per_second", "e2e_latency"];

/** Whether it is left open how many requests were sent at a time; an offered rate sets no limit. */
function isOpen({ case: { concurrency, request_rate, extra } }: AuditedSetup): boolean {
  return concurrency === null && request_rate === null && extra["load_mode"] === undefined;
}

function contradiction(setup: AuditedSetup, rate: StatedRun, whole: StatedRun): Finding | null {
  const means = meansOf([rate, whole]);
  // One client may send a whole batch.
  const concurrency = Math.max(setup.case.concurrency ?? 0, setup.case.batch ?? 0);
  if (means === null || !setup.case.concurrency) return null;
  const mean = (means[0]! * means[1]!) / 1000;
  if (mean <= concurrency) return null;
  const [r, l] = [stated(rate, "mean")!, stated(whole, "mean")!];
  const inFlight = over(times(r.limits, l.limits), exactly(1000));
  const edge = edgeOf(rate, whole, r);
  const allowed = concurrency * edge.times * slack;
  if (inFlight.low <= allowed || thousandfold(mean / concurrency) !== null) return null;
  const replicas = replicasOf(setup.case);
  const isOfEach = inFlight.low <= allowed * replicas;
  const most = edge.times === 1 ? amount(concurrency) : `${amount(concurrency)} × ${edge.text}`;
  return findingOf(id, isOfEach ? "unusual" : "inconsistent", {
    title: `Needs ${figure(mean)} requests in flight`,
    says: `${rate.name}Rate and latency need more requests in flight than the stated concurrency of ${concurrency}. ${
      isOfEach ? `Only a concurrency of each of ${replicas} can give both.` : "Both cannot be right."
    }`,
    sum: `${r.text} × ${l.text} = ${figure(mean)} requests in flight > ${most}`,
    cells: [r.cell, l.cell, { point: whole.point.id, field: "concurrency" }],
  });
}

/** What requests add that were in flight as the measurement began. */
function edgeOf(rate: StatedRun, whole: StatedRun, r: Stated): { times: number; text: string } {
  if (runDuration(rate.context) !== null) return { times: 1, text: "" };
  const { n, ...stats } = whole.stats;
  const longest = Math.max(
    ...[stats.mean, stats.p90, stats.p95, stats.p99, stats.max].map((each) => each ?? 0),
  );
  const seconds = n === null || n < 2 ? null : n / r.value;
  if (seconds === null) return { times: 2, text: "2 (the duration is not stated)" };
  const text = `(1 + ${amount(longest / 1000, "s")} ÷ ${amount(seconds, "s")})`;
  return { times: 1 + longest / 1000 / seconds, text };
}
