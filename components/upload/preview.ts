import type { DatasetAudit } from "@/components/audit/dataset-finding";
import type { RawLine } from "@/components/datasets/file-line";
import type { ReadColumn } from "@/components/datasets/column-mapping";
import type { Evidence } from "@/lib/points/evidence";
import type { Problem } from "@/lib/points/problem";
import type { Series } from "@/lib/series/series";
import type { ColumnQuestion, DecimalSign, FileQuestion, Role, StatedRecipe } from "./role";

/** What a file would become if it were published; made in the browser, before anything is sent. */
export interface Preview {
  sha256: string;
  /** Null where no importer knows the file. */
  importer: { id: string; label: string; version: string } | null;
  /** Why it was taken for that format, or what was looked for. */
  why: string;
  /** `Semicolon`, `UTF-8 with BOM`, `CRLF`: how the bytes were read, a word or two each. */
  facts: string[];
  lines: number | null;
  delimiter: string | null;
  columns: PreviewColumn[];
  /** What the file as a whole leaves open. */
  questions: FileQuestion[];
  /** The recipe by which the columns were read; null where the importer decided. */
  recipe: { id: string; notation: DecimalSign | null } | null;
  notes: string[];
  points: number;
  missing: number;
  evidence: Record<Evidence, number>;
  /** Metrics with something to draw, most points first. */
  metrics: { id: string; label: string; count: number }[];
  problems: Problem[];
  /** The first line, and those with problems and their neighbours, ascending. */
  excerpt: RawLine[];
  audited: DatasetAudit;
}

export interface PreviewColumn extends ReadColumn {
  /** The first values as written, at most two. */
  first: string[];
  /** Absent where the format fixes what the column is. */
  role?: Role;
  question?: ColumnQuestion | null;
}

export type PreviewStage = "unpacking" | "hashing" | "reading" | "marking";

/** How to read a file. */
export interface ReadRequest {
  file: File;
  /** Known where the file was read before. */
  sha256: string | null;
  /** Colours that systems have here. */
  slots: Record<string, number>;
  /** A recipe; or the one saved for the file's header, if any; or the importer decides. */
  recipe: StatedRecipe | "saved" | "none";
  /** The most bytes that the files of an archive may have together. */
  unpackLimit: number;
}

/** What the page asks its worker. */
export type PreviewRequest = ({ ask: "read" } & ReadRequest) | { ask: "chart"; metric: string };

/** A zip archive as the files in it, each of them to be read, or why it is not. */
export interface Unpacked {
  entries: ({ file: File } | { path: string; says: string })[];
  /** What was passed over, one sentence each. */
  notes: string[];
}

/** What the worker answers. Progress is in bytes of the stage. */
export type PreviewAnswer =
  | { tell: "progress"; stage: PreviewStage; done: number; of: number }
  | { tell: "read"; preview: Preview }
  | { tell: "unpacked"; unpacked: Unpacked }
  | { tell: "chart"; metric: string; series: Series | null }
  | { tell: "failed"; says: string };
