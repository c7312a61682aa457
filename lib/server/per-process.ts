/**
 * One value a process, whichever bundle asks: the server is loaded by Node, pages and routes by Next, each with module
 * instances of its own, and they must share one database connection and one pool of workers.
 */
export function perProcess<T>(name: string, make: () => T): T {
  const key = Symbol.for(`whisker.${name}`);
  const shared = globalThis as unknown as Record<symbol, T | undefined>;
  return (shared[key] ??= make());
}

/** What `perProcess` made, if it did. */
export function heldPerProcess<T>(name: string): T | undefined {
  return (globalThis as unknown as Record<symbol, T | undefined>)[Symbol.for(`whisker.${name}`)];
}

export function forgetPerProcess(name: string): void {
  delete (globalThis as unknown as Record<symbol, unknown>)[Symbol.for(`whisker.${name}`)];
}
