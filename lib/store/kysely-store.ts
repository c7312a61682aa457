import type { ExpressionBuilder, Kysely, Transaction } from "kysely";
import { countProblems, type Problem } from "../points/problem";
import {
  addSession,
  addToken,
  endSession,
  findSession,
  findToken,
  listTokens,
  listWrites,
  logWrite,
  noteSessionUse,
  noteTokenUse,
  revokeToken,
} from "./access";
import { BatchInsert } from "./batch-insert";
import { filePieces, pieceLength, type FilePiece } from "./file-pieces";
import type { FilesBeside } from "./files-beside";
import { killPoint } from "./kill-point";
import { addNote, addReview, changeReview, findReview, listReviews } from "./reviews";
import {
  columnText,
  countPoint,
  datasetOf,
  datasetRow,
  emptyCounts,
  lightPointOf,
  originColumns,
  pointOf,
  pointRow,
  samplesRows,
  type PointCounts,
} from "./rows";
import type {
  Dataset,
  DatasetContent,
  DatasetLabel,
  FilePart,
  LightPoint,
  NewDataset,
  PointFilter,
  Store,
  StoredPoint,
  StoredRecipe,
} from "./store";
import type { SamplesRow, Tables } from "./tables";
import { addView, findView, listViews, readShown, viewSecret } from "./views";
import type { WriteTime } from "./write-time";

/** What a database adds to the queries, which are the same on each. */
export interface Connection {
  /** Runs a read; where a connection was lost on the way, anew. */
  read<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * Runs a write in a transaction that holds the write lock from its start; all of it happens, or nothing. A connection
   * that is lost at the commit leaves open whether it happened, and the write is made again: so every write, made twice,
   * comes to the same.
   */
  write<T>(work: (trx: Transaction<Tables>) => Promise<T>): Promise<T>;
  /** Where large files stand; null where every file is in the database. */
  filesBeside: FilesBeside | null;
  /** What the database itself finds wrong with its tables, a sentence each. */
  check(): Promise<string[]>;
  settle(): Promise<void>;
  close(): Promise<void>;
}

/** The store of any database that speaks through Kysely. Only SQL that SQLite and PostgreSQL share stands here. */
export function kyselyStore({ read, write, filesBeside, check, settle, close }: Connection): Store {
  const from = { read, filesBeside };
  return {
    addDataset: async (dataset, content) => {
      const large = largeFile(dataset, content, filesBeside);
      if (!large) return write((trx) => addDataset(trx, dataset, content, null));
      // Before the write lock is taken: a large file may take a while.
      large.files.sync(large.path);
      try {
        const outcome = await write((trx) => addDataset(trx, dataset, content, large));
        large.files.settle(dataset.fileSha256);
        return outcome;
      } catch (cause) {
        // At once: on a full disk it would be in the way of all that comes.
        await sweepFiles(write, filesBeside).catch(() => {});
        throw cause;
      }
    },
    mendFile: async (dataset, path) => {
      const name = filesBeside && (await read((db) => nameBeside(db, dataset)));
      if (!name) return;
      filesBeside.sync(path);
      filesBeside.take(path, name);
      filesBeside.settle(name);
    },
    findDataset: (sha256) => read((db) => findDataset(db, sha256)),
    findDatasetsByPrefix: (prefix) => read((db) => findDatasetsByPrefix(db, prefix)),
    listDatasets: () => read(listDatasets),
    listAllDatasets: () => read(listAllDatasets),
    listVersions: (path) => read((db) => listVersions(db, path)),
    relabelDataset: (sha256, label) => write((trx) => relabelDataset(trx, sha256, label)),
    retire: (sha256) => write((trx) => setRetired(trx, sha256, now())),
    deleteDataset: (sha256) => writeAt(write, (trx, time) => deleteDataset(trx, sha256, time)),
    undeleteDataset: (sha256) => write((trx) => undeleteDataset(trx, sha256)),
    listPoints: (filter) => read((db) => listPoints(db, filter)),
    listLightPoints: (filter) => read((db) => listLightPoints(db, filter)),
    findPoint: (id) => read((db) => findPoint(db, id)),
    listProblems: (sha256) => read((db) => listProblems(db, sha256)),
    countMetrics: (datasets) => read((db) => countMetrics(db, datasets)),
    listSystems: () => read(listSystems),
    readFile: (sha256) => readFile(from, sha256),
    readFileFrom: (sha256, line) => readFileFrom(from, sha256, line),
    addView: (view) => write((trx) => addView(trx, view)),
    findView: (id) => read((db) => findView(db, id)),
    listViews: () => read(listViews),
    readShown: (id) => read((db) => readShown(db, id)),
    viewSecret: () => read(viewSecret),
    saveRecipe: (recipe) => write((trx) => saveRecipe(trx, recipe)),
    findRecipe: (id) => read((db) => findRecipe(db, "id", id)),
    findRecipeFor: (header) => read((db) => findRecipe(db, "header", header)),
    addReview: (review, attachments) =>
      write(async (trx) => addReview(trx, review, attachments, await nextRevision(trx))),
    changeReview: (id, change) => write((trx) => changeReview(trx, id, change)),
    addReviewNote: (review, note) => write((trx) => addNote(trx, review, note)),
    findReview: (id) => read((db) => findReview(db, id)),
    listReviews: () => read(listReviews),
    addToken: (token) => write(async (trx) => addToken(trx, token, await nextRevision(trx))),
    findToken: (id) => read((db) => findToken(db, id)),
    listTokens: () => read(listTokens),
    noteTokenUse: (id) => write((trx) => noteTokenUse(trx, id, now())),
    revokeToken: (id) => writeAt(write, (trx, time) => revokeToken(trx, id, time)),
    addSession: (session) => write((trx) => addSession(trx, session)),
    findSession: (secret) => read((db) => findSession(db, secret)),
    noteSessionUse: (secret) => write((trx) => noteSessionUse(trx, secret, now())),
    endSession: (secret) => write((trx) => endSession(trx, secret, now())),
    logWrite: (entry) => write(async (trx) => logWrite(trx, entry, await nextWrite(trx))),
    listWrites: (limit, before) => read((db) => listWrites(db, limit, before)),
    revision: () => read(revision),
    checkTables: check,
    sweep: () => sweepFiles(write, filesBeside).then(() => missingFiles(from)),
    settle,
    close,
  };
}

function writeAt<T>(
  write: Connection["write"],
  work: (trx: Transaction<Tables>, time: WriteTime) => Promise<T>,
): Promise<T> {
  const at = now();
  let attempts = 0;
  return write((trx) => work(trx, { at, isAgain: (attempts += 1) > 1 }));
}

/** A received file that is to stand beside the database. */
interface LargeFile {
  files: FilesBeside;
  path: string;
}

/** Null where the file comes into the database. */
function largeFile(
  { bytes }: NewDataset,
  { takeable }: DatasetContent,
  files: FilesBeside | null,
): LargeFile | null {
  return files && takeable && bytes > pieceLength ? { files, path: takeable } : null;
}

async function addDataset(
  trx: Transaction<Tables>,
  dataset: NewDataset,
  content: DatasetContent,
  large: LargeFile | null,
) {
  const known = await datasetRowOf(trx, dataset.sha256);
  if (known) {
    if (known.retired_at !== null) {
      await setRetired(trx, dataset.sha256, null);
      await retireOtherReadings(trx, dataset);
    }
    // What stood there may be lost or damaged; these are its bytes.
    if (large && (await nameBeside(trx, dataset.sha256))) large.files.take(large.path, dataset.fileSha256);
    return "exists" as const;
  }
  const stored = {
    sequence: await nextRevision(trx),
    at: new Date().toISOString(),
    problems: countProblems(content.problems),
  };
  const row = datasetRow(dataset, { ...stored, counts: emptyCounts() });
  await trx.insertInto("datasets").values(row).execute();
  killPoint("dataset row");
  const pieces = large ? emptyPieces(dataset, content) : filePieces(content.chunks, dataset);
  await insertFile(trx, dataset, pieces);
  killPoint("file");
  const counts = await insertPoints(trx, dataset.sha256, content.points);
  killPoint("points");
  await insertProblems(trx, dataset.sha256, content.problems);
  const { facts } = datasetRow(dataset, { ...stored, counts });
  await trx.updateTable("datasets").set({ facts }).where("sha256", "=", dataset.sha256).execute();
  await retireOtherReadings(trx, dataset);
  if (content.logged) await logWrite(trx, content.logged, await nextWrite(trx));
  if (large) await takeFile(trx, dataset, large);
  killPoint("before commit");
  return "created" as const;
}

/** The same bytes read another way would be counted as repeats of themselves. */
async function retireOtherReadings(
  trx: Transaction<Tables>,
  { sha256, fileSha256 }: NewDataset,
): Promise<void> {
  await trx
    .updateTable("datasets")
    .set({ retired_at: now() })
    .where((eb) => eb.or([eb("file_sha256", "=", fileSha256), eb("sha256", "=", fileSha256)]))
    .where("sha256", "!=", sha256)
    .where("kind", "=", "uploaded")
    .where("retired_at", "is", null)
    .execute();
}

async function saveRecipe(trx: Transaction<Tables>, { id, header, recipe }: StoredRecipe): Promise<void> {
  const row = { sequence: await nextRevision(trx), created_at: new Date().toISOString() };
  await trx
    .insertInto("recipes")
    .values({ id, header, recipe, ...row })
    .onConflict((conflict) => conflict.column("id").doUpdateSet({ sequence: row.sequence }))
    .execute();
}

async function findRecipe(
  db: Kysely<Tables>,
  by: "id" | "header",
  value: string,
): Promise<StoredRecipe | null> {
  const row = await db
    .selectFrom("recipes")
    .select(["id", "header", "recipe"])
    .where(by, "=", value)
    .orderBy("sequence", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ?? null;
}

async function insertFile(trx: Transaction<Tables>, dataset: NewDataset, pieces: Iterable<FilePiece>) {
  for (const { ordinal, linesBefore, bytes } of pieces) {
    const row = { dataset: dataset.sha256, ordinal, lines_before: linesBefore, bytes };
    await trx.insertInto("file_chunks").values(row).execute();
  }
}

/** Without bytes, of a file that stands beside the database: only where its lines are is kept of each piece. */
function* emptyPieces(dataset: NewDataset, { chunks, lineEndsBefore }: DatasetContent): Generator<FilePiece> {
  const bytes = new Uint8Array(0);
  if (lineEndsBefore) {
    for (const [ordinal, linesBefore] of lineEndsBefore.entries()) yield { ordinal, linesBefore, bytes };
    return;
  }
  for (const piece of filePieces(chunks, dataset)) yield { ...piece, bytes };
}

/** Last of all: what fails before it leaves the file where it was received. */
async function takeFile(trx: Transaction<Tables>, { fileSha256 }: NewDataset, { files, path }: LargeFile) {
  await trx
    .insertInto("files_beside")
    .values({ sha256: fileSha256 })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  files.take(path, fileSha256);
}

/** Settles files that were taken where a dataset has them, else drops them. Under the write lock no other write is between. */
async function sweepFiles(write: Connection["write"], files: FilesBeside | null): Promise<void> {
  if (!files || files.unsettled().length === 0) return;
  await write(async (trx) => {
    for (const sha256 of files.unsettled()) {
      const known = await trx
        .selectFrom("files_beside")
        .select("sha256")
        .where("sha256", "=", sha256)
        .executeTakeFirst();
      if (known) files.settle(sha256);
      else files.drop(sha256);
    }
  });
}

async function missingFiles({ read, filesBeside }: FileSource): Promise<string[]> {
  if (!filesBeside) return [];
  const rows = await read((db) => db.selectFrom("files_beside").select("sha256").execute());
  return rows.map(({ sha256 }) => sha256).filter((sha256) => !filesBeside.has(sha256));
}

async function insertPoints(trx: Transaction<Tables>, dataset: string, points: DatasetContent["points"]) {
  const counts: PointCounts = emptyCounts();
  const rows = new BatchInsert(trx, "points");
  const samples = new BatchInsert(trx, "samples", rows);
  for (const point of points) {
    await rows.add(pointRow(point, dataset, counts.points));
    for (const row of samplesRows(point, dataset, counts.points)) await samples.add(row);
    countPoint(counts, point);
  }
  await samples.flush();
  return counts;
}

async function insertProblems(trx: Transaction<Tables>, dataset: string, problems: readonly Problem[]) {
  const rows = new BatchInsert(trx, "problems");
  for (const [ordinal, problem] of problems.entries())
    await rows.add({ dataset, ordinal, problem: JSON.stringify(problem) });
  await rows.flush();
}

/** Raises the revision; its row lock also puts concurrent writers one after the other. */
async function nextRevision(trx: Transaction<Tables>): Promise<number> {
  const { value } = await trx
    .updateTable("meta")
    .set((eb) => ({ value: eb("value", "+", 1) }))
    .where("key", "=", "revision")
    .returning("value")
    .executeTakeFirstOrThrow();
  return value;
}

/** The log counts for itself: a write that changes no dataset must not empty the caches. */
async function nextWrite(trx: Transaction<Tables>): Promise<number> {
  const { value } = await trx
    .updateTable("meta")
    .set((eb) => ({ value: eb("value", "+", 1) }))
    .where("key", "=", "write")
    .returning("value")
    .executeTakeFirstOrThrow();
  return value;
}

async function revision(db: Kysely<Tables>): Promise<string> {
  const row = await db
    .selectFrom("meta")
    .select("value")
    .where("key", "=", "revision")
    .executeTakeFirstOrThrow();
  return String(row.value);
}

async function setRetired(trx: Transaction<Tables>, sha256: string, at: string | null): Promise<void> {
  const changed = at === null ? { retired_at: null, deleted_at: null } : { retired_at: at };
  await trx.updateTable("datasets").set(changed).where("sha256", "=", sha256).execute();
  await nextRevision(trx);
}

async function deleteDataset(
  trx: Transaction<Tables>,
  sha256: string,
  { at, isAgain }: WriteTime,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable("datasets")
    .set({ retired_at: at, deleted_at: at })
    .where("sha256", "=", sha256)
    .where("kind", "=", "uploaded")
    .where((eb) => eb.or([eb("deleted_at", "is", null), ...(isAgain ? [eb("deleted_at", "=", at)] : [])]))
    .executeTakeFirst();
  if (Number(numUpdatedRows) === 0) return false;
  await nextRevision(trx);
  return true;
}

async function undeleteDataset(trx: Transaction<Tables>, sha256: string): Promise<boolean> {
  const row = await datasetRowOf(trx, sha256);
  if (!row || row.deleted_at === null) return false;
  await setRetired(trx, sha256, null);
  await retireOtherReadings(trx, datasetOf(row));
  return true;
}

function now(): string {
  return new Date().toISOString();
}

async function relabelDataset(trx: Transaction<Tables>, sha256: string, label: DatasetLabel): Promise<void> {
  const row = await datasetRowOf(trx, sha256);
  if (!row) return;
  const { name, title, origin, note } = label;
  const facts = JSON.stringify({ ...(JSON.parse(row.facts) as object), origin, note });
  const changed = { name, title, ...originColumns(origin), facts };
  await trx.updateTable("datasets").set(changed).where("sha256", "=", sha256).execute();
  await nextRevision(trx);
}

function datasetRowOf(db: Kysely<Tables>, sha256: string) {
  return db.selectFrom("datasets").selectAll().where("sha256", "=", sha256).executeTakeFirst();
}

async function findDataset(db: Kysely<Tables>, sha256: string): Promise<Dataset | null> {
  const row = await datasetRowOf(db, sha256);
  return row ? datasetOf(row) : null;
}

async function findDatasetsByPrefix(db: Kysely<Tables>, prefix: string): Promise<Dataset[]> {
  if (!/^[0-9a-f]{1,64}$/.test(prefix)) return [];
  const rows = await db
    .selectFrom("datasets")
    .selectAll()
    .where("sha256", ">=", prefix)
    .where("sha256", "<", `${prefix}g`)
    .orderBy("sha256")
    .execute();
  return rows.map(datasetOf);
}

async function listDatasets(db: Kysely<Tables>): Promise<Dataset[]> {
  const rows = await db
    .selectFrom("datasets")
    .selectAll()
    .where("retired_at", "is", null)
    .orderBy("sequence", "desc")
    .execute();
  return rows.map(datasetOf);
}

async function listAllDatasets(db: Kysely<Tables>): Promise<Dataset[]> {
  const rows = await db.selectFrom("datasets").selectAll().orderBy("sequence").execute();
  return rows.map(datasetOf);
}

async function listVersions(db: Kysely<Tables>, path: string): Promise<Dataset[]> {
  const rows = await db
    .selectFrom("datasets")
    .selectAll()
    .where("path", "=", path)
    .orderBy("sequence", "desc")
    .execute();
  return rows.map(datasetOf);
}

type Joined = ExpressionBuilder<Tables, "points" | "datasets">;

/** Listed datasets, or exactly the pinned ones. */
function matches(eb: Joined, { metric, dataset, datasets }: PointFilter) {
  const listed = datasets
    ? eb("points.dataset", "in", datasets.length > 0 ? [...datasets] : [""])
    : eb("datasets.retired_at", "is", null);
  const asked = [
    ...(metric === undefined ? [] : [eb("points.metric", "=", columnText(metric))]),
    ...(dataset === undefined ? [] : [eb("points.dataset", "=", dataset)]),
  ];
  return eb.and([listed, ...asked]);
}

function selectPoints(db: Kysely<Tables>, filter: PointFilter) {
  return db
    .selectFrom("points")
    .innerJoin("datasets", "datasets.sha256", "points.dataset")
    .where((eb) => matches(eb, filter))
    .select(["points.dataset", "points.ordinal", "points.light", "datasets.name", "datasets.sequence"]);
}

/** Oldest dataset first, then as in the file. Sorted here: a database would carry every row's text through its sorter. */
function inOrder<Row extends { sequence: number; ordinal: number }>(rows: Row[]): Row[] {
  return rows.sort((a, b) => a.sequence - b.sequence || a.ordinal - b.ordinal);
}

async function listLightPoints(db: Kysely<Tables>, filter: PointFilter): Promise<LightPoint[]> {
  const rows = await selectPoints(db, filter).select("points.strip").execute();
  return inOrder(rows).map(lightPointOf);
}

async function listPoints(db: Kysely<Tables>, filter: PointFilter): Promise<StoredPoint[]> {
  const rows = inOrder(await selectPoints(db, filter).execute());
  const samples = await db
    .selectFrom("samples")
    .innerJoin("points", (join) =>
      join.onRef("points.dataset", "=", "samples.dataset").onRef("points.ordinal", "=", "samples.point"),
    )
    .innerJoin("datasets", "datasets.sha256", "points.dataset")
    .where((eb) => matches(eb as unknown as Joined, filter))
    .selectAll("samples")
    .execute();
  const byPoint = groupSamples(samples);
  return rows.map((row) => pointOf(row, byPoint.get(`${row.dataset} ${row.ordinal}`) ?? []));
}

function groupSamples(samples: readonly SamplesRow[]): Map<string, SamplesRow[]> {
  const groups = new Map<string, SamplesRow[]>();
  for (const each of samples) {
    const key = `${each.dataset} ${each.point}`;
    const group = groups.get(key);
    if (group) group.push(each);
    else groups.set(key, [each]);
  }
  return groups;
}

async function findPoint(db: Kysely<Tables>, id: string): Promise<StoredPoint | null> {
  const row = await db
    .selectFrom("points")
    .innerJoin("datasets", "datasets.sha256", "points.dataset")
    .select(["points.dataset", "points.ordinal", "points.light", "datasets.name"])
    .where("points.id", "=", id)
    .orderBy("datasets.sequence")
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const samples = await db
    .selectFrom("samples")
    .selectAll()
    .where("dataset", "=", row.dataset)
    .where("point", "=", row.ordinal)
    .execute();
  return pointOf(row, samples);
}

async function listProblems(db: Kysely<Tables>, sha256: string): Promise<Problem[]> {
  const rows = await db
    .selectFrom("problems")
    .select("problem")
    .where("dataset", "=", sha256)
    .orderBy("ordinal")
    .execute();
  return rows.map((row) => JSON.parse(row.problem) as Problem);
}

async function countMetrics(db: Kysely<Tables>, datasets?: readonly string[]) {
  const rows = await db
    .selectFrom("points")
    .innerJoin("datasets", "datasets.sha256", "points.dataset")
    .where((eb) => matches(eb, datasets ? { datasets } : {}))
    .select((eb) => ["points.metric", "points.unit", eb.fn.countAll<number>().as("count")])
    .groupBy(["points.metric", "points.unit"])
    .execute();
  return rows.sort((a, b) => b.count - a.count || (a.metric < b.metric ? -1 : 1));
}

async function listSystems(db: Kysely<Tables>) {
  const rows = await db
    .selectFrom("points")
    .innerJoin("datasets", "datasets.sha256", "points.dataset")
    .where("points.system", "is not", null)
    .select((eb) => [
      "points.system",
      "datasets.sequence",
      eb.fn.min("points.ordinal").as("ordinal"),
      eb.fn
        .max(eb.case().when("points.evidence", "=", "claim").then(eb.lit(0)).else(eb.lit(1)).end())
        .as("measured"),
    ])
    .groupBy(["points.system", "datasets.sequence"])
    .execute();
  rows.sort((a, b) => a.sequence - b.sequence || a.ordinal - b.ordinal);
  const measured = new Map<string, boolean>();
  for (const { system, measured: here } of rows) {
    if (system !== null) measured.set(system, (measured.get(system) ?? false) || here === 1);
  }
  return Array.from(measured, ([system, any]) => ({ system, measured: any }));
}

/** Where files are read from. */
type FileSource = Pick<Connection, "read" | "filesBeside">;

async function readFile(from: FileSource, sha256: string) {
  return (await from.read((db) => datasetRowOf(db, sha256))) ? chunksFrom(from, sha256, 0) : null;
}

async function readFileFrom(from: FileSource, sha256: string, line: number): Promise<FilePart | null> {
  const piece = await from.read((db) => pieceBefore(db, sha256, line));
  if (!piece) return null;
  return { linesBefore: piece.lines_before, chunks: chunksFrom(from, sha256, piece.ordinal) };
}

function pieceBefore(db: Kysely<Tables>, sha256: string, line: number) {
  return db
    .selectFrom("file_chunks")
    .select(["ordinal", "lines_before"])
    .where("dataset", "=", sha256)
    .where((eb) => eb.or([eb("lines_before", "<", line - 1), eb("ordinal", "=", 0)]))
    .orderBy("ordinal", "desc")
    .limit(1)
    .executeTakeFirst();
}

/** One row at a time, and between two the event loop goes round: a long file never holds up other requests. */
async function* chunksFrom(
  { read, filesBeside }: FileSource,
  sha256: string,
  ordinal: number,
): AsyncGenerator<Uint8Array> {
  const beside = filesBeside && (await read((db) => nameBeside(db, sha256)));
  if (beside) return yield* filesBeside.read(beside, ordinal);
  for (let at = ordinal; ; at += 1) {
    const row = await read((db) => pieceAt(db, sha256, at));
    if (!row) return;
    yield row.bytes;
    await new Promise((done) => setImmediate(done));
  }
}

/** The file that stands beside the database for a dataset. */
async function nameBeside(db: Kysely<Tables>, dataset: string): Promise<string | null> {
  const row = await db
    .selectFrom("datasets")
    .innerJoin("files_beside", (join) =>
      join.on((eb) =>
        eb("files_beside.sha256", "=", eb.fn.coalesce("datasets.file_sha256", "datasets.sha256")),
      ),
    )
    .select("files_beside.sha256")
    .where("datasets.sha256", "=", dataset)
    .executeTakeFirst();
  return row?.sha256 ?? null;
}

function pieceAt(db: Kysely<Tables>, sha256: string, ordinal: number) {
  return db
    .selectFrom("file_chunks")
    .select("bytes")
    .where("dataset", "=", sha256)
    .where("ordinal", "=", ordinal)
    .executeTakeFirst();
}
