import type { Kysely, Transaction } from "kysely";
import type { ReviewChange, StoredAttachment, StoredReviewRow } from "./store";
import type { Tables } from "./tables";

/** The reviews of any database that speaks through Kysely; `sequence` gives the store's next revision. */
export async function addReview(
  trx: Transaction<Tables>,
  review: Pick<StoredReviewRow, "id" | "title" | "link" | "rules">,
  attachments: readonly Pick<StoredAttachment, "role" | "dataset">[],
  sequence: number,
): Promise<void> {
  const at = new Date().toISOString();
  const { id, title, link, rules } = review;
  await trx
    .insertInto("reviews")
    .values({ id, sequence, title, link, rules, created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
  await attach(trx, id, attachments, at);
}

async function attach(
  trx: Transaction<Tables>,
  review: string,
  attachments: readonly Pick<StoredAttachment, "role" | "dataset">[],
  at: string,
): Promise<void> {
  const before = await attachmentsOf(trx, review);
  const missing = attachments.filter(
    ({ role, dataset }) => !before.some((known) => isAttached(known, role, dataset)),
  );
  const rows = missing.map(({ role, dataset }, i) => ({
    ...{ review, role, dataset },
    ordinal: before.length + i,
    attached_at: at,
    replaced_at: null,
  }));
  if (rows.length > 0) await trx.insertInto("review_attachments").values(rows).execute();
}

function isAttached(known: StoredAttachment, role: string, dataset: string): boolean {
  return known.role === role && known.dataset === dataset && known.replacedAt === null;
}

/** Changes what is said of a review and what is attached; nothing attached is ever forgotten. False where it is not there. */
export async function changeReview(
  trx: Transaction<Tables>,
  id: string,
  { title, link, rules, attach: more = [], detach = [] }: ReviewChange,
): Promise<boolean> {
  const known = await trx.selectFrom("reviews").select("id").where("id", "=", id).executeTakeFirst();
  if (!known) return false;
  const at = new Date().toISOString();
  for (const { dataset, role } of detach) {
    await trx
      .updateTable("review_attachments")
      .set({ replaced_at: at })
      .where("review", "=", id)
      .where("dataset", "=", dataset)
      .where("role", "=", role)
      .where("replaced_at", "is", null)
      .execute();
  }
  await attach(trx, id, more, at);
  const said = {
    ...(title === undefined ? {} : { title }),
    ...(link === undefined ? {} : { link }),
    ...(rules === undefined ? {} : { rules }),
  };
  await trx
    .updateTable("reviews")
    .set({ ...said, updated_at: at })
    .where("id", "=", id)
    .execute();
  return true;
}

export async function addNote(
  trx: Transaction<Tables>,
  review: string,
  note: { id: string; about: string | null; text: string },
): Promise<boolean> {
  const known = await trx.selectFrom("reviews").select("id").where("id", "=", review).executeTakeFirst();
  if (!known) return false;
  const at = new Date().toISOString();
  const { id, about, text } = note;
  const written = await trx.selectFrom("review_notes").select("id").where("review", "=", review).execute();
  if (written.some((known) => known.id === id)) return true;
  await trx
    .insertInto("review_notes")
    .values({ review, ordinal: written.length, id, about, note: text, written_at: at })
    .execute();
  await trx.updateTable("reviews").set({ updated_at: at }).where("id", "=", review).execute();
  return true;
}

export async function findReview(db: Kysely<Tables>, id: string): Promise<StoredReviewRow | null> {
  const row = await db.selectFrom("reviews").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? wholeReview(db, row) : null;
}

/** Last changed first. */
export async function listReviews(db: Kysely<Tables>): Promise<StoredReviewRow[]> {
  const rows = await db.selectFrom("reviews").selectAll().orderBy("updated_at", "desc").execute();
  return Promise.all(rows.map((row) => wholeReview(db, row)));
}

async function wholeReview(db: Kysely<Tables>, row: Tables["reviews"]): Promise<StoredReviewRow> {
  const { id, title, link, rules, created_at: createdAt, updated_at: updatedAt } = row;
  const notes = await db
    .selectFrom("review_notes")
    .selectAll()
    .where("review", "=", id)
    .orderBy("ordinal")
    .execute();
  return {
    ...{ id, title, link, rules, createdAt, updatedAt },
    attachments: await attachmentsOf(db, id),
    notes: notes.map((each) => ({
      id: each.id,
      about: each.about,
      text: each.note,
      writtenAt: each.written_at,
    })),
  };
}

async function attachmentsOf(db: Kysely<Tables>, review: string): Promise<StoredAttachment[]> {
  const rows = await db
    .selectFrom("review_attachments")
    .selectAll()
    .where("review", "=", review)
    .orderBy("ordinal")
    .execute();
  return rows.map(({ role, dataset, attached_at: attachedAt, replaced_at: replacedAt }) => ({
    ...{ role, dataset, attachedAt, replacedAt },
  }));
}
