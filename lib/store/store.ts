import type { Evidence } from "../points/evidence";
import type { Point, Run, Samples } from "../points/point";
import type { Problem } from "../points/problem";

/** How a dataset came here. */
export type Origin =
  | { kind: "committed"; path: string; gitCommit: string | null; gitDate: string | null }
  | { kind: "uploaded"; uploader: string | null };

/** The points and problems of one file; immutable. `sha256` is its id: its file's hash, unless a recipe read it. */
export interface Dataset {
  sha256: string;
  /** The hash of the file's bytes. */
  fileSha256: string;
  /** The recipe by which its columns were read, as JSON; null where the importer decided. */
  recipe: StoredRecipe | null;
  name: string;
  title: string;
  origin: Origin;
  /** ISO 8601, UTC: when the file was stored here. */
  storedAt: string;
  /** When a committed file left `data/`: out of the lists, but links to it still answer. Null while it is listed. */
  retiredAt: string | null;
  /** When a person deleted it: out of the lists, and links to it say so. Null where nobody did, or it was brought back. */
  deletedAt: string | null;
  bytes: number;
  lines: number | null;
  encoding: string | null;
  delimiter: string | null;
  lineEnds: string | null;
  importer: { id: string; label: string; version: string };
  /** The note of origin beside a committed file (Markdown), or what the uploader wrote; null where there is none. */
  note: string | null;
  columns: StoredColumn[];
  notes: string[];
  evidence: Record<Evidence, number>;
  missing: number;
  points: number;
  problems: number;
}

export interface StoredColumn {
  header: string;
  column: number;
  readAs: string;
  unit: { found: string; canonical: string } | null;
  note: string;
  /** Why it was read so; absent where the format fixes it. */
  reason?: string;
}

/** How the columns of every table with one header are read: kept as text, whose meaning the importers know. */
export interface StoredRecipe {
  id: string;
  /** What tables with this header share. */
  header: string;
  /** JSON. */
  recipe: string;
}

/** A point with the file that holds it. */
export interface StoredPoint extends Point {
  dataset: string;
  file: string;
}

export type NewDataset = Omit<
  Dataset,
  "evidence" | "missing" | "points" | "problems" | "storedAt" | "retiredAt" | "deletedAt"
>;

/** What is said about a file, and may change without the file: it was committed, renamed, or its note was edited. */
export type DatasetLabel = Pick<Dataset, "name" | "title" | "origin" | "note">;

/** Each part can be gone through more than once: a write that met a lost connection is made again. */
export interface DatasetContent {
  /** The file's bytes, in order, in pieces of any size. */
  chunks: Iterable<Uint8Array>;
  /** A file of these bytes in the store's own folder, which it may take away for itself at the end of the write. */
  takeable?: string | null;
  /** Line ends before each of its pieces, where they were counted already (see `CountedChunks`). */
  lineEndsBefore?: readonly number[] | null;
  points: Iterable<Point>;
  problems: readonly Problem[];
  /** The write that asks for it: logged in the same transaction, where the dataset is new. */
  logged?: NewWrite | null;
}

/** Where samples stand and how many they are, without their values. */
export interface SampleFacts extends Pick<Samples, "pointer" | "column" | "varies"> {
  count: number;
}

/** A stored point without its raw values: enough to draw, filter and list it. */
export interface LightPoint extends Omit<StoredPoint, "samples" | "runs"> {
  samples: SampleFacts | null;
  runs: LightRun[];
  /** At most 400 of the samples, evenly picked in the order of the file; null where the point has none. */
  strip: Float64Array | null;
}

export type LightRun = Omit<Run, "samples"> & { samples: SampleFacts | null };

/** `metric` and `dataset` narrow; `datasets` are pins (full sha256), which find retired datasets too. */
export interface PointFilter {
  metric?: string;
  dataset?: string;
  datasets?: readonly string[];
}

/** A file's bytes from a place on: `linesBefore` line ends stand before the first byte. */
export interface FilePart {
  linesBefore: number;
  chunks: AsyncIterable<Uint8Array>;
}

/** A view as stored: its canonical query and the datasets it is pinned to. */
export interface StoredView {
  id: string;
  query: string;
  datasets: string[];
  createdAt: string;
  /** The version of the drawing that made it; null for views of before that was kept. */
  renderer: number | null;
}

export interface NewView extends Omit<StoredView, "createdAt"> {
  /** What it showed, as bytes that only their writer reads; null where that would be too much to keep. */
  shown: Uint8Array | null;
}

/** A dataset attached to a review; `replacedAt` is when it was taken off, or another version took its place. */
export interface StoredAttachment {
  role: string;
  dataset: string;
  attachedAt: string;
  replacedAt: string | null;
}

/** A review as stored; what its rules and roles mean, lib/review knows. */
export interface StoredReviewRow {
  id: string;
  title: string;
  link: string | null;
  /** JSON. */
  rules: string;
  createdAt: string;
  updatedAt: string;
  attachments: StoredAttachment[];
  notes: { id: string; about: string | null; text: string; writtenAt: string }[];
}

/** What may change of a review. */
export interface ReviewChange {
  title?: string;
  link?: string | null;
  rules?: string;
  attach?: readonly Pick<StoredAttachment, "role" | "dataset">[];
  detach?: readonly Pick<StoredAttachment, "role" | "dataset">[];
}

/** A token as stored: what it may do, and never its secret. Times are ISO 8601, UTC. */
export interface StoredToken {
  id: string;
  name: string;
  /** What it may do; lib/server/access-scope knows the words. */
  scope: string;
  secretSha256: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** A browser that showed a token, known by the hash of its cookie. */
export interface StoredSession {
  secretSha256: string;
  token: string;
  createdAt: string;
  lastUsedAt: string;
  endedAt: string | null;
}

/** One write that was asked for, whatever came of it. */
export interface Write {
  sequence: number;
  at: string;
  /** The token's id; null on a server without tokens, and where none was shown. */
  token: string | null;
  address: string | null;
  /** Method and path. */
  action: string;
  /** What was made or changed, where the answer said so. */
  subject: string | null;
  /** Of the answer. */
  status: number;
  requestId: string;
}

export type NewWrite = Omit<Write, "sequence" | "at">;

export interface MetricCount {
  metric: string;
  unit: string;
  count: number;
}

/**
 * The promise every database keeps; one suite of tests holds each of them to it (tests/store/store-contract.ts).
 * What is acknowledged is durable; a dataset is stored whole or not at all. Where the database cannot be had, each
 * rejects with `StoreUnavailable`.
 */
export interface Store {
  /**
   * Stores bytes, dataset, points and problems in one transaction. The same sha256 again changes nothing, except
   * that a retired dataset comes back into the lists. Of one uploaded file only the newest reading is listed: another
   * reading of the same bytes (by a recipe, or without) is retired in the same transaction.
   */
  addDataset(dataset: NewDataset, content: DatasetContent): Promise<"created" | "exists">;
  /** Puts a received file of a dataset that is known in the place of its own, where that stands beside the database and may be lost. */
  mendFile(sha256: string, takeable: string): Promise<void>;
  /** Exact sha256; retired datasets too. */
  findDataset(sha256: string): Promise<Dataset | null>;
  /** Datasets whose sha256 begins so, retired ones too; used to resolve prefixes in links. */
  findDatasetsByPrefix(prefix: string): Promise<Dataset[]>;
  /** Newest first, without the retired. */
  listDatasets(): Promise<Dataset[]>;
  /** Oldest first, retired and deleted ones too. */
  listAllDatasets(): Promise<Dataset[]>;
  /** Every dataset that a committed path ever held, newest first, retired ones too. */
  listVersions(path: string): Promise<Dataset[]>;
  relabelDataset(sha256: string, label: DatasetLabel): Promise<void>;
  /** Takes a committed dataset whose file left `data/` (or changed) out of the lists; links pinned to it still answer. */
  retire(sha256: string): Promise<void>;

  /** Takes an uploaded dataset out of the lists because a person asked so; links pinned to it still answer. False where there is none. */
  deleteDataset(sha256: string): Promise<boolean>;
  /** Brings a deleted dataset back. False where there is none that was deleted. */
  undeleteDataset(sha256: string): Promise<boolean>;

  /** Whole points, samples and all, oldest dataset first and in the order of the file. */
  listPoints(filter: PointFilter): Promise<StoredPoint[]>;
  /** The same points in the same order without their samples' values: what charts and tables are made from. */
  listLightPoints(filter: PointFilter): Promise<LightPoint[]>;
  findPoint(id: string): Promise<StoredPoint | null>;
  listProblems(sha256: string): Promise<Problem[]>;
  /** Most points first. */
  countMetrics(datasets?: readonly string[]): Promise<MetricCount[]>;
  /** Every system with points, in the order of first storing; `measured` if any of its points is no claim. Decides colour slots. */
  listSystems(): Promise<{ system: string; measured: boolean }[]>;

  readFile(sha256: string): Promise<AsyncIterable<Uint8Array> | null>;
  /** The bytes from a place at or before the start of that line (1-based), so that a line is found without reading all before it. */
  readFileFrom(sha256: string, line: number): Promise<FilePart | null>;

  /** The same id again changes nothing and gives what is there. */
  addView(view: NewView): Promise<StoredView>;
  findView(id: string): Promise<StoredView | null>;
  /** Oldest first. */
  listViews(): Promise<StoredView[]>;
  /** What a view showed when it was stored; null where nothing was kept. */
  readShown(id: string): Promise<Uint8Array | null>;
  /** What ids of views are made with, so that nobody can work one out; made once with the store, the same for ever. */
  viewSecret(): Promise<string>;

  /** Saves a recipe; it is now the newest of its header. */
  saveRecipe(recipe: StoredRecipe): Promise<void>;
  findRecipe(id: string): Promise<StoredRecipe | null>;
  /** The recipe last saved for tables with this header. */
  findRecipeFor(header: string): Promise<StoredRecipe | null>;

  /** A review with what is attached to it, in one transaction. */
  addReview(
    review: Pick<StoredReviewRow, "id" | "title" | "link" | "rules">,
    attachments: readonly Pick<StoredAttachment, "role" | "dataset">[],
  ): Promise<void>;
  /** False where there is no such review. */
  changeReview(id: string, change: ReviewChange): Promise<boolean>;
  addReviewNote(review: string, note: { id: string; about: string | null; text: string }): Promise<boolean>;
  findReview(id: string): Promise<StoredReviewRow | null>;
  /** Last changed first. */
  listReviews(): Promise<StoredReviewRow[]>;

  addToken(token: Omit<StoredToken, "lastUsedAt" | "revokedAt">): Promise<void>;
  findToken(id: string): Promise<StoredToken | null>;
  /** Newest first, revoked ones too. */
  listTokens(): Promise<StoredToken[]>;
  noteTokenUse(id: string): Promise<void>;
  /** Ends the token and its sessions. False where there is no such token, or it was revoked before. */
  revokeToken(id: string): Promise<boolean>;
  addSession(session: StoredSession): Promise<void>;
  findSession(secretSha256: string): Promise<StoredSession | null>;
  noteSessionUse(secretSha256: string): Promise<void>;
  endSession(secretSha256: string): Promise<void>;

  /** Adds to the log of writes, which nothing changes. */
  logWrite(write: NewWrite): Promise<void>;
  /** Newest first; `before` a sequence. */
  listWrites(limit: number, before?: number): Promise<Write[]>;

  /** Changes whenever a dataset is added, relabelled or retired: caches are keyed by it. */
  revision(): Promise<string>;
  /** What the database itself finds wrong with its tables, a sentence each; it reads all of them. */
  checkTables(): Promise<string[]>;
  /**
   * Removes what writes left behind that never came to their end.
   * @returns the sha256 of files that datasets have and that are not there
   */
  sweep(): Promise<string[]>;
  /** Does what writes have left for later, where the store was opened so: to be called once they have been answered. */
  settle(): Promise<void>;
  close(): Promise<void>;
}
