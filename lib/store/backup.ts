import { randomBytes } from "node:crypto";
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readSync,
  renameSync,
  rmSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import Database from "better-sqlite3";
import { copyTables } from "./copy-tables";
import { syncToDisk } from "./disk-files";
import { pieceLength } from "./file-pieces";
import { besideFolder, openBeside, refuseFilesAlone } from "./files-beside";
import type { DatabaseAddress } from "./open-database";
import { connectPostgres } from "./postgres";
import { connectSqlite, sqliteFile } from "./sqlite";

/** Why a backup cannot be made, or brought back, in a sentence that says what to do. */
export class BackupRefused extends Error {}

/**
 * Writes all that a store holds at one moment into one file, an SQLite database, while others go on writing. The file is
 * there whole and on disk, or not at all.
 * @throws BackupRefused where there is no store, or the file is there already
 */
export async function backUp({ dir, url }: DatabaseAddress, file: string): Promise<void> {
  if (existsSync(file)) throw new BackupRefused(`${file} is there already: choose another name.`);
  await whole(file, async (part) => {
    await (url === null ? copySqlite(dir, part) : copyFromPostgres(url, part));
    // It holds what links and tokens are made with.
    chmodSync(part, 0o600);
  });
}

/**
 * Brings a backup back as a store, whichever database it is in: made from PostgreSQL it may come back as SQLite, and the
 * other way round. Tables of an older version are brought up to date.
 * @throws BackupRefused where the file is no backup, or the store is not empty
 */
export async function restore(file: string, { dir, url }: DatabaseAddress): Promise<void> {
  checkBackup(file);
  if (url === null) {
    const target = join(dir, sqliteFile);
    if (existsSync(target))
      throw new BackupRefused(`${target} is there already: move it away, or choose another WHISKER_DIR.`);
    try {
      refuseFilesAlone(target);
    } catch (cause) {
      throw new BackupRefused(cause instanceof Error ? cause.message : String(cause), { cause });
    }
    mkdirSync(dir, { recursive: true });
    await whole(target, (part) => copyFileSync(file, part));
    await (await connectSqlite(dir)).close();
  } else await copyToPostgres(file, url);
}

/** Whether there is a store at an address; of a database server it is not asked. */
export function hasStore({ dir, url }: DatabaseAddress): boolean {
  return url !== null || existsSync(join(dir, sqliteFile));
}

/** Makes a file under another name beside it, and gives it its own once it is on disk. */
async function whole(file: string, make: (part: string) => void | Promise<void>): Promise<void> {
  const part = `${file}.${randomBytes(6).toString("hex")}.part`;
  try {
    await make(part);
    syncToDisk(part);
    renameSync(part, file);
    syncToDisk(dirname(resolve(file)));
  } finally {
    rmSync(part, { recursive: true, force: true });
  }
}

/** Copied by SQLite within one read: a plain copy of the file would miss what still stands in its log. */
function copySqlite(dir: string, part: string): void {
  if (!hasStore({ dir, url: null }))
    throw new BackupRefused(`There is no store in ${dir}: WHISKER_DIR says where it is.`);
  const database = new Database(join(dir, sqliteFile), { fileMustExist: true });
  try {
    database.pragma("busy_timeout = 5000");
    database.prepare("vacuum into ?").run(part);
  } finally {
    database.close();
  }
  bringInFiles(part, join(dir, sqliteFile));
}

/** Of files that stand beside the database the copy holds the bytes: one file is the whole backup. */
function bringInFiles(copy: string, original: string): void {
  const database = new Database(copy, { fileMustExist: true });
  try {
    // What is not whole is thrown away.
    database.pragma("journal_mode = OFF");
    database.pragma("synchronous = OFF");
    if (!knowsFilesBeside(database)) return;
    const datasets = database
      .prepare(
        "select d.sha256, f.sha256 as file, d.bytes from files_beside f join datasets d on coalesce(d.file_sha256, d.sha256) = f.sha256",
      )
      .all() as { sha256: string; file: string; bytes: number }[];
    const put = database.prepare("update file_chunks set bytes = ? where dataset = ? and ordinal = ?");
    for (const { sha256, file, bytes } of datasets) {
      const length = putFile(openBeside(original, file), (piece, ordinal) => put.run(piece, sha256, ordinal));
      if (length !== bytes)
        throw new BackupRefused(
          `${file} in ${besideFolder(original)} is missing or has not its ${bytes} bytes. Upload the same file again, which brings it back; "whisker verify" says what else is wrong.`,
        );
    }
    database.exec("delete from files_beside");
  } finally {
    database.close();
  }
}

function knowsFilesBeside(database: Database.Database): boolean {
  return database.prepare("select 1 from sqlite_master where name = 'files_beside'").get() !== undefined;
}

/** @returns how many bytes the file has; closes it */
function putFile(file: number | null, put: (piece: Uint8Array, ordinal: number) => void): number {
  if (file === null) return 0;
  let length = 0;
  try {
    const piece = Buffer.alloc(pieceLength);
    for (let read = 1, ordinal = 0; read > 0; ordinal += 1) {
      read = readSync(file, piece, 0, pieceLength, length);
      if (read > 0) put(piece.subarray(0, read), ordinal);
      length += read;
    }
    return length;
  } finally {
    closeSync(file);
  }
}

async function copyFromPostgres(url: string, part: string): Promise<void> {
  const folder = `${part}.folder`;
  const from = await connectPostgres(url, { connections: 1, patience: { answer: 600_000 } });
  try {
    const to = await connectSqlite(folder);
    try {
      await from.snapshot((db) => to.write((trx) => copyTables(db, trx)));
    } finally {
      await to.close();
    }
    copySqlite(folder, part);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await from.close();
  }
}

/** By way of a copy, which is brought up to date. */
async function copyToPostgres(file: string, url: string): Promise<void> {
  const to = await connectPostgres(url, { connections: 1, patience: { answer: 600_000 } });
  const folder = `${file}.${randomBytes(6).toString("hex")}.part`;
  try {
    mkdirSync(folder);
    copyFileSync(file, join(folder, sqliteFile));
    const from = await connectSqlite(folder);
    try {
      await to.write(async (trx) => {
        for (const table of ["datasets", "views", "reviews", "tokens", "recipes"] as const)
          if (
            await trx.selectFrom(table).select(trx.fn.countAll().as("count")).executeTakeFirst().then(hasRows)
          )
            throw new BackupRefused(
              `The database of DATABASE_URL holds ${table} already: restore into an empty one.`,
            );
        await from.read((db) => copyTables(db, trx));
      });
    } finally {
      await from.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
    await to.close();
  }
}

function hasRows(row: { count: unknown } | undefined): boolean {
  return Number(row?.count) > 0;
}

function checkBackup(file: string): void {
  if (!existsSync(file)) throw new BackupRefused(`There is no file ${file}.`);
  const database = new Database(file, { readonly: true, fileMustExist: true });
  try {
    const isWhisker = database.prepare("select 1 from sqlite_master where name = 'kysely_migration'").get();
    if (!isWhisker) throw new BackupRefused(`${file} is a database, but not one of Whisker's.`);
    if (knowsFilesBeside(database) && database.prepare("select 1 from files_beside").get())
      throw new BackupRefused(
        `${file} is a store's own database, and its large files stand beside it: make a backup of it with "whisker backup".`,
      );
    const [fault] = database.prepare("pragma integrity_check(1)").pluck().all();
    if (fault !== "ok") throw new BackupRefused(`${file} is damaged: ${String(fault)}.`);
  } catch (cause) {
    if (cause instanceof BackupRefused) throw cause;
    throw new BackupRefused(`${file} is no backup of Whisker's, or a damaged one.`, { cause });
  } finally {
    database.close();
  }
}
