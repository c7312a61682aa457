import { randomBytes } from "node:crypto";
import type { Store, StoredToken } from "@/lib/store/store";
import { isUseDue, useNotNoted } from "./last-use";
import { isValid, secretHash } from "./token-text";

/** `__Host-`: only this host set it, over https or on this machine, for every path. */
export const sessionCookie = "__Host-whisker";

const hour = 3_600_000;
/** Without a request for so long, a session is over; and in any case after the second. */
const idle = 12 * hour;
const longest = 7 * 24 * hour;
const useNotedEvery = 30_000;

/** Opens a session for a token that was shown, and gives the cookie that stands for it. */
export async function openSession(store: Store, token: StoredToken): Promise<string> {
  const secret = randomBytes(32).toString("base64url");
  const at = new Date().toISOString();
  await store.addSession({
    secretSha256: secretHash(secret),
    token: token.id,
    createdAt: at,
    lastUsedAt: at,
    endedAt: null,
  });
  return cookie(secret, longest / 1000);
}

/** Ends the session of a cookie, and gives the cookie that takes its place: none. */
export async function closeSession(store: Store, cookies: string | undefined): Promise<string> {
  const secret = sessionSecret(cookies);
  if (secret !== null) await store.endSession(secretHash(secret));
  return cookie("", 0);
}

function cookie(secret: string, seconds: number): string {
  return `${sessionCookie}=${secret}; Path=/; Max-Age=${seconds}; Secure; HttpOnly; SameSite=Lax`;
}

/** The secret in a Cookie header; null where there is none, or two that disagree. */
export function sessionSecret(cookies: string | undefined): string | null {
  const found = (cookies ?? "")
    .split(";")
    .map((each) => each.trim())
    .filter((each) => each.startsWith(`${sessionCookie}=`))
    .map((each) => each.slice(sessionCookie.length + 1));
  const [secret] = found;
  return secret !== undefined && found.length === 1 && /^[A-Za-z0-9_-]{43}$/.test(secret) ? secret : null;
}

/** The token that a session was opened with; null where session or token are over. */
export async function sessionToken(store: Store, secret: string): Promise<StoredToken | null> {
  const hash = secretHash(secret);
  const session = await store.findSession(hash);
  if (!session || session.endedAt !== null) return null;
  const [now, used] = [Date.now(), Date.parse(session.lastUsedAt)];
  if (now - used > idle || now - Date.parse(session.createdAt) > longest) return null;
  const token = await store.findToken(session.token);
  if (!token || !isValid(token, now)) return null;
  if (isUseDue(hash, used, useNotedEvery)) void store.noteSessionUse(hash).catch(useNotNoted);
  return token;
}
