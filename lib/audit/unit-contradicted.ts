import type { Finding } from "../points/finding";
import type { AuditedSetup } from "./audited-file";
import { figure } from "./figure";
import { outputTokensOf } from "./output-tokens";
import { pairedRuns } from "./paired-runs";
import type { Rule } from "./rule";
import { findingOf, stated, type Stated, type StatedRun } from "./stated-runs";
import { thousandfold } from "./thousandfold";

const id = "unit-contradicted";

/** Figures of one run that are a factor of 1000 away from what they say of one another. */
export const unitContradicted: Rule = {
  id,
  title: "Unit against arithmetic",
  levels: ["inconsistent", "unusual"],
  inequality:
    "TPOT × tokens/s of a user, requests/s × tokens a request ÷ tokens/s, latency ÷ (TTFT + (tokens − 1) × TPOT) are about 1; requests/s × latency and tokens/s × TPOT are at most the concurrency",
  voidWhen:
    "They are off by anything but a factor of 1000 (500 to 2000): other rules tell that. A user's rate that counts a long wait may be 1000 times lower, which is unusual.",
  source: "definitions; milliseconds for seconds is the usual slip",
  *check({ setups }) {
    for (const setup of setups) {
      const found = contradictionIn(setup);
      if (found !== null) yield found;
    }
  },
};

interface Sum {
  /** What is about 1 where all units are as stated. */
  ratio: number;
  text: () => string;
  numbers: readonly Stated[];
  /** Where the length of answers is a setting: what shorter ones than asked for make of the ratio. */
  shorter?: "larger" | "smaller";
}

interface Identity {
  name: string;
  metrics: readonly string[];
  sum: (means: readonly Stated[], setup: AuditedSetup, runs: readonly StatedRun[]) => Sum | null;
  /** Whether a ratio that is too small may have another cause than a unit. */
  lowSide: "contradiction" | "unusual" | "void";
}

const identities: readonly Identity[] = [
  {
    name: "TPOT × tokens/s of a user",
    metrics: ["tpot", "tokens_per_second_per_user"],
    sum: ([tpot, rate]) => ({
      ratio: (tpot!.value * rate!.value) / 1000,
      text: () => `${tpot!.text} × ${rate!.text}`,
      numbers: [tpot!, rate!],
    }),
    lowSide: "unusual",
  },
  {
    name: "Requests/s × output tokens a request ÷ output tokens/s",
    metrics: ["requests_per_second", "output_tokens_per_second"],
    sum: ([requests, output], setup, runs) => {
      const tokens = outputTokensOf(setup, runs[0]!);
      if (tokens === null) return null;
      return {
        ratio: (requests!.value * tokens.value) / output!.value,
        text: () => `${requests!.text} × ${tokens.text} ÷ ${output!.text}`,
        numbers: [requests!, output!],
        ...(tokens.isSetting && { shorter: "larger" }),
      };
    },
    lowSide: "contradiction",
  },
  {
    name: "Latency ÷ (TTFT + (output tokens − 1) × TPOT)",
    metrics: ["e2e_latency", "ttft", "tpot"],
    sum: ([whole, first, tpot], setup, runs) => {
      const tokens = outputTokensOf(setup, runs[0]!);
      if (tokens === null || tokens.value <= 1) return null;
      return {
        ratio: whole!.value / (first!.value + (tokens.value - 1) * tpot!.value),
        text: () => `${whole!.text} ÷ (${first!.text} + (${tokens.text} − 1) × ${tpot!.text})`,
        numbers: [whole!, first!, tpot!],
        ...(tokens.isSetting && { shorter: "smaller" }),
      };
    },
    lowSide: "contradiction",
  },
  {
    name: "Requests/s × latency ÷ concurrency",
    metrics: ["requests_per_second", "e2e_latency"],
    sum: ([requests, whole], setup) => inFlight(setup, [requests!, whole!]),
    lowSide: "void",
  },
  {
    name: "Output tokens/s × TPOT ÷ concurrency",
    metrics: ["output_tokens_per_second", "tpot"],
    sum: ([output, tpot], setup) => inFlight(setup, [output!, tpot!]),
    lowSide: "void",
  },
];

function contradictionIn(setup: AuditedSetup): Finding | null {
  for (const identity of identities) {
    const found = firstContradiction(setup, identity);
    if (found !== null) return found;
  }
  return null;
}

function inFlight(
  { case: { concurrency, batch } }: AuditedSetup,
  [rate, time]: readonly [Stated, Stated],
): Sum | null {
  if (!concurrency) return null;
  // One client may send a whole batch.
  const most = Math.max(concurrency, batch ?? 0);
  return {
    ratio: (rate.value * time.value) / 1000 / most,
    text: () => `${rate.text} × ${time.text} ÷ ${most}`,
    numbers: [rate, time],
  };
}

function firstContradiction(setup: AuditedSetup, { name, metrics, sum, lowSide }: Identity): Finding | null {
  for (const runs of pairedRuns(setup, metrics)) {
    if (!runs.every(({ stats: { mean } }) => mean !== null && mean > 0)) continue;
    const means = runs.map((run) => stated(run, "mean"));
    const found = sum(means as Stated[], setup, runs);
    const by = found && thousandfold(found.ratio);
    if (!found || by === null || (by < 1 && lowSide === "void")) continue;
    if (found.shorter === (by < 1 ? "smaller" : "larger")) continue;
    const isUnusual = by < 1 && lowSide === "unusual" && Math.abs(found.ratio / by - 1) > 0.1;
    return findingOf(id, isUnusual ? "unusual" : "inconsistent", {
      title: `Off by ${figure(by)}: a unit`,
      says: `${runs[0]!.name}${name} is about ${figure(by)} and would be about 1: one of the units is not as stated.`,
      sum: `${found.text()} = ${figure(found.ratio)}`,
      cells: found.numbers.map(({ cell }) => cell),
    });
  }
  return null;
}
