import { z } from "zod";
import { caseFields } from "../points/case";
import { spreadStatistics, type HeldStatistic } from "../points/header-meaning";
import { statistics } from "../points/point";
import type { Problem } from "../points/problem";
import { contextFields } from "../points/provenance";
import { isUnitOf } from "./column-role";
import type { Recipe } from "./recipe";

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
    statistics: z
      .array(z.enum([...statistics, "sd"]).nullable())
      .min(2)
      .max(20)
      .optional(),
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
  z.object({ as: z.enum(["parts", "run", "sample", "count", "field", "ignored"]) }),
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
