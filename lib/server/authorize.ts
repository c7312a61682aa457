import type { StoredToken, Store } from "@/lib/store/store";
import { includes, isScope, neededScope, type Scope } from "./access-scope";
import type { Refusal } from "./guard";
import { sessionSecret, sessionToken } from "./sessions";
import type { TeamSettings } from "./settings";
import { isUseDue, useNotNoted } from "./last-use";
import { isValid, parseToken, sameHash, secretHash } from "./token-text";

/** Who asks: a token, shown itself or by the session that was opened with it. */
export interface Actor {
  token: string;
  name: string;
  scope: Scope;
}

interface Asked {
  method: string;
  path: string;
  authorization: string | undefined;
  cookie: string | undefined;
}

export interface Authorized {
  actor: Actor | null;
  refusal: Refusal | null;
}

/** Whether a team's server answers a request, and to whom. Without a refusal where everybody may ask. */
export async function authorize(store: Store, asked: Asked, { reads }: TeamSettings): Promise<Authorized> {
  const needed = neededScope(asked.method, decoded(asked.path), reads);
  const token = await shownToken(store, asked);
  if (token === "bad") return { actor: null, refusal: badToken };
  const actor = token && actorOf(token);
  if (needed === null || (actor && includes(actor.scope, needed))) return { actor, refusal: null };
  return { actor, refusal: actor ? tooNarrow(needed, actor) : unknown(needed) };
}

/** Next decodes a path before it looks for its page, and so must whoever guards it. */
function decoded(path: string): string {
  return decodeURIComponent(path);
}

/** The token that a request shows; null where it shows none, or a session that is over. */
async function shownToken(store: Store, asked: Asked): Promise<StoredToken | "bad" | null> {
  if (asked.authorization !== undefined) return bearerToken(store, asked.authorization);
  const secret = sessionSecret(asked.cookie);
  return secret === null ? null : sessionToken(store, secret);
}

async function bearerToken(store: Store, authorization: string): Promise<StoredToken | "bad"> {
  const [, text] = /^Bearer\s+(\S+)\s*$/i.exec(authorization) ?? [];
  return (text === undefined ? null : await tokenOf(store, text)) ?? "bad";
}

/** The token of a text, where it is one of ours, neither revoked nor expired. */
export async function tokenOf(store: Store, text: string): Promise<StoredToken | null> {
  const read = parseToken(text);
  const token = read && (await store.findToken(read.id));
  if (!token || !sameHash(token.secretSha256, secretHash(read.secret)) || !isValid(token)) return null;
  noteUse(store, token);
  return token;
}

/** Noted at most twice a minute: a read should not cost a write. */
const useNotedEvery = 30_000;

/** Notes when a token was last used. Nobody waits for it: an answer does not depend on it, and another write may hold the database. */
function noteUse(store: Store, { id, lastUsedAt }: StoredToken): void {
  const lastUsed = lastUsedAt === null ? null : Date.parse(lastUsedAt);
  if (isUseDue(id, lastUsed, useNotedEvery)) void store.noteTokenUse(id).catch(useNotNoted);
}

function actorOf({ id, name, scope }: StoredToken): Actor | null {
  return isScope(scope) ? { token: id, name, scope } : null;
}

const badToken: Refusal = {
  status: 401,
  title: "Not a valid token",
  detail:
    "The token was mistyped, revoked, or has expired. Whoever runs this server makes new ones: whisker token create.",
};

function unknown(needed: Scope): Refusal {
  return {
    status: 401,
    title: "Sign in first",
    detail: `This needs a token with the scope ${needed}: sign in at /sign-in, or send Authorization: Bearer.`,
  };
}

function tooNarrow(needed: Scope, actor: Actor): Refusal {
  return {
    status: 403,
    title: "Not allowed",
    detail: `This needs a token with the scope ${needed}; ${actor.name} has ${actor.scope}.`,
  };
}
