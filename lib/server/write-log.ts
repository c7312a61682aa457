import type { NewWrite } from "@/lib/store/store";
import { log } from "./log";
import { openStore } from "./open-store";
import { askerOf } from "./request-actor";
import { requestIdOf } from "./request-id";

/** What is asked with a body and stores nothing. */
const storesNothing = /^\/api\/inspect\/?$/;

const logged = new WeakSet<Request>();

/** Says that what was stored has its entry already, from the same transaction. */
export function markLogged(request: Request): void {
  logged.add(request);
}

/** What the log says of a request, but for what came of it. */
export function writeOf(request: Request): Omit<NewWrite, "subject" | "status"> {
  const { actor, address } = askerOf(request);
  const action = `${request.method} ${new URL(request.url).pathname}`;
  return { token: actor?.token ?? null, address, action, requestId: requestIdOf(request) };
}

/**
 * Adds a write and what came of it to the log of writes, before it is answered. Where even that cannot be written, the
 * process's own log has it: what was stored stays stored, and is acknowledged.
 */
export async function noteWrite(request: Request, response: Response): Promise<void> {
  const { pathname } = new URL(request.url);
  if (["GET", "HEAD", "OPTIONS"].includes(request.method) || storesNothing.test(pathname)) return;
  if (logged.has(request)) return;
  const write = {
    ...writeOf(request),
    subject: response.headers.get("location"),
    status: response.status,
  };
  await openStore()
    .then((store) => store.logWrite(write))
    .catch((cause: unknown) => log().error({ ...write, err: cause }, "a write was not logged in the store"));
}
