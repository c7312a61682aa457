import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A token as a person is shown it, once; and what is kept of it. */
export interface MadeToken {
  text: string;
  id: string;
  secretSha256: string;
}

/**
 * `wsk_<id>_<secret>_<check>`: a prefix that scanners for leaked secrets can look for, an id to look it up by, 256 random bits
 * and a check sum, so that a mistyped token is told from a wrong one without asking the database.
 */
const form = /^wsk_([0-9a-f]{10})_([A-Za-z0-9_-]{43})_([0-9a-f]{8})$/;

export function makeToken(): MadeToken {
  const id = randomBytes(5).toString("hex");
  const secret = randomBytes(32).toString("base64url");
  return { text: `wsk_${id}_${secret}_${checkOf(id, secret)}`, id, secretSha256: secretHash(secret) };
}

/** Null where the text is no token, or was mistyped. */
export function parseToken(text: string): { id: string; secret: string } | null {
  const [, id, secret, check] = form.exec(text) ?? [];
  if (id === undefined || secret === undefined || checkOf(id, secret) !== check) return null;
  return { id, secret };
}

function checkOf(id: string, secret: string): string {
  return createHash("sha256").update(`${id}_${secret}`).digest("hex").slice(0, 8);
}

/** SHA-256 is enough for 256 random bits: nobody can try them out, as they can a password. */
export function secretHash(secret: string): string {
  return createHash("sha256").update(secret).digest("hex");
}

/** Compares two hashes in a time that does not tell where they differ. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a, "hex"), Buffer.from(b, "hex")];
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Whether a token is neither revoked nor expired. */
export function isValid(
  { revokedAt, expiresAt }: { revokedAt: string | null; expiresAt: string },
  now = Date.now(),
): boolean {
  return revokedAt === null && Date.parse(expiresAt) > now;
}
