import { countOf } from "../series/mark-of";
import { withUnit } from "../series/number-text";
import type { ExploreModel, TableRow } from "../series/explore-model";
import type { Caption } from "./caption";
import { imageText } from "./image-text";

const named = 4;

/** A view in two sentences, for the text beside its picture: the first measured values with their spread, and the counts. */
export function viewDescription({ rows, series }: ExploreModel, caption: Caption): string {
  const measured = rows.filter((row) => row.evidence !== "claim" && row.value !== null);
  const values = measured.slice(0, named).map((row) => valueText(row, series.unit));
  const more = measured.length > named ? `, and ${measured.length - named} more` : "";
  const said = values.length === 0 ? "" : `${values.join(", ")}${more}. `;
  return `${said}${caption.counts}. ${series.counts.samples + series.counts.summary > 0 ? `${series.level} % CI.` : ""}`.trim();
}

function valueText(row: TableRow, unit: string): string {
  const runs = row.n === 1 ? " (one run)" : row.n === null ? "" : ` (n = ${row.n})`;
  const spread = row.spread === "" ? "" : ` ${row.spread}`;
  return `${imageText(row.label || row.group)} ${withUnit(`${row.text}${spread}`, unit)}${runs}`;
}

/** A dataset in a sentence. */
export function datasetDescription(of: {
  points: number;
  problems: number;
  title: string;
  importer: string;
}): string {
  const problems = of.problems > 0 ? `, ${countOf(of.problems, "problem")}` : "";
  return `${imageText(of.title)}. ${countOf(of.points, "point")}${problems}, read as ${imageText(of.importer)}.`;
}
