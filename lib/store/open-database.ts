import { openPostgres, type PostgresOptions } from "./postgres";
import { openSqlite, type SqliteOptions } from "./sqlite";
import type { Store } from "./store";

/** Where the store is: in a PostgreSQL database, or, without its address, in `whisker.db` of a folder. */
export interface DatabaseAddress {
  dir: string;
  url: string | null;
}

export function openDatabase(
  { dir, url }: DatabaseAddress,
  options?: PostgresOptions & SqliteOptions,
): Promise<Store> {
  return url === null ? openSqlite(dir, options) : openPostgres(url, options);
}
