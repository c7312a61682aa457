import type { Kysely, Migration } from "kysely";

/** The files whose bytes stand beside the database, by their hash; their rows of `file_chunks` hold none then. */
export const filesBeside: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("files_beside")
      .addColumn("sha256", "text", (column) => column.primaryKey())
      .execute();
  },
};
