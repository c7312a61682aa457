import { currentCatalogue } from "../../catalogue/current";
import type { CatalogueModel } from "../../catalogue/models";
import { decimalText } from "../../points/decimal";
import type { ChartPoint } from "../chart-point";
import { quotientPoint, scaledPoint } from "./made-from";
import { isPart, partsByCase, scopeOf, type CaseParts } from "./parts";

/** How one metric is derived from what a file states of one case. */
type Rule = (tokens: ChartPoint, parts: CaseParts) => ChartPoint[];

const rules: Readonly<Record<string, Rule>> = {
  tokens_per_second_per_gpu: perAccelerator,
  tokens_per_second_per_user: perUser,
  energy_per_token: energyPerToken,
  tokens_per_second_per_watt: perWatt,
  tflops_per_watt: efficiency,
  cost_per_million_tokens: costPerMillionTokens,
};

/** The metrics that are derived where a file does not state them. */
export const derivedMetrics: readonly string[] = Object.keys(rules);

/**
 * Points of those metrics that follow from others of one file and one case, each with its formula, its parts and the
 * uncertainty of all. None where the file states the metric itself for that case. They never merge with points of other
 * files: each stays what its file says.
 *
 * @param points stated ones of any metric
 */
export function derivedPoints(points: readonly ChartPoint[]): ChartPoint[] {
  const used = points.filter(({ metric }) => isPart(metric) || Object.hasOwn(rules, metric));
  return partsByCase(used).flatMap((parts) =>
    Object.entries(rules).flatMap(([metric, rule]) =>
      parts.stated.has(metric) ? [] : parts.tokens.flatMap((tokens) => rule(tokens, parts)),
    ),
  );
}

function perAccelerator(tokens: ChartPoint): ChartPoint[] {
  const { accelerators } = tokens.case;
  if (accelerators === null || accelerators < 1) return [];
  const by = `${accelerators} ${accelerators === 1 ? "accelerator" : "accelerators"}`;
  return [
    scaledPoint(tokens, accelerators, { metric: "tokens_per_second_per_gpu", formula: rateOver(tokens, by) }),
  ];
}

/** The mean over users, where a file measures none of them by itself. */
function perUser(tokens: ChartPoint, { statedInFile }: CaseParts): ChartPoint[] {
  const { concurrency } = tokens.case;
  const metric = "tokens_per_second_per_user";
  if (concurrency === null || concurrency < 1 || statedInFile.has(metric)) return [];
  const users = `${concurrency} concurrent ${concurrency === 1 ? "user" : "users"}`;
  const formula = `${rateOver(tokens, users)}. The mean over users: what one of them saw is not stated.`;
  return [scaledPoint(tokens, concurrency, { metric, formula })];
}

function rateOver(tokens: ChartPoint, by: string): string {
  return `${numberText(tokens.value)} tok/s ÷ ${by}`;
}

function energyPerToken(tokens: ChartPoint, { powers }: CaseParts): ChartPoint[] {
  return powers.map((power) => {
    const formula = `${numberText(power.value)} W ÷ ${numberText(tokens.value)} tok/s. ${scopeText(power)}`;
    const quotient = { metric: "energy_per_token", formula, factor: 1, above: power, below: tokens };
    return quotientPoint({ ...quotient, parts: [tokens, power], setup: power });
  });
}

function perWatt(tokens: ChartPoint, { powers }: CaseParts): ChartPoint[] {
  return powers.map((power) => {
    const formula = `${rateOver(tokens, `${numberText(power.value)} W`)}. ${scopeText(power)}`;
    const quotient = {
      metric: "tokens_per_second_per_watt",
      formula,
      factor: 1,
      above: tokens,
      below: power,
    };
    return quotientPoint({ ...quotient, parts: [tokens, power], setup: power });
  });
}

/** What the watts are of: a board's, a machine's, or nobody says. */
function scopeText(power: ChartPoint): string {
  const scope = scopeOf(power);
  return scope === undefined || scope === ""
    ? "The file does not say whether the power is the device's or the wall's."
    : `Power: ${scope}.`;
}

/**
 * 2 FLOP for each active parameter and generated token (Kaplan et al., arXiv:2001.08361, 2.1), for models whose parameters
 * are known. Prompt processing and attention over the context are left out, so that a system does more than this says.
 */
function efficiency(tokens: ChartPoint, { powers }: CaseParts): ChartPoint[] {
  const model = currentCatalogue().findModel(tokens.case.model ?? "");
  if (!model) return [];
  return powers.map((power) => {
    const formula = efficiencyFormula(tokens, power, model);
    const factor = (2 * model.activeParameters) / 1e12;
    const quotient = { metric: "tflops_per_watt", formula, factor, above: tokens, below: power };
    return quotientPoint({ ...quotient, parts: [tokens, power], setup: power });
  });
}

/** `2 FLOP × 70.55e9 active parameters × …`, with what it counts and what it does not. */
function efficiencyFormula(tokens: ChartPoint, power: ChartPoint, model: CatalogueModel): string {
  const parameters = `${(model.activeParameters / 1e9).toPrecision(4)}e9 active parameters of ${model.name}`;
  return (
    `2 FLOP × ${parameters} × ${numberText(tokens.value)} tok/s ÷ ${numberText(power.value)} W ÷ 1e12. ` +
    `Counts the FLOP of decoding only: prompt processing and attention over the context are left out. ` +
    `Parameters: ${model.basis}. ${scopeText(power)}`
  );
}

/** None where a file states several prices that differ, or one of a GPU without saying how many there are. */
function costPerMillionTokens(tokens: ChartPoint, { prices }: CaseParts): ChartPoint[] {
  const { accelerators } = tokens.case;
  const whole = prices.map(({ dollars, perAccelerator }) =>
    perAccelerator ? dollars * (accelerators || NaN) : dollars,
  );
  const [price, dollars] = [prices[0], whole[0]];
  if (price === undefined || dollars === undefined || !(dollars > 0)) return [];
  if (whole.some((each) => Math.abs(each - dollars) > 1e-9 * dollars)) return [];
  const times = price.perAccelerator ? ` × ${accelerators}` : "";
  const formula =
    `${numberText(price.dollars)} USD/h${times} ÷ 3600 s ÷ ${numberText(tokens.value)} tok/s × 1e6. Output tokens only.` +
    (price.currencyStated ? "" : " The file names no currency: read as US dollars.");
  const factor = (dollars / 3600) * 1e6;
  const quotient = { metric: "cost_per_million_tokens", formula, factor, above: null, below: tokens };
  return [
    quotientPoint({ ...quotient, parts: price.point ? [tokens, price.point] : [tokens], setup: tokens }),
  ];
}

function numberText(value: number | null): string {
  return value === null ? "" : decimalText(Number(value.toPrecision(6)));
}
