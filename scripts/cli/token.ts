import type { Scope } from "@/lib/server/access-scope";
import { isValid } from "@/lib/server/token-text";
import { createToken } from "@/lib/server/tokens";
import type { Store, StoredToken } from "@/lib/store/store";
import type { Output } from "./page";

export interface NewTokenOptions {
  name: string;
  scope: Scope;
  days?: number;
}

/** Makes a token and shows it, this once. */
export async function tokenCreate(store: Store, options: NewTokenOptions, output: Output): Promise<void> {
  const { text, id, expiresAt } = await createToken(store, options);
  output.write(`${text}\n`);
  output.write(
    `Token ${id} (${options.name}, ${options.scope}) is valid until ${expiresAt.slice(0, 10)}. It is shown this once.\n`,
  );
}

/** One line a token, newest first. */
export async function tokenList(store: Store, output: Output): Promise<void> {
  const tokens = await store.listTokens();
  if (tokens.length === 0) output.write("There is no token. Make one: whisker token create --name NAME\n");
  for (const token of tokens) output.write(`${tokenLine(token)}\n`);
}

function tokenLine(token: StoredToken): string {
  const { id, name, scope, expiresAt, lastUsedAt, revokedAt } = token;
  const state = revokedAt !== null ? "revoked" : isValid(token) ? "valid until" : "expired";
  const until = (revokedAt ?? expiresAt).slice(0, 10);
  return `${id}  ${scope.padEnd(6)}  ${state} ${until}  last used ${lastUsedAt?.slice(0, 10) ?? "never"}  ${name}`;
}

/** Ends a token and the sessions that were opened with it; 2 where there is none to end. */
export async function tokenRevoke(store: Store, id: string, output: Output): Promise<0 | 2> {
  const isRevoked = await store.revokeToken(id);
  output.write(isRevoked ? `Token ${id} is revoked.\n` : `There is no valid token ${id}.\n`);
  return isRevoked ? 0 : 2;
}
