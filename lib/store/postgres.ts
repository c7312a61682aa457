import { Kysely, sql, type Transaction } from "kysely";
import type { PoolConfig } from "pg";
import { bringUpToDate, isUpToDate } from "./bring-up-to-date";
import { kyselyStore, type Connection } from "./kysely-store";
import { WhiskerPostgresDialect } from "./postgres-dialect";
import { troubleOf } from "./postgres-trouble";
import type { Store } from "./store";
import type { Tables } from "./tables";
import { StoreUnavailable } from "./unavailable";

export interface PostgresConnection extends Connection {
  /** Runs reads that all see the moment of the first of them, whatever is written meanwhile. */
  snapshot<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
}

export interface PostgresOptions {
  /** The most connections of this pool. */
  connections?: number;
  /** Told in a sentence what of the server's settings weakens what a commit promises. */
  warn?: (says: string) => void;
  patience?: Partial<Patience>;
}

/** In ms. */
interface Patience {
  /** How long a read, and a write, goes on asking a database that went away: a restart takes a second or two. */
  read: number;
  write: number;
  /** How long a write waits for the writes of others. */
  lock: number;
  /** How long one statement may take; a server behind a broken network never answers. */
  answer: number;
}

const usualPatience: Patience = { read: 1_000, write: 5_000, lock: 60_000, answer: 30_000 };

/**
 * Opens a database of PostgreSQL 15 or newer and brings its tables up to date. Reads and writes that meet a lost
 * connection, a restart or a conflict are made again for a moment, then fail as `StoreUnavailable`.
 * @throws Error in a sentence, where the database cannot be used
 */
export async function openPostgres(url: string, options: PostgresOptions = {}): Promise<Store> {
  return kyselyStore(await connectPostgres(url, options));
}

/** The connection below the store, for what copies whole tables. */
export async function connectPostgres(
  url: string,
  options: PostgresOptions = {},
): Promise<PostgresConnection> {
  const patience = { ...usualPatience, ...options.patience };
  const db = connect(url, { max: options.connections ?? 10, query_timeout: patience.answer });
  const read = <T>(work: (db: Kysely<Tables>) => Promise<T>) =>
    repeated(() => work(db), { lost: patience.read, busy: 0 });
  try {
    const { warnings, commitsAreOff } = await read(checkServer);
    for (const says of warnings) options.warn?.(says);
    if (!(await read(hasAllTables))) await migrate(url);
    const takeLock = lockStatements(patience, commitsAreOff);
    const write = <T>(work: (trx: Transaction<Tables>) => Promise<T>) =>
      repeated(() => lockedTransaction(db, takeLock, work), { lost: patience.write, busy: patience.lock });
    const snapshot: PostgresConnection["snapshot"] = (work) =>
      db.transaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(work);
    // The server holds every row to its keys by itself, and has its own tools for what disks do to pages.
    return {
      ...{ read, write, snapshot, check: () => Promise.resolve([]) },
      // Other machines read from it, too.
      filesBeside: null,
      // Checkpoints are the server's own business.
      settle: () => Promise.resolve(),
      close: once(() => db.destroy()),
    };
  } catch (cause) {
    await db.destroy();
    throw cause;
  }
}

function connect(url: string, pool: PoolConfig): Kysely<Tables> {
  const dialect = new WhiskerPostgresDialect({
    connectionString: url,
    application_name: "whisker",
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    keepAlive: true,
    ...pool,
  });
  return new Kysely<Tables>({ dialect });
}

function once(act: () => Promise<void>): () => Promise<void> {
  let acted: Promise<void> | null = null;
  return () => (acted ??= act());
}

/** Without these settings a commit that was answered may be lost with the power. */
async function checkServer(db: Kysely<Tables>): Promise<{ commitsAreOff: boolean; warnings: string[] }> {
  const { rows } = await sql<Record<string, string>>`select
    current_setting('server_version_num') as version, current_setting('server_encoding') as encoding,
    current_setting('synchronous_commit') as synchronous_commit, current_setting('fsync') as fsync,
    current_setting('full_page_writes') as full_page_writes`.execute(db);
  const found = rows[0]!;
  if (Number(found["version"]) < 150_000) throw new Error("Whisker needs PostgreSQL 15 or newer.");
  if (found["encoding"] !== "UTF8")
    throw new Error(
      `The database's encoding is ${found["encoding"]}: make one with \`create database whisker encoding 'UTF8' template template0\`.`,
    );
  const commitsAreOff = found["synchronous_commit"] === "off";
  const warnings = ["fsync", "full_page_writes"]
    .filter((name) => found[name] === "off")
    .map((name) => `PostgreSQL runs with ${name}=off: what was stored may be lost or torn when power fails.`);
  if (commitsAreOff)
    warnings.push("PostgreSQL runs with synchronous_commit=off: Whisker turns it on for its own writes.");
  return { commitsAreOff, warnings };
}

async function hasAllTables(db: Kysely<Tables>): Promise<boolean> {
  const { rows } = await sql<{
    known: string | null;
  }>`select to_regclass('kysely_migration')::text as known`.execute(db);
  if (!rows[0]?.known) return false;
  const ran = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  return isUpToDate(ran.rows.map(({ name }) => name));
}

/** Whisker's own number among the advisory locks of a database. */
const migrationLock = 717_271_001;

/** In one transaction under a lock that ends with it; on a connection that waits as long as it takes. */
async function migrate(url: string): Promise<void> {
  const db = connect(url, { max: 1 });
  try {
    await db.connection().execute(async (one) => {
      await sql`begin`.execute(one);
      try {
        await sql`select pg_advisory_xact_lock(${sql.lit(migrationLock)})`.execute(one);
        await bringUpToDate(one);
        await sql`commit`.execute(one);
      } catch (cause) {
        await sql`rollback`.execute(one).catch(() => {});
        throw cause;
      }
    });
  } finally {
    await db.destroy();
  }
}

/**
 * One write at a time: the row of the revision is the lock, as any engine with row locks has it. A process that hangs, or
 * a machine that is gone, holds it no longer than the settings say.
 */
function lockStatements(patience: Patience, commitsAreOff: boolean): string {
  return `
    set local lock_timeout = ${Math.min(patience.lock, 10_000)};
    set local idle_in_transaction_session_timeout = '60s';
    set local tcp_keepalives_idle = 10; set local tcp_keepalives_interval = 5; set local tcp_keepalives_count = 3;
    ${commitsAreOff ? "set local synchronous_commit = on;" : ""}
    select value from meta where key = 'revision' for update`;
}

function lockedTransaction<T>(
  db: Kysely<Tables>,
  takeLock: string,
  work: (trx: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    await sql.raw(takeLock).execute(trx);
    return work(trx);
  });
}

/** Attempts until one succeeds or fails for good; waits between two grow, and differ from one process to another. */
async function repeated<T>(attempt: () => Promise<T>, patience: { lost: number; busy: number }): Promise<T> {
  const start = Date.now();
  for (let wait = 20; ; wait = Math.min(wait * 2, 500)) {
    try {
      return await attempt();
    } catch (cause) {
      const trouble = troubleOf(cause);
      if (!trouble) throw cause;
      const left = start + patience[trouble === "busy" ? "busy" : "lost"] - Date.now();
      if (left < wait) throw new StoreUnavailable("The database does not answer.", { cause });
    }
    await new Promise((done) => setTimeout(done, wait * (0.5 + Math.random() / 2)));
  }
}
