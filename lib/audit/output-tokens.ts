import { amount } from "./amount";
import type { AuditedSetup } from "./audited-file";
import { statedRuns, type StatedRun } from "./stated-runs";

export interface OutputTokens {
  value: number;
  /** A setting is what was asked for: answers may have been shorter. */
  isSetting: boolean;
}

export function tokensText({ value }: OutputTokens): string {
  return `${amount(value)} tokens`;
}

/** So many as one request has of them; a total of a whole run is no length of an answer. */
const longestAnswer = 20_000;

/** The output tokens of a request, as measured in that run, else as the setup asks for them. */
export function outputTokensOf(
  { byMetric, case: of }: AuditedSetup,
  { name }: StatedRun,
): OutputTokens | null {
  const measured = byMetric.get("custom:output tokens per request");
  const run = measured && statedRuns(measured).find((each) => each.name === name);
  const mean = run?.stats.mean ?? null;
  if (mean !== null) return { value: mean, isSetting: false };
  const { output_tokens: asked } = of;
  if (asked === null || asked > longestAnswer) return null;
  return { value: asked, isSetting: true };
}
