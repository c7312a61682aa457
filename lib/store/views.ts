import type { Kysely, Transaction } from "kysely";
import type { NewView, StoredView } from "./store";
import type { Tables, ViewRow } from "./tables";

/** The queries of stored views; the same on every database. */

export async function addView(trx: Transaction<Tables>, view: NewView): Promise<StoredView> {
  const { id, query, renderer, shown } = view;
  const row = { id, query, datasets: JSON.stringify(view.datasets), renderer, shown };
  await trx
    .insertInto("views")
    .values({ ...row, created_at: new Date().toISOString() })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  const stored = await findView(trx, id);
  if (!stored) throw new Error("The view that was just stored is not there.");
  return stored;
}

export async function findView(db: Kysely<Tables>, id: string): Promise<StoredView | null> {
  const row = await db.selectFrom("views").select(columns).where("id", "=", id).executeTakeFirst();
  return row ? viewOf(row) : null;
}

/** Oldest first. */
export async function listViews(db: Kysely<Tables>): Promise<StoredView[]> {
  const rows = await db.selectFrom("views").select(columns).orderBy("created_at").orderBy("id").execute();
  return rows.map(viewOf);
}

const columns = ["id", "query", "datasets", "created_at", "renderer"] as const;

function viewOf({ id, query, datasets, created_at, renderer }: Omit<ViewRow, "shown">): StoredView {
  return { id, query, datasets: JSON.parse(datasets) as string[], createdAt: created_at, renderer };
}

export async function readShown(db: Kysely<Tables>, id: string): Promise<Uint8Array | null> {
  const row = await db.selectFrom("views").select("shown").where("id", "=", id).executeTakeFirst();
  return row?.shown ?? null;
}

export async function viewSecret(db: Kysely<Tables>): Promise<string> {
  const row = await db
    .selectFrom("secrets")
    .select("value")
    .where("name", "=", "view ids")
    .executeTakeFirstOrThrow();
  return row.value;
}
