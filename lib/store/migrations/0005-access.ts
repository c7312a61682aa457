import { sql, type Kysely, type Migration } from "kysely";

/** Who may read and write a team's server, what was written by whom, and which datasets a person deleted. */
export const access: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("tokens")
      .addColumn("id", "text", (column) => column.primaryKey())
      .addColumn("sequence", "bigint", (column) => column.notNull().unique())
      .addColumn("name", "text", (column) => column.notNull())
      .addColumn("scope", "text", (column) => column.notNull())
      .addColumn("secret_sha256", "text", (column) => column.notNull())
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("expires_at", "text", (column) => column.notNull())
      .addColumn("last_used_at", "text")
      .addColumn("revoked_at", "text")
      .execute();
    await db.schema
      .createTable("sessions")
      .addColumn("secret_sha256", "text", (column) => column.primaryKey())
      .addColumn("token", "text", (column) => column.notNull().references("tokens.id"))
      .addColumn("created_at", "text", (column) => column.notNull())
      .addColumn("last_used_at", "text", (column) => column.notNull())
      .addColumn("ended_at", "text")
      .execute();
    await db.schema.createIndex("sessions_token").on("sessions").column("token").execute();
    await db.schema
      .createTable("write_log")
      .addColumn("sequence", "bigint", (column) => column.primaryKey())
      .addColumn("at", "text", (column) => column.notNull())
      .addColumn("token", "text")
      .addColumn("address", "text")
      .addColumn("action", "text", (column) => column.notNull())
      .addColumn("subject", "text")
      .addColumn("status", "integer", (column) => column.notNull())
      .addColumn("request_id", "text", (column) => column.notNull())
      .execute();
    await sql`insert into meta (key, value) values ('write', 0)`.execute(db);
    await db.schema.alterTable("datasets").addColumn("deleted_at", "text").execute();
  },
};
