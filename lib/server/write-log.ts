import { log } from "./log";
import { openStore } from "./open-store";
import { askerOf } from "./request-actor";

/** What is asked with a body and stores nothing. */
const storesNothing = /^\/api\/inspect\/?$/;

/**
 * Adds a write and what came of it to the log of writes, before it is answered. Where even that cannot be written, the
 * process's own log has it: what was stored stays stored, and is acknowledged.
 */
export async function noteWrite(request: Request, response: Response, requestId: string): Promise<void> {
  const { pathname } = new URL(request.url);
  if (["GET", "HEAD", "OPTIONS"].includes(request.method) || storesNothing.test(pathname)) return;
  const { actor, address } = askerOf(request);
  const write = {
    token: actor?.token ?? null,
    address,
    action: `${request.method} ${pathname}`,
    subject: response.headers.get("location"),
    status: response.status,
    requestId,
  };
  await openStore()
    .then((store) => store.logWrite(write))
    .catch((cause: unknown) => log().error({ ...write, err: cause }, "a write was not logged in the store"));
}
