import type { RawLine } from "@/components/datasets/file-line";
import type { ReadColumn } from "@/components/datasets/column-mapping";
import type { Evidence } from "@/lib/points/evidence";
import type { Problem } from "@/lib/points/problem";
import type { Series } from "@/lib/series/series";

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
  notes: string[];
  points: number;
  missing: number;
  evidence: Record<Evidence, number>;
  /** Metrics with something to draw, most points first. */
  metrics: { id: string; label: string; count: number }[];
  problems: Problem[];
  /** The first line, and those with problems and their neighbours, ascending. */
  excerpt: RawLine[];
}

export interface PreviewColumn extends ReadColumn {
  /** The first values as written, at most two. */
  first: string[];
}

export type PreviewStage = "hashing" | "reading" | "marking";

/** What the page asks its worker. */
export type PreviewRequest =
  { ask: "read"; file: File; slots: Record<string, number> } | { ask: "chart"; metric: string };

/** What the worker answers. Progress is in bytes of the stage. */
export type PreviewAnswer =
  | { tell: "progress"; stage: PreviewStage; done: number; of: number }
  | { tell: "read"; preview: Preview }
  | { tell: "chart"; metric: string; series: Series | null }
  | { tell: "failed"; says: string };
