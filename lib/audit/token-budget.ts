import type { Finding } from "../points/finding";
import { amount } from "./amount";
import type { AuditedSetup } from "./audited-file";
import { times } from "./interval-arithmetic";
import { pairedRuns } from "./paired-runs";
import { exactly } from "./printed-limits";
import type { Rule } from "./rule";
import { findingOf, meansOf, stated, type StatedRun } from "./stated-runs";
import { thousandfold } from "./thousandfold";

const id = "token-budget";

const slack = 1.5;

const pair = ["requests_per_second", "output_tokens_per_second"];

/** A run gives no more tokens than its requests ask for. */
export const tokenBudget: Rule = {
  id,
  title: "Tokens that requests ask for",
  levels: ["unusual"],
  inequality: "output tokens/s ≤ requests/s × (input + output tokens asked for) × 1.5",
  voidWhen:
    "Tokens asked for are not stated; a rate of 1000 times too much, which is a unit's matter. Input tokens count, since some call their total a throughput.",
  source: "definitions of the rates",
  ofSetup(setup, found) {
    for (const [requests, output] of pairedRuns(setup, pair)) {
      const finding = findingAbout(setup, requests!, output!);
      if (finding !== null) found.push(finding);
    }
  },
};

function findingAbout(
  { case: of, byMetric }: AuditedSetup,
  requests: StatedRun,
  output: StatedRun,
): Finding | null {
  const { input_tokens, output_tokens } = of;
  const means = output_tokens ? meansOf([requests, output]) : null;
  if (!output_tokens || means === null) return null;
  const most = means[0]! * (output_tokens + (input_tokens ?? 0)) * slack;
  if (means[1]! <= most || byMetric.has("custom:output tokens per request")) return null;
  if (thousandfold(means[1]! / (means[0]! * output_tokens)) !== null) return null;
  const [r, o] = [stated(requests, "mean")!, stated(output, "mean")!];
  const asked = exactly(output_tokens + (input_tokens ?? 0));
  if (o.limits.low <= times(r.limits, asked).high * slack) return null;
  const text = input_tokens === null ? `${output_tokens}` : `(${input_tokens} + ${output_tokens})`;
  return findingOf(id, "unusual", {
    title: "More tokens than asked for",
    says: `${requests.name}The output rate is above what the requests ask for, input tokens included.`,
    sum: `${r.text} × ${text} tokens = ${amount(r.value * asked.high)} tok/s < ${o.text}`,
    cells: [r.cell, o.cell, { point: output.point.id, field: "output_tokens" }],
  });
}
