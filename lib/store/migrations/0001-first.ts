import { sql, type Kysely, type Migration } from "kysely";

/**
 * Files, their datasets, points, samples and problems, and stored views. The types are PostgreSQL's; SQLite takes any
 * name for a type and keeps bytes as bytes and text as text.
 */
export const first: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("meta")
      .addColumn("key", "text", (column) => column.primaryKey())
      .addColumn("value", "bigint", (column) => column.notNull())
      .execute();
    await db.schema
      .createTable("datasets")
      .addColumn("sha256", "text", (column) => column.primaryKey())
      .addColumn("sequence", "bigint", (column) => column.notNull().unique())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("title", "text", (column) => column.notNull())
      .addColumn("kind", "text", (column) => column.notNull())
      .addColumn("path", "text")
      .addColumn("stored_at", "text", (column) => column.notNull())
      .addColumn("retired_at", "text")
      .addColumn("bytes", "bigint", (column) => column.notNull())
      .addColumn("facts", "text", (column) => column.notNull())
      .execute();
    await db.schema.createIndex("datasets_path").on("datasets").column("path").execute();
    await db.schema
      .createTable("file_chunks")
      .addColumn("dataset", "text", (column) => column.notNull().references("datasets.sha256"))
      .addColumn("ordinal", "integer", (column) => column.notNull())
      .addColumn("lines_before", "bigint", (column) => column.notNull())
      .addColumn("bytes", "bytea", (column) => column.notNull())
      .addPrimaryKeyConstraint("file_chunks_key", ["dataset", "ordinal"])
      .execute();
    await db.schema
      .createTable("points")
      .addColumn("dataset", "text", (column) => column.notNull().references("datasets.sha256"))
      .addColumn("ordinal", "integer", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("metric", "text", (column) => column.notNull())
      .addColumn("unit", "text", (column) => column.notNull())
      .addColumn("value", "double precision")
      .addColumn("evidence", "text", (column) => column.notNull())
      .addColumn("model", "text")
      .addColumn("system", "text")
      .addColumn("hardware", "text")
      .addColumn("accelerators", "double precision")
      .addColumn("precision", "text")
      .addColumn("light", "text", (column) => column.notNull())
      .addColumn("strip", "bytea")
      .addPrimaryKeyConstraint("points_key", ["dataset", "ordinal"])
      .execute();
    await db.schema.createIndex("points_id").on("points").column("id").execute();
    await db.schema
      .createIndex("points_metric")
      .on("points")
      .columns(["metric", "dataset", "unit"])
      .execute();
    await db.schema
      .createIndex("points_system")
      .on("points")
      .columns(["system", "evidence", "dataset"])
      .execute();
    await db.schema
      .createTable("samples")
      .addColumn("dataset", "text", (column) => column.notNull())
      .addColumn("point", "integer", (column) => column.notNull())
      .addColumn("run", "integer", (column) => column.notNull())
      .addColumn("sample_values", "bytea", (column) => column.notNull())
      .addColumn("sample_places", "bytea", (column) => column.notNull())
      .addPrimaryKeyConstraint("samples_key", ["dataset", "point", "run"])
      .addForeignKeyConstraint("samples_point", ["dataset", "point"], "points", ["dataset", "ordinal"])
      .execute();
    await db.schema
      .createTable("problems")
      .addColumn("dataset", "text", (column) => column.notNull().references("datasets.sha256"))
      .addColumn("ordinal", "integer", (column) => column.notNull())
      .addColumn("problem", "text", (column) => column.notNull())
      .addPrimaryKeyConstraint("problems_key", ["dataset", "ordinal"])
      .execute();
    await db.schema
      .createTable("views")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("query", "text", (column) => column.notNull())
      .addColumn("datasets", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .execute();
    await sql`insert into meta (key, value) values ('revision', 0)`.execute(db);
  },
};
