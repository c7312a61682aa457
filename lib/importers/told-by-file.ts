import type { Setup } from "./setup-field";
import type { SourceFile } from "./source-file";

/**
 * Puts the file's own name into a setup that names no model: files of two setups would pass for repeats of each other,
 * while repeats of one test usually have one name. A hint of the lowest rank, which no field is filled from.
 */
export function tellByFile(setup: Setup, file: Pick<SourceFile, "name">): void {
  if (setup.case.model !== null) return;
  const name = file.name.split(/[/\\]/).at(-1) ?? "";
  const stem = name.replace(/\.[^.]*$/, "");
  if (stem !== "") setup.case.extra["file"] = stem;
}

export const toldByFileNote =
  "The file does not name its model: its setup is told from those of other files by the file's name.";
