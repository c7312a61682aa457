import type { Finding } from "../points/finding";
import { amount } from "./amount";
import type { AuditedSetup } from "./audited-file";
import { isExact } from "./exact-tools";
import { figure } from "./figure";
import { outputTokensOf } from "./output-tokens";
import { pairedRuns } from "./paired-runs";
import { replicasOf } from "./replicas";
import type { Rule } from "./rule";
import { findingOf, meansOf, stated, type StatedRun } from "./stated-runs";
import { thousandfold } from "./thousandfold";

const id = "stream-rate";

/** A mean over requests is no mean over tokens: requests that are slow per token may be the short ones. */
const uneven = 1.25;

/** A stream gives a token per TPOT at the most, and a system as many as it has streams. */
export const streamRate: Rule = {
  id,
  title: "Streams and their rate",
  levels: ["inconsistent", "unusual"],
  inequality:
    "tokens/s of a user ≤ 1 ÷ TPOT; output tokens/s ≤ streams ÷ TPOT × tokens ÷ (tokens − 1), the first token being no part of TPOT",
  voidWhen:
    "Neither concurrency nor batch is stated; means may be up to 1.25 times apart, a user's rates twice; up to that many times more as there are accelerators, replicas or nodes, it is unusual: the streams may be of each. Of a table it is always unusual, since a throughput may count input tokens.",
  source: "definition of TPOT",
  ofSetup(setup, found) {
    ofUsers(setup, found);
    ofSystem(setup, found);
  },
};

function ofUsers(setup: AuditedSetup, found: Finding[]): void {
  for (const [tpot, rate] of pairedRuns(setup, ["tpot", "tokens_per_second_per_user"])) {
    const statistic = (["median", "mean"] as const).find(
      (name) => tpot!.stats[name] !== null && rate!.stats[name] !== null,
    );
    if (statistic === undefined) continue;
    const [t, r] = [stated(tpot!, statistic)!, stated(rate!, statistic)!];
    const product = (t.value * r.value) / 1000;
    if (product <= 2 || (t.limits.low * r.limits.low) / 1000 <= 2 || thousandfold(product) !== null) continue;
    const finding = findingOf(id, "unusual", {
      title: "A user's rate above 1 ÷ TPOT",
      says: `${tpot!.name}A user's ${statistic} rate is above what the time per token gives; it can be where it counts input tokens too.`,
      sum: `${t.text} × ${r.text} = ${amount(product)} > 1`,
      cells: [t.cell, r.cell],
    });
    found.push(finding);
  }
}

function ofSystem(setup: AuditedSetup, found: Finding[]): void {
  const { concurrency, batch } = setup.case;
  const streams = Math.max(concurrency ?? 0, batch ?? 0);
  if (streams === 0) return;
  for (const [output, tpot] of pairedRuns(setup, ["output_tokens_per_second", "tpot"])) {
    const finding = ofRun(setup, output!, tpot!, streams);
    if (finding !== null) found.push(finding);
  }
}

function ofRun(setup: AuditedSetup, output: StatedRun, tpot: StatedRun, streams: number): Finding | null {
  const means = meansOf([output, tpot]);
  if (means === null) return null;
  const busy = (means[0]! * means[1]!) / 1000;
  if (busy <= streams || thousandfold(busy / streams) !== null) return null;
  const [o, t] = [stated(output, "mean")!, stated(tpot, "mean")!];
  const tokens = outputTokensOf(setup, output);
  const first = tokens !== null && tokens.value > 1 ? tokens.value / (tokens.value - 1) : 2;
  const least = (o.limits.low * t.limits.low) / 1000 / (first * uneven);
  if (least <= streams) return null;
  const replicas = replicasOf(setup.case);
  const isOfEach = least <= streams * replicas;
  const isContradiction = !isOfEach && isExact(output.context.tool);
  const field = streams === concurrencyOf(setup) ? "concurrency" : "batch";
  return findingOf(id, isContradiction ? "inconsistent" : "unusual", {
    title: `Needs ${figure(busy)} streams, ${streams} stated`,
    says: `${output.name}Output rate and time per token need more streams at a time than the stated ${field} of ${streams}. ${
      isContradiction
        ? "Both cannot be right."
        : isOfEach
          ? `Only streams of each of ${replicas} can give both.`
          : "Only a rate that counts input tokens can give both."
    }`,
    sum: `${o.text} × ${t.text} = ${figure(busy)} streams > ${streams} × ${figure(first * uneven)}`,
    cells: [o.cell, t.cell, { point: output.point.id, field }],
  });
}

function concurrencyOf({ case: { concurrency } }: AuditedSetup): number {
  return concurrency ?? 0;
}
