import { z } from "zod";
import type { Store, StoredToken, Write } from "@/lib/store/store";
import { usualDays, type Scope } from "./access-scope";
import { tokenOf } from "./authorize";
import { badRequest, HttpProblem, notFound } from "./http-problem";
import { readJsonBody } from "./json-body";
import { openStore } from "./open-store";
import { closeSession, openSession } from "./sessions";
import { makeToken } from "./token-text";

/** A token as an admin sees it: never its secret, nor the hash of it. */
export type ListedToken = Omit<StoredToken, "secretSha256">;

const day = 86_400_000;

/** Makes a token and keeps the hash of its secret; `text` is the only copy of it. */
export async function createToken(
  store: Store,
  { name, scope, days }: { name: string; scope: Scope; days?: number },
): Promise<{ text: string; id: string; expiresAt: string }> {
  const { text, id, secretSha256 } = makeToken();
  const now = Date.now();
  const expiresAt = new Date(now + (days ?? usualDays[scope]) * day).toISOString();
  const createdAt = new Date(now).toISOString();
  await store.addToken({ id, name, scope, secretSha256, createdAt, expiresAt });
  return { text, id, expiresAt };
}

export async function tokenList(): Promise<ListedToken[]> {
  return (await (await openStore()).listTokens()).map(listed);
}

function listed({ secretSha256: _, ...rest }: StoredToken): ListedToken {
  return rest;
}

/** @throws HttpProblem 404 */
export async function revokeToken(id: string): Promise<void> {
  if (!(await (await openStore()).revokeToken(id))) throw notFound("valid token of that id");
}

const SignIn = z.object({ token: z.string().max(200) });

/** A token becomes a session: the answer sets its cookie. @throws HttpProblem 400, 401 */
export async function signIn(request: Request): Promise<{ cookie: string; name: string; scope: string }> {
  const body = SignIn.safeParse(await readJsonBody(request, 'Send {"token": "…"}.', 4096));
  if (!body.success) throw badRequest('Send {"token": "…"}: the token as it was shown when it was made.');
  const store = await openStore();
  const token = await tokenOf(store, body.data.token.trim());
  if (!token) {
    const detail = "It was mistyped, revoked, or has expired. Copy it whole: it begins with wsk_.";
    throw new HttpProblem({ status: 401, title: "Not a valid token", detail });
  }
  return { cookie: await openSession(store, token), name: token.name, scope: token.scope };
}

export async function signOut(request: Request): Promise<string> {
  return closeSession(await openStore(), request.headers.get("cookie") ?? undefined);
}

const writesPerPage = 100;

/** A page of the log of writes, newest first; `before` is where the page before it ended. */
export async function writeList(before: string | null): Promise<{ writes: Write[]; next: number | null }> {
  if (before !== null && !/^[1-9]\d{0,14}$/.test(before))
    throw badRequest("`before` is the number of a write.");
  const store = await openStore();
  const writes = await store.listWrites(writesPerPage, before === null ? undefined : Number(before));
  const last = writes.at(-1);
  return { writes, next: writes.length === writesPerPage && last ? last.sequence : null };
}
