import { sha256Hex } from "../points/id";
import type { ColumnRole } from "./column-role";

/** How the columns of every table with this header are read, as a person confirmed it. */
export interface Recipe {
  /** The headers as written, without padding, in the order of the file. */
  headers: string[];
  /** One a header. */
  columns: ColumnRole[];
  /** The decimal sign of the file's numbers; null where the file itself decides. */
  notation: "point" | "comma" | null;
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
function furtherIn({
  beside,
  level: of,
  n,
  run,
  clock,
  statistics,
}: Extract<ColumnRole, { as: "metric" }>): unknown[] {
  const said = [beside && [beside.kind, beside.level], of, n, run, clock].map((each) => each ?? null);
  const parts = statistics === undefined ? [] : [statistics];
  return said.every((each) => each === null) && parts.length === 0 ? [] : [...said, ...parts];
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
