import type { Kysely, Migration } from "kysely";

/** Reviews, the datasets attached to them by role with their history, and notes. */
export const reviews: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("reviews")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("sequence", "bigint", (column) => column.notNull().unique())
      .addColumn("title", "text", (column) => column.notNull())
      .addColumn("link", "text")
      .addColumn("rules", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("updated_at", "text", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("review_attachments")
      .addColumn("review", "text", (column) => column.notNull().references("reviews.id"))
      .addColumn("ordinal", "integer", (column) => column.notNull())
      .addColumn("role", "text", (column) => column.notNull())
      .addColumn("dataset", "text", (column) => column.notNull().references("datasets.sha256"))
      .addColumn("attached_at", "text", (column) => column.notNull())
      .addColumn("replaced_at", "text")
      .addPrimaryKeyConstraint("review_attachments_key", ["review", "ordinal"])
      .execute();
    await db.schema
      .createTable("review_notes")
      .addColumn("review", "text", (column) => column.notNull().references("reviews.id"))
      .addColumn("ordinal", "integer", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("about", "text")
      .addColumn("note", "text", (column) => column.notNull())
      .addColumn("written_at", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("review_notes_key", ["review", "ordinal"])
      .execute();
  },
};
