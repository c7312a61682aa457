import type { Recipe } from "@/lib/importers/recipe";
import type { NewDataset } from "@/lib/store/store";
import type { ProblemDetails } from "./http-problem";

/** A file on disk whose length and hash are known. */
export interface FileOnDisk {
  path: string;
  name: string;
  bytes: number;
  sha256: string;
}

/** What the server asks of a worker thread, one at a time. */
export type ImportJob =
  | {
      kind: "store";
      file: FileOnDisk;
      label: Pick<NewDataset, "title" | "origin" | "note">;
      dir: string;
      recipe: RecipeChoice;
    }
  | { kind: "inspect"; file: FileOnDisk; recipe: Recipe | null };

/** A recipe; or the one saved last for tables with the file's header, if any; or the importer decides. */
export type RecipeChoice = Recipe | "saved" | "none";

/** What it answers; a refusal is the sender's business, a failure is ours. */
export type ImportAnswer =
  | { kind: "stored"; id: string; outcome: "created" | "exists"; points: number; problems: number }
  | { kind: "inspected"; json: string; readable: boolean }
  | { kind: "refused"; problem: ProblemDetails }
  | { kind: "failed"; message: string; stack: string | null; code: string | null };
