import { mkdirSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import {
  Kysely,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type SqliteDatabase,
  type Transaction,
} from "kysely";
import { bringUpToDate, isUpToDate } from "./bring-up-to-date";
import { openFilesBeside } from "./files-beside";
import { kyselyStore, type Connection } from "./kysely-store";
import type { Store } from "./store";
import type { Tables } from "./tables";
import { StoreUnavailable } from "./unavailable";

/** How long a write waits for another process's or thread's write before it fails, in ms. */
const writePatience = 60_000;

/**
 * Opens (or makes) `whisker.db` in a folder and brings its tables up to date.
 *
 * A commit is on disk when it returns (`synchronous = FULL`; better-sqlite3 is built with NORMAL for WAL). Writes take
 * the lock at once (`BEGIN IMMEDIATE`): a lock taken half way fails at once, whatever `busy_timeout` says.
 */
export async function openSqlite(dir: string, options?: SqliteOptions): Promise<Store> {
  return kyselyStore(await connectSqlite(dir, options));
}

export interface SqliteOptions {
  /**
   * Whether what a commit wrote to the log stays there until `settle`. It is on disk as soon as the commit is; bringing
   * tens of megabytes of samples from the log to their place takes as long again, and nobody need wait for that.
   */
  settlesLater?: boolean;
}

/** The connection below the store, for what copies whole tables. */
export async function connectSqlite(
  dir: string,
  { settlesLater = false }: SqliteOptions = {},
): Promise<Connection> {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, sqliteFile);
  const filesBeside = openFilesBeside(path);
  const database = new Database(path);
  try {
    for (const pragma of pragmas) database.pragma(pragma);
    if (settlesLater) database.pragma("wal_autocheckpoint = 0");
    const db = new Kysely<Tables>({
      dialect: new ImmediateDialect(database),
    });
    await migrate(database, db);
    return {
      read: (work) => work(db),
      write: (work) => writeWhenFree(db, work),
      filesBeside,
      check: () => Promise.resolve(faultsIn(database)),
      settle: () => settle(database),
      close: () => close(database),
    };
  } catch (cause) {
    database.close();
    throw cause;
  }
}

/** What SQLite itself finds wrong: pages, indexes, and rows that name others which are not there. */
function faultsIn(database: Database.Database): string[] {
  const pages = database.prepare("pragma integrity_check").pluck().all().map(String);
  const rows = database.pragma("foreign_key_check") as { table: string; parent: string }[];
  return [
    ...pages.filter((says) => says !== "ok"),
    ...rows.map(({ table, parent }) => `a row of ${table} names a row of ${parent} that is not there`),
  ];
}

/** The database's name in its folder. */
export const sqliteFile = "whisker.db";

const pragmas = [
  // Of a new database: a file of 100 MB is written in half as many calls as by 4 KiB, and small ones take no longer.
  "page_size = 8192",
  "busy_timeout = 5000",
  "journal_mode = WAL",
  "synchronous = FULL",
  "foreign_keys = ON",
  "trusted_schema = OFF",
  "cell_size_check = ON",
  // In KiB, of each thread that has the database open. better-sqlite3 is built with 16,000, which large files fill, and keep.
  "cache_size = -4000",
  // Many samples pass through the log; afterwards the log gives its room back.
  "journal_size_limit = 67108864",
];

/** SQLite's own measure, in pages: to bring a log to its place costs two waits for the disk, however short it is. */
const longLog = 1000;

/** Waits for no reader and no other writer: what they are in the way of, the next one brings to its place. */
async function settle(database: Database.Database): Promise<void> {
  const [state] = database.pragma("wal_checkpoint(NOOP)") as [{ log: number; checkpointed: number }];
  if (state.log - state.checkpointed > longLog) database.pragma("wal_checkpoint(PASSIVE)");
}

async function close(database: Database.Database): Promise<void> {
  if (!database.open) return;
  database.pragma("wal_checkpoint(TRUNCATE)");
  database.close();
}

/** Under the write lock: another process waits and then finds nothing to do. */
async function migrate(database: Database.Database, db: Kysely<Tables>): Promise<void> {
  if (hasAllTables(database)) return;
  await waitForLock(() => beginImmediate(database));
  try {
    await bringUpToDate(db);
    database.exec("COMMIT");
  } catch (cause) {
    if (database.inTransaction) database.exec("ROLLBACK");
    throw cause;
  }
}

/** Asks once for the write lock: a thread that serves pages must not sleep inside SQLite until it is free. */
function beginImmediate(database: Database.Database): void {
  database.pragma("busy_timeout = 0");
  try {
    database.exec("BEGIN IMMEDIATE");
  } finally {
    database.pragma("busy_timeout = 5000");
  }
}

/** Asked without the lock, so that opening never waits for another thread's long write. */
function hasAllTables(database: Database.Database): boolean {
  const known = database.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get();
  return Boolean(known) && isUpToDate(database.prepare("select name from kysely_migration").pluck().all());
}

/** The longest pause, in ms, between two attempts at the write lock: several wait for it, and none should find it free late. */
const longestPause = 20;

/** Waits outside the connection, so that reads go on while another thread writes. */
function writeWhenFree<T>(db: Kysely<Tables>, work: (trx: Transaction<Tables>) => Promise<T>): Promise<T> {
  return waitForLock(() => db.transaction().execute(work));
}

async function waitForLock<T>(attempt: () => T | Promise<T>): Promise<T> {
  const deadline = Date.now() + writePatience;
  for (let wait = 2; ; wait = Math.min(wait * 2, longestPause)) {
    try {
      return await attempt();
    } catch (cause) {
      if (!isBusy(cause)) throw cause;
      if (Date.now() > deadline) throw new StoreUnavailable("Other writes hold the database.", { cause });
      await new Promise((done) => setTimeout(done, wait * (0.5 + Math.random() / 2)));
    }
  }
}

function isBusy(cause: unknown): boolean {
  return cause instanceof Database.SqliteError && cause.code.startsWith("SQLITE_BUSY");
}

class ImmediateDialect extends SqliteDialect {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database: cachingStatements(database) });
    this.#database = database;
  }

  override createDriver() {
    return new ImmediateDriver(this.#database);
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #database: Database.Database;

  constructor(database: Database.Database) {
    super({ database: cachingStatements(database) });
    this.#database = database;
  }

  override async beginTransaction(): Promise<void> {
    beginImmediate(this.#database);
  }

  /** A full disk has undone the transaction already, and another error would stand in the place of that one. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    if (this.#database.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Kysely prepares each query anew; the few that come again and again are kept. */
function cachingStatements(database: Database.Database): SqliteDatabase {
  const kept = new Map<string, Database.Statement>();
  return {
    close: () => database.close(),
    prepare(text) {
      const statement = kept.get(text) ?? database.prepare(text);
      kept.delete(text);
      kept.set(text, statement);
      for (const oldest of kept.keys()) {
        if (kept.size <= 64) break;
        kept.delete(oldest);
      }
      return statement as never;
    },
  };
}
