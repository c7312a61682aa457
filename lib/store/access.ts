import type { Kysely, Transaction } from "kysely";
import type { NewWrite, StoredSession, StoredToken, Write } from "./store";
import type { Tables, TokenRow } from "./tables";
import type { WriteTime } from "./write-time";

/** Tokens, sessions and the log of writes in any database that speaks through Kysely. */
export async function addToken(
  trx: Transaction<Tables>,
  token: Omit<StoredToken, "lastUsedAt" | "revokedAt">,
  sequence: number,
): Promise<void> {
  const { id, name, scope, secretSha256, createdAt, expiresAt } = token;
  await trx
    .insertInto("tokens")
    .values({
      ...{ id, sequence, name, scope, secret_sha256: secretSha256 },
      ...{ created_at: createdAt, expires_at: expiresAt, last_used_at: null, revoked_at: null },
    })
    .onConflict((conflict) => conflict.column("id").doNothing())
    .execute();
}

export async function findToken(db: Kysely<Tables>, id: string): Promise<StoredToken | null> {
  const row = await db.selectFrom("tokens").selectAll().where("id", "=", id).executeTakeFirst();
  return row ? tokenOf(row) : null;
}

/** Newest first, revoked ones too. */
export async function listTokens(db: Kysely<Tables>): Promise<StoredToken[]> {
  const rows = await db.selectFrom("tokens").selectAll().orderBy("sequence", "desc").execute();
  return rows.map(tokenOf);
}

function tokenOf(row: TokenRow): StoredToken {
  const { id, name, scope, secret_sha256: secretSha256, created_at: createdAt } = row;
  const { expires_at: expiresAt, last_used_at: lastUsedAt, revoked_at: revokedAt } = row;
  return { id, name, scope, secretSha256, createdAt, expiresAt, lastUsedAt, revokedAt };
}

export async function noteTokenUse(trx: Transaction<Tables>, id: string, at: string): Promise<void> {
  await trx.updateTable("tokens").set({ last_used_at: at }).where("id", "=", id).execute();
}

/** Ends the token, and every session that was opened with it. False where there is no such token, or it was revoked before. */
export async function revokeToken(
  trx: Transaction<Tables>,
  id: string,
  { at, isAgain }: WriteTime,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("tokens")
    .set({ revoked_at: at })
    .where("id", "=", id)
    .where((eb) => eb.or([eb("revoked_at", "is", null), ...(isAgain ? [eb("revoked_at", "=", at)] : [])]))
    .executeTakeFirst();
  await trx
    .updateTable("sessions")
    .set({ ended_at: at })
    .where("token", "=", id)
    .where("ended_at", "is", null)
    .execute();
  return Number(numUpdatedRows) > 0;
}

export async function addSession(trx: Transaction<Tables>, session: StoredSession): Promise<void> {
  const { secretSha256, token, createdAt, lastUsedAt, endedAt } = session;
  await trx
    .insertInto("sessions")
    .values({
      ...{ secret_sha256: secretSha256, token },
      ...{ created_at: createdAt, last_used_at: lastUsedAt, ended_at: endedAt },
    })
    .onConflict((conflict) => conflict.column("secret_sha256").doNothing())
    .execute();
}

export async function findSession(db: Kysely<Tables>, secretSha256: string): Promise<StoredSession | null> {
  const row = await db
    .selectFrom("sessions")
    .selectAll()
    .where("secret_sha256", "=", secretSha256)
    .executeTakeFirst();
  if (!row) return null;
  const { token, created_at: createdAt, last_used_at: lastUsedAt, ended_at: endedAt } = row;
  return { secretSha256, token, createdAt, lastUsedAt, endedAt };
}

export async function noteSessionUse(
  trx: Transaction<Tables>,
  secretSha256: string,
  at: string,
): Promise<void> {
  await trx
    .updateTable("sessions")
    .set({ last_used_at: at })
    .where("secret_sha256", "=", secretSha256)
    .execute();
}

export async function endSession(trx: Transaction<Tables>, secretSha256: string, at: string): Promise<void> {
  await trx
    .updateTable("sessions")
    .set({ ended_at: at })
    .where("secret_sha256", "=", secretSha256)
    .where("ended_at", "is", null)
    .execute();
}

/** How far back an entry may stand that was written already when the answer to its commit was lost. */
const recentWrites = 50;

/** Adds to the log; there is nothing that changes or removes what stands in it. */
export async function logWrite(trx: Transaction<Tables>, write: NewWrite, sequence: number): Promise<void> {
  const { token, address, action, subject, status, requestId } = write;
  const at = new Date().toISOString();
  const last = await trx
    .selectFrom("write_log")
    .select(["request_id", "action", "subject", "status"])
    .where("sequence", ">", sequence - recentWrites)
    .execute();
  const isSame = (row: (typeof last)[number]) =>
    row.request_id === requestId && row.action === action && row.subject === subject && row.status === status;
  if (last.some(isSame)) return;
  await trx
    .insertInto("write_log")
    .values({ sequence, at, token, address, action, subject, status, request_id: requestId })
    .execute();
}

/** Newest first, those before a sequence. */
export async function listWrites(db: Kysely<Tables>, limit: number, before?: number): Promise<Write[]> {
  let query = db.selectFrom("write_log").selectAll().orderBy("sequence", "desc").limit(limit);
  if (before !== undefined) query = query.where("sequence", "<", before);
  const rows = await query.execute();
  return rows.map(({ request_id: requestId, sequence, status, ...rest }) => ({
    ...rest,
    sequence,
    status,
    requestId,
  }));
}
