import type { CaseField } from "../points/case";
import type { CatalogueModel } from "../catalogue/models";
import type { Finding } from "../points/finding";
import type { Point } from "../points/point";
import type { AuditedFile, Measured } from "./audited-file";
import { figure, listed } from "./figure";
import { weightBytes } from "./memory-need";
import type { Rule } from "./rule";
import { setupKey } from "./setup-key";

const id = "memory-column";

/** Memory figures of several models that are their weights with the fraction cut off. */
export const memoryColumn: Rule = {
  id,
  title: "Memory figures are not weights alone",
  levels: ["inconsistent", "unusual"],
  inequality: "used ≠ ⌊N · b⌋ for every model of a column",
  voidWhen:
    "Fewer than three models; figures with decimals. Weights of one format throughout are unusual: such a column may be meant as weights alone.",
  source:
    "A measured total holds more than the weights. That a whole number of about 12, 24 and 650 is one below them by chance has odds of 1 in thousands",
  check,
};

/** A figure, the weights that it is the whole part of, and their format. */
interface Match {
  point: Point;
  model: CatalogueModel;
  printed: number;
  gib: number;
  bits: number;
  /** Whether the setup states its format. */
  isStated: boolean;
}

function* check(file: AuditedFile): Generator<Finding> {
  for (const column of columnsOf(file.measured("peak_memory"))) {
    const matches = column.map(matchOf);
    if (matches.some((match) => match === null)) continue;
    const found = matches as Match[];
    if (new Set(found.map(({ model }) => model.name)).size >= 3) yield finding(found);
  }
}

/** Memory figures of known models whose setups agree in everything but the model. */
function columnsOf(figures: readonly Measured[]): Measured[][] {
  const columns = new Map<string, Measured[]>();
  for (const each of figures) {
    const { setup } = each;
    if (setup.facts.model === null) continue;
    const key = setupKey(setup.case, withoutModel);
    const column = columns.get(key);
    if (column) column.push(each);
    else columns.set(key, [each]);
  }
  return [...columns.values()].filter((column) => column.length >= 3);
}

const withoutModel: ReadonlySet<CaseField> = new Set(["model"]);

/** The format whose weights, in GiB, have the figure as their whole part. */
function matchOf({ point, setup: { facts } }: Measured): Match | null {
  const printed = /^\s*(\d+)(?!\s*[\d.,])/.exec(point.provenance.raw)?.[1];
  if (printed === undefined) return null;
  const model = facts.model!;
  for (const bits of [16, 32, 8]) {
    const gib = weightBytes(model, bits) / 1024 ** 3;
    if (Math.floor(gib) === Number(printed) && gib !== Number(printed))
      return { point, model, printed: Number(printed), gib, bits, isStated: facts.bits !== null };
  }
  return null;
}

function finding(column: readonly Match[]): Finding {
  const isMixed =
    new Set(column.map(({ bits }) => bits)).size > 1 && !column.some(({ isStated }) => isStated);
  const gib = column.map((each) => `${each.gib.toFixed(2)}`);
  const bits = column.map((each) => String(each.bits));
  return {
    rule: id,
    level: isMixed ? "inconsistent" : "unusual",
    title: "Equal to weights alone, cut off",
    says:
      `${listed(column.map(({ printed }) => String(printed)))} are the whole GiB of the weights alone: ${listed(gib)} GiB at ${listed(bits)} bits. ` +
      (isMixed
        ? "Measured totals lie above the weights, and one column has one format: these look worked out from parameter counts."
        : "Measured totals lie above the weights: these look worked out from parameter counts."),
    sum: column
      .map(
        ({ model, bits, gib, printed }) =>
          `${figure(model.parameters / 1e9, 4)}e9 × ${bits / 8} B = ${gib.toFixed(2)} GiB → ${printed}`,
      )
      .join("; "),
    points: column.map(({ point }) => point.id),
    cells: column.flatMap(({ point }) => [{ point: point.id }, { point: point.id, field: "model" }]),
    missing: [],
  };
}
