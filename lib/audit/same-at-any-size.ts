import type { CaseField } from "../points/case";
import type { Finding } from "../points/finding";
import { groupBy } from "../points/group-by";
import { findMetric } from "../points/metrics";
import type { Point } from "../points/point";
import { amount } from "./amount";
import type { AuditedFile } from "./audited-file";
import type { Rule } from "./rule";
import { setupKey } from "./setup-key";
import { findingOf } from "./stated-runs";

const id = "same-at-any-size";

/** Sizes that are as good as one, and coincidences that a few printed digits bring. */
const larger = 2;
const coincidences = 2;

/** What runs a model takes longer with a larger one: a time or rate that is printed the same for all sizes is of something else. */
export const sameAtAnySize: Rule = {
  id,
  title: "The same for every model size",
  levels: ["unusual"],
  inequality:
    "time or rate differs between models whose sizes are a factor of 2 or more apart, all else being the same",
  voidWhen:
    "Fewer than 3 such pairs in a file; the sizes are not known from the catalogue, a field or the model's name.",
  source:
    "the work per token is proportional to the parameters (Kaplan et al., arXiv:2001.08361, section 2.1)",
  *check(file) {
    const sized = sizedOf(file);
    for (const ofMetric of groupBy(sized, ({ point }) => point.metric).values()) {
      const groups = alikeIn(ofMetric);
      const pairs = groups.reduce((all, group) => all + group.length - 1, 0);
      if (pairs > coincidences) yield findingAbout(groups, ofMetric);
    }
  },
};

interface Sized {
  point: Point;
  parameters: number;
}

function sizedOf({ setups }: AuditedFile): Sized[] {
  const sizes = setups.map(({ case: of, facts }) => facts.model?.parameters ?? statedSize(of));
  if (!areOfManySizes(sizes)) return [];
  return setups.flatMap(({ points }, i) => {
    const parameters = sizes[i] ?? null;
    return parameters === null ? [] : points.filter(isWork).map((point) => ({ point, parameters }));
  });
}

/** Points that print the same, and differ in nothing but a model at least twice as large. */
function alikeIn(ofMetric: readonly Sized[]): Sized[][] {
  if (!isOfManySizes(ofMetric)) return [];
  const printed = groupBy(ofMetric, ({ point }) => `${point.statistic} ${point.provenance.raw}`);
  return [...printed.values()]
    .filter(isOfManySizes)
    .flatMap((group) => [...groupBy(group, ({ point }) => elseKey(point)).values()])
    .filter(isOfManySizes);
}

function isOfManySizes(group: readonly Sized[]): boolean {
  return areOfManySizes(group.map(({ parameters }) => parameters));
}

function areOfManySizes(sizes: readonly (number | null)[]): boolean {
  let [smallest, largest] = [Infinity, 0];
  for (const size of sizes) {
    if (size === null) continue;
    smallest = Math.min(smallest, size);
    largest = Math.max(largest, size);
  }
  return largest >= larger * smallest;
}

/** All of a setup but its model. */
function elseKey({ case: of }: Point): string {
  return setupKey(of, model, (name) => sizeFields.test(name));
}

const model: ReadonlySet<CaseField> = new Set(["model"]);

function isWork({ metric, value, samples, unit }: Point): boolean {
  const { dimension } = findMetric(metric, unit);
  return value !== null && samples === null && (dimension === "time" || dimension === "token-rate");
}

const sizeFields = /^(?:params?|parameters|model[ _]?(?:size|params)|n_params|params[ _]b|row)$/i;
const sizeText = /(\d+(?:\.\d+)?)\s?([BM])(?![A-Za-z])/;

/** `30B` in a field for the size, or in the model's name. */
function statedSize({ model, extra }: AuditedFile["setups"][number]["case"]): number | null {
  const field = Object.entries(extra).find(([name]) => sizeFields.test(name) && name !== "row");
  const [, number, unit] = sizeText.exec(field?.[1] ?? "") ?? sizeText.exec(model ?? "") ?? [];
  return number === undefined ? null : Number(number) * (unit === "B" ? 1e9 : 1e6);
}

function findingAbout(groups: readonly Sized[][], all: readonly Sized[]): Finding {
  const same = groups.flat();
  const sizes = same.map(({ parameters }) => parameters).sort((a, b) => a - b);
  const { label } = findMetric(same[0]!.point.metric, same[0]!.point.unit);
  const [small, large] = [billions(sizes[0]!), billions(sizes.at(-1)!)];
  const [largest] = groups.toSorted((a, b) => b.length - a.length);
  const example = largest!.toSorted((a, b) => a.parameters - b.parameters);
  return findingOf(id, "unusual", {
    title: `The same for ${small} to ${large}`,
    says: `${label}: ${same.length} of ${all.length} values are the same for models of ${small} to ${large} parameters, all else being the same. What runs the model would take longer with the larger one.`,
    sum: `${example.map(({ point, parameters }) => `${billions(parameters)}: ${point.provenance.raw}`).join(", ")}`,
    cells: same.map(({ point }) => ({ point: point.id, statistic: point.statistic })),
  });
}

function billions(parameters: number): string {
  return parameters >= 1e9
    ? `${amount(Number((parameters / 1e9).toPrecision(2)))}B`
    : `${amount(parameters / 1e6)}M`;
}
