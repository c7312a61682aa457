import type { Migration } from "kysely";
import { first } from "./0001-first";
import { recipes } from "./0002-recipes";
import { reviews } from "./0003-reviews";
import { pinnedViews } from "./0004-pinned-views";
import { access } from "./0005-access";
import { filesBeside } from "./0006-files-beside";
import { shortRows } from "./0007-short-rows";

/** Every migration by name, in order of name. A released one is never changed: a new one is added below it. */
export const migrations = {
  "0001-first": first,
  "0002-recipes": recipes,
  "0003-reviews": reviews,
  "0004-pinned-views": pinnedViews,
  "0005-access": access,
  "0006-files-beside": filesBeside,
  "0007-short-rows": shortRows,
} satisfies Readonly<Record<string, Migration>>;

export type MigrationName = keyof typeof migrations;
