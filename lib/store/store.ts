import type { Evidence } from "../points/evidence";
import type { Point } from "../points/point";
import type { Problem } from "../points/problem";

/** How a dataset came here. */
export type Origin =
  | { kind: "committed"; path: string; gitCommit: string | null; gitDate: string | null }
  | { kind: "uploaded"; uploader: string | null };

/** The points and problems of one file; immutable. `sha256` is its id. */
export interface Dataset {
  sha256: string;
  name: string;
  title: string;
  origin: Origin;
  /** ISO 8601, UTC: when the file was stored here. */
  storedAt: string;
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
}

/** A point with the file that holds it. */
export interface StoredPoint extends Point {
  dataset: string;
  file: string;
}

export type NewDataset = Omit<Dataset, "evidence" | "missing" | "points" | "problems" | "storedAt">;

/** A view as stored: its canonical query and the datasets it is pinned to. */
export interface StoredView {
  id: string;
  query: string;
  datasets: string[];
  createdAt: string;
}

export interface MetricCount {
  metric: string;
  unit: string;
  count: number;
}

/**
 * The promise every database keeps; one suite of tests holds each of them to it.
 * What is acknowledged is durable; a dataset is stored whole or not at all.
 */
export interface Store {
  /** Stores bytes, dataset, points and problems in one transaction; the same sha256 again changes nothing. */
  addDataset(dataset: NewDataset, content: { chunks: Iterable<Uint8Array>; points: Iterable<Point>; problems: Problem[] }): Promise<"created" | "exists">;
  findDataset(sha256: string): Promise<Dataset | null>;
  /** Datasets whose sha256 begins so; used to resolve prefixes in links. */
  findDatasetsByPrefix(prefix: string): Promise<Dataset[]>;
  /** Newest first. */
  listDatasets(): Promise<Dataset[]>;
  /** Without samples' values where `light`. */
  listPoints(filter: { metric?: string; dataset?: string; datasets?: string[] }): Promise<StoredPoint[]>;
  findPoint(id: string): Promise<StoredPoint | null>;
  listProblems(sha256: string): Promise<Problem[]>;
  countMetrics(datasets?: string[]): Promise<MetricCount[]>;
  /** Cases of all measured points and claims by system, oldest dataset first: decides colour slots. */
  listSystems(): Promise<{ system: string; measured: boolean }[]>;
  readFile(sha256: string): Promise<AsyncIterable<Uint8Array> | null>;
  addView(view: Omit<StoredView, "createdAt">): Promise<StoredView>;
  findView(id: string): Promise<StoredView | null>;
  /** Changes whenever a dataset is added or removed: caches are keyed by it. */
  revision(): Promise<string>;
  /** Takes a committed dataset whose file left `data/` (or changed) out of the lists; links pinned to it still answer. */
  retire(sha256: string): Promise<void>;
  close(): Promise<void>;
}

