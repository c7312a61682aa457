import { randomUUID } from "node:crypto";

/** The header in which the server hands each request's id to its route. */
export const requestIdHeader = "x-whisker-request";

const ownIds = new WeakMap<Request, string>();

/** The id of a request; one of its own, and always the same, where no server gave it any. */
export function requestIdOf(request: Request): string {
  const id = request.headers.get(requestIdHeader) ?? ownIds.get(request) ?? randomUUID();
  ownIds.set(request, id);
  return id;
}
