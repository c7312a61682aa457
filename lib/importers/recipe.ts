import { z } from "zod";
import { caseFields } from "../points/case";
import { spreadStatistics, type HeldStatistic } from "../points/header-meaning";
import { statistics } from "../points/point";
import type { Problem } from "../points/problem";
import { contextFields } from "../points/provenance";
import { sha256Hex } from "../points/id";
import { isUnitOf, type ColumnRole } from "./column-role";

/** How the columns of every table with this header are read, as a person confirmed it. */
export interface Recipe {
  /** The headers as written, without padding, in the order of the file. */
  headers: string[];
  /** One a header. */
  columns: ColumnRole[];
  /** The decimal sign of the file's numbers; null where the file itself decides. */
  notation: "point" | "comma" | null;
}

const text = z.string().max(2000);
const fixed = z.object({ field: z.enum(caseFields).nullable(), name: text, text });
const level = z.number().gt(0).lt(1);
const isUnitless = (statistic: HeldStatistic) => ["n", "cv", "ci_level"].includes(statistic);
const metricRole = z
  .object({
    as: z.literal("metric"),
    metric: text.min(1),
    statistic: z.enum([...statistics, ...spreadStatistics]),
    unit: text.nullable(),
    fixed: z.array(fixed).max(20).optional(),
    beside: z
      .object({ kind: z.enum(["sd", "standard error", "interval"]), level: level.nullable() })
      .optional(),
    level: level.optional(),
    n: z.number().int().min(1).max(1e9).optional(),
    run: text.optional(),
    clock: z.literal(true).optional(),
  })
  .refine(({ metric, statistic, unit }) => isUnitless(statistic) || isUnitOf(metric, unit), {
    error: "a unit of the metric",
  });
const k = z.union([z.literal(1000), z.literal(1024)]).optional();
const role = z.union([
  metricRole,
  z.object({ as: z.literal("case"), field: z.enum(caseFields), k }),
  z.object({ as: z.literal("both lengths"), k }),
  z.object({ as: z.literal("context"), field: z.enum(contextFields) }),
  z.object({ as: z.enum(["run", "sample", "count", "field", "ignored"]) }),
]);
const recipe = z
  .object({
    headers: z.array(text).min(1).max(10_000),
    columns: z.array(role),
    notation: z.enum(["point", "comma"]).nullable(),
  })
  .refine(({ headers, columns }) => headers.length === columns.length, {
    path: ["columns"],
    error: "as many columns as headers",
  });

/** A recipe from JSON that anyone may have written, or what is wrong with it. */
export function parseRecipe(json: unknown): { recipe: Recipe } | { problem: Problem } {
  const read = recipe.safeParse(json);
  if (read.success) return { recipe: read.data as Recipe };
  const [issue] = read.error.issues;
  const pointer = (issue?.path ?? []).map((step) => `/${String(step)}`).join("");
  return {
    problem: { where: { pointer }, found: "another value", expected: issue?.message ?? "a recipe" },
  };
}

/** One text for a recipe, whatever the order of its members was: its id is made of it. */
export function recipeText({ headers, columns, notation }: Recipe): string {
  const roles = columns.map((each) => {
    if (each.as !== "metric") {
      const said = "field" in each ? [each.as, each.field] : [each.as];
      return "k" in each && each.k !== undefined ? [...said, each.k] : said;
    }
    const { metric, statistic, unit, fixed: set = [] } = each;
    const fixedIn = set.map(({ field, name, text: said }) => [field, name, said]);
    return [each.as, metric, statistic, unit, fixedIn, ...furtherIn(each)];
  });
  return JSON.stringify([headers, roles, notation]);
}

/** What few metrics' columns say; a recipe without any of it keeps the text that it had before there was any. */
function furtherIn({ beside, level: of, n, run, clock }: Extract<ColumnRole, { as: "metric" }>): unknown[] {
  const said = [beside && [beside.kind, beside.level], of, n, run, clock].map((each) => each ?? null);
  return said.every((each) => each === null) ? [] : said;
}

/** 16 hexadecimal digits; the same recipe has the same id everywhere. */
export function recipeId(of: Recipe): string {
  return sha256Hex(recipeText(of)).slice(0, 16);
}

/** What files with one header share: a recipe is found again by it. */
export function headerKey(headers: readonly string[]): string {
  return sha256Hex(JSON.stringify(headers.map((header) => header.trim()))).slice(0, 32);
}

/** Whether a table has the recipe's header, column by column. */
export function fitsHeader({ headers }: Recipe, found: readonly string[]): boolean {
  return headers.length === found.length && headers.every((header, i) => header.trim() === found[i]!.trim());
}
