import { randomBytes } from "node:crypto";
import type { Kysely, Migration } from "kysely";

/** What a view showed when it was stored, and the secret that its id is made with, which goes wherever the store goes. */
export const pinnedViews: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable("views").addColumn("renderer", "integer").execute();
    await db.schema.alterTable("views").addColumn("shown", "bytea").execute();
    await db.schema
      .createTable("secrets")
      .addColumn("name", "text", (column) => column.primaryKey())
      .addColumn("value", "text", (column) => column.notNull())
      .execute();
    const secrets = db as Kysely<{ secrets: { name: string; value: string } }>;
    const value = randomBytes(32).toString("base64url");
    await secrets.insertInto("secrets").values({ name: "view ids", value }).execute();
  },
};
