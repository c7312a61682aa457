import { findMetric } from "@/lib/points/metrics";
import type { Preview, PreviewColumn } from "./preview";
import {
  fitsUnit,
  type DecimalSign,
  type FileQuestion,
  type MetricRole,
  type Role,
  type StatedRecipe,
} from "./role";
import type { UnitlessMetric } from "./role-options";

/** What a person said of a file's columns, beside what the reader makes of them. Never changed, only replaced. */
export interface Mapping {
  /** Where nothing is said: by the recipe that is saved for the header, if any, or as Whisker reads it itself. */
  otherwise: "saved" | "none";
  /** By column, counted from 1. */
  said: Readonly<Record<number, Role | UnitlessMetric>>;
  notation: DecimalSign | null;
}

/** The reading that a mapping changes: what is read where nothing is said, and what that leaves open. */
export type Base = Pick<Preview, "columns" | "questions" | "recipe">;

/** What a published file is read by: a recipe to be saved first, one that is saved, or none. */
export type PublishRecipe = { save: StatedRecipe } | { id: string } | null;

export const noMapping: Mapping = { otherwise: "saved", said: {}, notation: null };

/** Whether a person may say what the columns are: of a format that fixes them nobody does. */
export function isMappable({ columns }: Pick<Preview, "columns">): boolean {
  return columns.length > 0 && columns.every(({ role }) => role !== undefined);
}

/** What the column is read as: as said, or where that is not whole yet, as suggested. */
export function roleNow({ column, role = { as: "ignored" } }: PreviewColumn, { said }: Mapping): Role {
  const own = said[column];
  return own === undefined || own.as === "metric without unit" ? role : own;
}

/** The role that a choice stands for: a metric keeps the column's unit where that measures it, else its unit is open. */
export function completed(
  choice: Role | UnitlessMetric,
  { role }: Pick<PreviewColumn, "role">,
  before: Role | UnitlessMetric,
): Role | UnitlessMetric {
  if (choice.as !== "metric without unit") return choice;
  const { metric, statistic } = choice;
  const fixed = before.as === "metric" && before.fixed ? { fixed: before.fixed } : {};
  const known = [before, role].filter(
    (each) => each?.as === "metric" && each.statistic !== "n",
  ) as MetricRole[];
  const inUnit = (unit: string | null) => ({ as: "metric", metric, statistic, unit, ...fixed }) as const;
  if (statistic === "n") return inUnit("");
  const isNumber = findMetric(metric).dimension === "number";
  if (isNumber) return inUnit(known.find((each) => each.metric === metric)?.unit ?? "");
  const found = known.find(({ unit }) => unit === null || fitsUnit(metric, unit));
  return found ? inUnit(found.unit) : choice;
}

export function withColumn(mapping: Mapping, column: number, role: Role | UnitlessMetric): Mapping {
  return { ...mapping, said: { ...mapping.said, [column]: role } };
}

export function withoutColumns(mapping: Mapping, columns: readonly number[]): Mapping {
  const said = Object.entries(mapping.said).filter(([column]) => !columns.includes(Number(column)));
  return { ...mapping, said: Object.fromEntries(said) };
}

/** Whether a person said anything that decides how the file is read. */
export function isStated({ said, notation }: Mapping): boolean {
  return notation !== null || Object.values(said).some(({ as }) => as !== "metric without unit");
}

/** All columns by what a person said of some of them; null where nothing is said. */
export function recipeOf(base: Base, mapping: Mapping): StatedRecipe | null {
  if (!isMappable(base) || !isStated(mapping)) return null;
  return {
    headers: base.columns.map(({ header }) => header),
    columns: base.columns.map((column) => roleNow(column, mapping)),
    notation: mapping.notation ?? base.recipe?.notation ?? null,
  };
}

/** What the file is published by, so that what was seen is what is stored. */
export function publishRecipe(base: Base, mapping: Mapping): PublishRecipe {
  const save = recipeOf(base, mapping);
  if (save) return { save };
  return base.recipe && { id: base.recipe.id };
}

/** Columns whose question nobody has answered, or whose unit is not chosen yet. */
export function openColumns({ columns }: Base, { said }: Mapping): PreviewColumn[] {
  return columns.filter(({ column, question }) => {
    const own = said[column];
    return own === undefined ? Boolean(question) : own.as === "metric without unit";
  });
}

/** Questions of the file as a whole that nobody has answered. */
export function openQuestions(base: Base, mapping: Mapping): FileQuestion[] {
  return base.questions.filter((question) => !isAnswered(question, mapping));
}

export function isAnswered(question: FileQuestion, { said, notation }: Mapping): boolean {
  if (question.kind === "notation") return notation !== null;
  return question.columns.every((column) => said[column] !== undefined);
}

/** How many answers a person may still give. */
export function openCount(base: Base, mapping: Mapping): number {
  return openColumns(base, mapping).length + openQuestions(base, mapping).length;
}

/** A column's name: its header, or where it stands. */
export function columnName({ header, column }: Pick<PreviewColumn, "header" | "column">): string {
  return header === "" ? `column ${column}` : header;
}

/** The header's own value, of columns that are headed by values: `8` of `Batch / 8`. */
export function headedBy(header: string): string {
  return header.split(" / ").at(-1)!.trim();
}

/** Whether two files have one header, so that what is said of one holds for the other. */
export function haveOneHeader(a: Base, b: Base): boolean {
  return (
    isMappable(a) &&
    isMappable(b) &&
    a.columns.length === b.columns.length &&
    a.columns.every(({ header }, i) => header === b.columns[i]!.header)
  );
}
