import type { Problem } from "../points/problem";
import type { CaseField } from "../points/case";
import type { Draft } from "../runs/draft";
import type { ColumnRole } from "./column-role";
import type { FileQuestion, Question } from "./question";
import type { SourceFile } from "./source-file";

/** How one column of a table was read, for the person who wants to check it. */
export interface ColumnReading {
  /** The header as written. */
  header: string;
  /** 1-based. */
  column: number;
  /** A metric id, a case field, `extra`, a statistic of a metric (`ttft.p99`), or `ignored`. */
  readAs: string;
  field: CaseField | null;
  /** The unit found in the header or cells, and the canonical one it becomes; null where neither applies. */
  unit: { found: string; canonical: string } | null;
  /** What was done, in a few words: `× 1000`, `units in the cells`, `name not known: kept as a field`. */
  note: string;
  /** The role behind `readAs`, of a table whose columns a person may map; absent where the format fixes them. */
  role?: ColumnRole;
  /** Why it is read so: `“TTFT (ms)” names Time to first token in ms`. */
  reason: string;
  /** What the file leaves open; null where nothing is. */
  question?: Question | null;
}

/** What one importer made of one file. */
export interface Reading {
  drafts: Iterable<Draft>;
  problems: Problem[];
  columns: ColumnReading[];
  /** Physical lines of the file, where reading it has counted them. */
  lines?: number;
  /** Things done to the file as a whole that a reader of its numbers should know, one sentence each. */
  notes: string[];
  /** What the file as a whole leaves open. */
  questions?: FileQuestion[];
}

/**
 * Reads one kind of file. `recognises` looks at the content (the name is a hint of lower rank) and is cheap;
 * `read` never throws on bad input: what cannot be read becomes a problem beside the good drafts. (`Undecodable` alone
 * passes through it: the bytes were not the text that the head promised.)
 */
export interface Importer {
  id: string;
  label: string;
  /** Raised when the same bytes would give other points. */
  version: string;
  recognises(file: SourceFile): boolean;
  read(file: SourceFile): Reading;
}
