import type { PostgresOptions } from "./postgres";
import { openSqlite, type SqliteOptions } from "./sqlite";
import type { Store } from "./store";

/** Where the store is: in a PostgreSQL database, or, without its address, in `whisker.db` of a folder. */
export interface DatabaseAddress {
  dir: string;
  url: string | null;
}

export async function openDatabase(
  { dir, url }: DatabaseAddress,
  options?: PostgresOptions & SqliteOptions,
): Promise<Store> {
  if (url === null) return openSqlite(dir, options);
  // Loaded only where it is used: a start waits for it.
  const { openPostgres } = await import("./postgres");
  return openPostgres(url, options);
}
