import { closedModelWithSize } from "../catalogue/closed-models";
import { spellingOf } from "../catalogue/model-text";
import type { CatalogueModel } from "../catalogue/models";
import type { Finding } from "../points/finding";
import type { AuditedFile, AuditedSetup } from "./audited-file";
import { figure, statedFigure } from "./figure";
import { remembered } from "./remembered";
import type { Rule } from "./rule";
import { byMissing, notStated, unknown, untestable, type Open } from "./untestable";

const id = "model-identity";

/** A model's name against the size that stands beside it. */
export const modelIdentity: Rule = {
  id,
  title: "Model name and size agree",
  levels: ["inconsistent", "untestable"],
  inequality: "stated parameters ≈ N or N_a of the named model",
  voidWhen:
    "A name without a size, or with one of other weights (GPT4All, GPT-4-x-…). Sizes within 20 % agree, of all parameters, of the active ones or of those that a token reads; so do sizes that the name says itself (Llama-3.2-1B has 1.24e9, 8x22B is no 176e9), and those of other models that the text may mean (GPT-2).",
  source: "The catalogue's parameter counts, each with its basis; arXiv:2303.08774 for GPT-4",
  check,
};

function* check({ setups, catalogue }: AuditedFile): Generator<Finding> {
  yield* closedLabels(setups);
  const open: Open[] = [];
  for (const [, group] of bySize(setups)) {
    const { setup, size } = group[0]!;
    const points = group.flatMap((each) => each.setup.points);
    const { model } = setup.facts;
    if (model === null) open.push({ point: points[0]!, missing: [unknown(setup.case.model!)] });
    else if (!agrees(model, size) && !isNominal(setup.case.model!, size, catalogue.models))
      yield mismatch(model, size, group);
  }
  for (const group of byMissing(open)) yield untestable(id, group, openText(group));
}

function* closedLabels(setups: readonly AuditedSetup[]): Generator<Finding> {
  const labels = new Map<string, AuditedSetup[]>();
  for (const setup of setups) {
    const text = setup.case.model;
    if (text === null) continue;
    const group = labels.get(text);
    if (group) group.push(setup);
    else labels.set(text, [setup]);
  }
  for (const [text, group] of labels) {
    const closed = closedModelWithSize(text);
    if (closed === null) continue;
    const { model, parameters } = closed;
    const other = group[0]!.facts.isTakenFor ? group[0]!.facts.model : null;
    const taken =
      other === null ? "" : ` ${figure(parameters / 1e9, 4)}e9 parameters are those of ${other.name}.`;
    yield {
      rule: id,
      level: "inconsistent",
      title: `No ${figure(parameters / 1e9, 4)}B model of that name is published`,
      says: `“${text}” gives a size to ${model.name}, whose size is not disclosed and whose weights are not distributed.${taken}`,
      sum: null,
      points: group.flatMap(({ points }) => points.map((point) => point.id)),
      cells: group.map(({ points }) => ({ point: points[0]!.id, field: "model" })),
      missing: [],
    };
  }
}

interface Sized {
  setup: AuditedSetup;
  key: string;
  size: number;
}

/** Setups that state a model and, in a field of its own, how many parameters it has; by both. */
function bySize(setups: readonly AuditedSetup[]): Map<string, Sized[]> {
  const groups = new Map<string, Sized[]>();
  const isSize = remembered((field) => sizeField.test(field));
  for (const setup of setups) {
    if (setup.case.model === null || setup.facts.isTakenFor) continue;
    const stated = statedSize(setup, isSize);
    if (stated === null) continue;
    const key = `${setup.case.model}\u0000${stated.size}`;
    const group = groups.get(key);
    if (group) group.push({ setup, ...stated });
    else groups.set(key, [{ setup, ...stated }]);
  }
  return groups;
}

const sizeField =
  /^(?:model[ _])?(?:n[ _])?(?:num[ _])?(?:parameters?|params?|parameter[ _]count|model[ _]params)$/i;

function statedSize(
  { case: of }: AuditedSetup,
  isSize: (field: string) => boolean,
): { key: string; size: number } | null {
  for (const key in of.extra) {
    if (!isSize(key)) continue;
    const size = parametersIn(of.extra[key]!);
    if (size !== null) return { key, size };
  }
  return null;
}

/** `4.7B`, `6.74 B`, `6738415616`; null for a number that may be of any unit. */
function parametersIn(text: string): number | null {
  const [, number, suffix = ""] = /^\s*(\d+(?:\.\d+)?)\s*([KMBT]?)\s*$/i.exec(text) ?? [];
  if (number === undefined) return null;
  const unit = { K: 1e3, M: 1e6, B: 1e9, T: 1e12 }[suffix.toUpperCase()];
  const value = Number(number) * (unit ?? 1);
  return unit === undefined && value < 1e6 ? null : value;
}

function agrees(
  { parameters, activeParameters, readParameters, shape }: CatalogueModel,
  size: number,
): boolean {
  const embedded = parameters - (shape?.headParameters ?? 0);
  return [parameters, activeParameters, readParameters, embedded].some((count) => isNear(size, count));
}

function isNear(size: number, count: number): boolean {
  return Math.abs(size / count - 1) <= 0.2;
}

/** Whether a size is one that the name says, or that of another model whose name goes on where the text ends. */
function isNominal(text: string, size: number, models: readonly CatalogueModel[]): boolean {
  const said = Array.from(text.matchAll(sizesInName), ([, times = "1", number]) => {
    return [Number(number) * 1e9, Number(times) * Number(number) * 1e9];
  }).flat();
  const spelled = spellingOf(text);
  const others = models.filter(({ name }) => spellingOf(name).startsWith(spelled));
  return said.some((count) => isNear(size, count)) || others.some((model) => agrees(model, size));
}

/** `1B`, `8x22B`, the `A3B` of active parameters. */
const sizesInName = /(?<![\d.])(?:(\d{1,3})x)?(\d+(?:\.\d+)?)b(?![a-z])/gi;

function mismatch(model: CatalogueModel, size: number, group: readonly Sized[]): Finding {
  const [{ setup, key }] = group as [Sized, ...Sized[]];
  const published = `${figure(model.parameters / 1e9, 4)}e9`;
  return {
    rule: id,
    level: "inconsistent",
    title: `${statedFigure(size / 1e9)}B stated, ${figure(model.parameters / 1e9)}B published`,
    says: `${setup.case.model} stands beside ${statedFigure(size / 1e9)}e9 parameters; ${model.name} has ${published}, ${model.basis}.`,
    sum: `${statedFigure(size / 1e9)}e9 ≠ ${published}`,
    points: group.flatMap(({ setup: each }) => each.points.map((point) => point.id)),
    cells: group.flatMap(({ setup: each }) =>
      ["model", key].map((field) => ({ point: each.points[0]!.id, field })),
    ),
    missing: [],
  };
}

function openText(group: readonly Open[]): Pick<Finding, "title" | "says" | "sum"> {
  return {
    title: "Model size not testable",
    says: `A size is stated of a model that cannot be looked up. ${notStated(group[0]?.missing ?? [])}`,
    sum: null,
  };
}
