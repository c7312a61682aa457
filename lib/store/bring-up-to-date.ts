import { Migrator, type Kysely, type Migration } from "kysely";
import { killPoint } from "./kill-point";
import { migrations, type MigrationName } from "./migrations/migrations";
import type { Tables } from "./tables";

/** Whether a database whose migrations of these names ran needs none. */
export function isUpToDate(ran: readonly unknown[]): boolean {
  return (
    ran.length === Object.keys(migrations).length &&
    ran.every((name) => Object.hasOwn(migrations, String(name)))
  );
}

/**
 * Runs the migrations that are missing. The caller holds a lock and a transaction around it, so that another process
 * waits and then finds nothing to do, and one that is killed leaves the tables as they were.
 */
export async function bringUpToDate(db: Kysely<Tables>): Promise<void> {
  const migrator = new Migrator({
    db,
    provider: { getMigrations: () => Promise.resolve(withKillPoints()) },
    // Their names order them; the times at which they ran may come from a clock that went back.
    allowUnorderedMigrations: true,
    disableTransactions: true,
  });
  const { error } = await migrator.migrateToLatest();
  if (error) throw newerDatabase(error) ?? error;
}

function withKillPoints(): Record<string, Migration> {
  const names = Object.keys(migrations) as MigrationName[];
  const up = (name: MigrationName) => async (db: Kysely<unknown>) => {
    await migrations[name].up(db);
    killPoint(name);
  };
  return Object.fromEntries(names.map((name) => [name, { up: up(name) }]));
}

function newerDatabase(cause: unknown): Error | null {
  const newer = cause instanceof Error && /previously executed migration .* is missing/.test(cause.message);
  return newer
    ? new Error(
        "This database was made by a newer Whisker: start that version, or choose another WHISKER_DIR or DATABASE_URL.",
        { cause },
      )
    : null;
}
