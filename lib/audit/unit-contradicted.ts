import type { Finding } from "../points/finding";
import type { AuditedSetup } from "./audited-file";
import { figure } from "./figure";
import { outputTokensOf, tokensText } from "./output-tokens";
import { pairedRuns } from "./paired-runs";
import type { Rule } from "./rule";
import { findingOf, meansOf, stated } from "./stated-runs";
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
  ofSetup(setup, found) {
    const contradiction = contradictionIn(setup);
    if (contradiction !== null) found.push(contradiction);
  },
};

interface Identity {
  name: string;
  metrics: readonly string[];
  /** What is about 1 where all units are as stated. Null where it cannot be told. */
  ratio: (means: readonly number[], setup: AuditedSetup, tokens: number) => number | null;
  text: (means: readonly string[], setup: AuditedSetup, tokens: string) => string;
  /** Where it takes the length of answers and that is a setting: what shorter ones than asked for make of the ratio. */
  shorter?: "larger" | "smaller";
  /** Whether a ratio that is too small may have another cause than a unit. */
  lowSide: "contradiction" | "unusual" | "void";
}

const identities: readonly Identity[] = [
  {
    name: "TPOT × tokens/s of a user",
    metrics: ["tpot", "tokens_per_second_per_user"],
    ratio: ([tpot, rate]) => (tpot! * rate!) / 1000,
    text: ([tpot, rate]) => `${tpot} × ${rate}`,
    lowSide: "unusual",
  },
  {
    name: "Requests/s × output tokens a request ÷ output tokens/s",
    metrics: ["requests_per_second", "output_tokens_per_second"],
    ratio: ([requests, output], _, tokens) => (requests! * tokens) / output!,
    text: ([requests, output], _, tokens) => `${requests} × ${tokens} ÷ ${output}`,
    shorter: "larger",
    lowSide: "contradiction",
  },
  {
    name: "Latency ÷ (TTFT + (output tokens − 1) × TPOT)",
    metrics: ["e2e_latency", "ttft", "tpot"],
    ratio: ([whole, first, tpot], _, tokens) =>
      tokens > 1 ? whole! / (first! + (tokens - 1) * tpot!) : null,
    text: ([whole, first, tpot], _, tokens) => `${whole} ÷ (${first} + (${tokens} − 1) × ${tpot})`,
    shorter: "smaller",
    lowSide: "contradiction",
  },
  {
    name: "Requests/s × latency ÷ concurrency",
    metrics: ["requests_per_second", "e2e_latency"],
    ratio: inFlight,
    text: inFlightText,
    lowSide: "void",
  },
  {
    name: "Output tokens/s × TPOT ÷ concurrency",
    metrics: ["output_tokens_per_second", "tpot"],
    ratio: inFlight,
    text: inFlightText,
    lowSide: "void",
  },
];

/** One client may send a whole batch. */
function streamsOf({ case: { concurrency, batch } }: AuditedSetup): number | null {
  return concurrency ? Math.max(concurrency, batch ?? 0) : null;
}

function inFlight([rate, time]: readonly number[], setup: AuditedSetup): number | null {
  const streams = streamsOf(setup);
  return streams && (rate! * time!) / 1000 / streams;
}

function inFlightText([rate, time]: readonly string[], setup: AuditedSetup): string {
  return `${rate} × ${time} ÷ ${streamsOf(setup)}`;
}

function contradictionIn(setup: AuditedSetup): Finding | null {
  for (const identity of identities) {
    const found = firstContradiction(setup, identity);
    if (found !== null) return found;
  }
  return null;
}

function firstContradiction(setup: AuditedSetup, identity: Identity): Finding | null {
  const { name, metrics, lowSide, shorter } = identity;
  for (const runs of pairedRuns(setup, metrics)) {
    const means = meansOf(runs);
    const tokens = shorter === undefined || means === null ? null : outputTokensOf(setup, runs[0]!);
    if (means === null || (shorter !== undefined && tokens === null)) continue;
    const ratio = identity.ratio(means, setup, tokens?.value ?? 0);
    const by = ratio === null ? null : thousandfold(ratio);
    if (ratio === null || by === null || (by < 1 && lowSide === "void")) continue;
    if (tokens?.isSetting && shorter === (by < 1 ? "smaller" : "larger")) continue;
    const isUnusual = by < 1 && lowSide === "unusual" && Math.abs(ratio / by - 1) > 0.1;
    const numbers = runs.map((run) => stated(run, "mean")!);
    const texts = numbers.map(({ text }) => text);
    return findingOf(id, isUnusual ? "unusual" : "inconsistent", {
      title: `Off by ${figure(by)}: a unit`,
      says: `${runs[0]!.name}${name} is about ${figure(by)} and would be about 1: one of the units is not as stated.`,
      sum: `${identity.text(texts, setup, tokens === null ? "" : tokensText(tokens))} = ${figure(ratio)}`,
      cells: numbers.map(({ cell }) => cell),
    });
  }
  return null;
}
