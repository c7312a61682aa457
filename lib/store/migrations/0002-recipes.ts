import type { Kysely, Migration } from "kysely";

/** Recipes that people confirmed for tables with one header; and datasets read by one, whose id is not their file's hash. */
export const recipes: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("recipes")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("sequence", "bigint", (column) => column.notNull().unique())
      .addColumn("header", "text", (column) => column.notNull())
      .addColumn("recipe", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("recipes_header").on("recipes").columns(["header", "sequence"]).execute();
    await db.schema.alterTable("datasets").addColumn("file_sha256", "text").execute();
    await db.schema.createIndex("datasets_file").on("datasets").column("file_sha256").execute();
  },
};
