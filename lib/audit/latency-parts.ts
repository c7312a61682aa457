import type { Finding } from "../points/finding";
import { amount } from "./amount";
import type { AuditedSetup } from "./audited-file";
import { figure } from "./figure";
import { outputTokensOf, tokensText } from "./output-tokens";
import { pairedRuns } from "./paired-runs";
import type { Rule } from "./rule";
import { findingOf, stated, type StatedRun } from "./stated-runs";
import { thousandfold } from "./thousandfold";

const id = "latency-parts";

/** Of means, the sum is no identity: in published files it is missed by -31 % to +45 %. */
const apart = 1.5;

/** Each request's latency is its wait for the first token and the time of all others. */
export const latencyParts: Rule = {
  id,
  title: "Latency from its parts",
  levels: ["unusual"],
  inequality: "end-to-end latency ≈ TTFT + (output tokens − 1) × TPOT, within a factor of 1.5",
  voidWhen:
    "The length of answers is a setting and the latency is shorter than it gives: answers end early; off by a factor of 1000, which is a unit's matter.",
  source: "definition of TPOT",
  ofSetup(setup, found) {
    for (const runs of pairedRuns(setup, parts)) {
      const finding = findingAbout(setup, runs);
      if (finding !== null) found.push(finding);
    }
  },
};

const parts = ["e2e_latency", "ttft", "tpot"];

function findingAbout(setup: AuditedSetup, runs: readonly StatedRun[]): Finding | null {
  const statistic = (["mean", "median"] as const).find((name) =>
    runs.every((run) => run.stats[name] !== null),
  );
  const tokens = outputTokensOf(setup, runs[0]!);
  if (statistic === undefined || tokens === null || tokens.value < 1) return null;
  const [e2e, ttft, each] = runs.map(({ stats }) => stats[statistic]!);
  const sum = ttft! + (tokens.value - 1) * each!;
  const ratio = e2e! / sum;
  if (!(ratio > apart || ratio < 1 / apart) || thousandfold(ratio) !== null) return null;
  if (ratio < 1 && tokens.isSetting) return null;
  const [whole, first, tpot] = runs.map((run) => stated(run, statistic)!);
  return findingOf(id, "unusual", {
    title: `Latency is ${figure(ratio)} × its parts`,
    says: `${runs[0]!.name}The ${statistic} latency is ${figure(ratio)} times the sum of its parts, and would be about 1.`,
    sum: `${first!.text} + (${tokensText(tokens)} − 1) × ${tpot!.text} = ${amount(sum, "ms")}, stated ${whole!.text}`,
    cells: [whole!.cell, first!.cell, tpot!.cell],
  });
}
