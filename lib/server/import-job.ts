import type { PlacedFinding } from "@/lib/audit/placed-findings";
import type { ArchiveLimits } from "@/lib/importers/archive";
import type { Recipe } from "@/lib/importers/recipe";
import type { Problem } from "@/lib/points/problem";
import type { DatabaseAddress } from "@/lib/store/open-database";
import type { NewDataset, NewWrite } from "@/lib/store/store";
import type { ProblemDetails } from "./http-problem";

/** A file that was received, or is on disk: its length and hash are known. */
export interface FileToRead {
  at: { content: Uint8Array } | { path: string };
  name: string;
  bytes: number;
  sha256: string;
  /** More points than these are not read; absent: any number. */
  mostPoints?: number;
  /** Whether the file was received for this job alone, so that the store may take it for itself. */
  isReceived?: boolean;
}

/** What the server asks of a worker thread, one at a time. Where `archives` is absent, an archive is no result. */
export type ImportJob =
  | {
      kind: "store";
      file: FileToRead;
      label: Pick<NewDataset, "title" | "origin" | "note">;
      database: DatabaseAddress;
      recipe: RecipeChoice;
      /** The write that is logged for each dataset that is new; null of a committed file. */
      write: Omit<NewWrite, "subject" | "status"> | null;
      archives?: ArchiveLimits;
    }
  | { kind: "inspect"; file: FileToRead; recipe: Recipe | null; archives?: ArchiveLimits }
  /** A stored dataset, by its id. */
  | { kind: "audit"; sha256: string; database: DatabaseAddress };

/** A recipe; or the one saved last for tables with the file's header, if any; or the importer decides. */
export type RecipeChoice = Recipe | "saved" | "none";

/** What it answers; a refusal is the sender's business, a failure is ours. */
export type ImportAnswer =
  | { kind: "stored"; id: string; outcome: "created" | "exists"; points: number; problems: number }
  | { kind: "stored files"; files: StoredEntry[]; notes: string[] }
  | { kind: "inspected"; json: string; readable: boolean }
  | { kind: "audited"; findings: PlacedFinding[] }
  | { kind: "refused"; problem: ProblemDetails }
  | { kind: "failed"; message: string; stack: string | null; code: string | null };

/** One file of an archive: the dataset that it became, or why it is none. */
export type StoredEntry = { entry: string } & (
  Omit<Extract<ImportAnswer, { kind: "stored" }>, "kind"> | { error: Problem }
);
