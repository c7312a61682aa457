import { openPostgres, type PostgresOptions } from "./postgres";
import { openSqlite } from "./sqlite";
import type { Store } from "./store";

/** Where the store is: in a PostgreSQL database, or, without its address, in `whisker.db` of a folder. */
export interface DatabaseAddress {
  dir: string;
  url: string | null;
}

export function openDatabase({ dir, url }: DatabaseAddress, options?: PostgresOptions): Promise<Store> {
  return url === null ? openSqlite(dir) : openPostgres(url, options);
}
