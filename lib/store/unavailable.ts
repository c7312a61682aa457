const code = "STORE_UNAVAILABLE";

/** The database does not answer, or too much waits for it: the same request may succeed in a moment. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
  readonly code = code;
}

/** Known by its code: it may come from a worker thread, or from another bundle of this process. */
export function isStoreUnavailable(cause: unknown): boolean {
  return cause instanceof Error && "code" in cause && cause.code === code;
}
