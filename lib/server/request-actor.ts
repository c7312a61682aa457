import type { Actor } from "./authorize";

/** The header in which the server hands each request's asker to its route; what a client sends under it is dropped. */
export const actorHeader = "x-whisker-actor";

/** Who asks, and from which address; nobody in particular on a server without tokens. */
export interface Asker {
  actor: Actor | null;
  address: string | null;
}

export function askerText(asker: Asker): string {
  return Buffer.from(JSON.stringify(asker)).toString("base64url");
}

/** Who asks for what a route was called with. */
export function askerOf(request: Request): Asker {
  return askerFrom(request.headers.get(actorHeader));
}

/** Who asks, by the header that the server set. */
export function askerFrom(text: string | null): Asker {
  if (text === null) return { actor: null, address: null };
  return JSON.parse(Buffer.from(text, "base64url").toString()) as Asker;
}
