import { readFileSync } from "node:fs";
import { settings } from "./settings";

/** A file of own devices and models that cannot be taken, with a sentence for each place. */
export class BadCatalogue extends Error {}

/**
 * Adds the devices and models of a person's own to the catalogue, from the file that WHISKER_CATALOGUE names, else from
 * `catalogue.json` in WHISKER_DIR where there is one.
 *
 * @throws BadCatalogue
 */
export async function loadOwnCatalogue(): Promise<void> {
  const { catalogue } = settings();
  const text = textOf(catalogue);
  if (text === null) return;
  // Most have none, and need not wait for what reads one.
  const [{ addToCatalogue }, { parseOwnCatalogue }] = await Promise.all([
    import("@/lib/catalogue/current"),
    import("@/lib/catalogue/own-catalogue"),
  ]);
  const read = parseOwnCatalogue(text);
  if ("problems" in read) throw new BadCatalogue(problemsText(catalogue.path, read.problems));
  addToCatalogue(read.additions);
}

function textOf({ path, isAsked }: { path: string; isAsked: boolean }): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    // A folder that is none is told by whoever needs it.
    const isAbsent = code === "ENOENT" || code === "ENOTDIR";
    if (isAbsent && !isAsked) return null;
    const why = isAbsent ? "there is no such file" : String(cause instanceof Error ? cause.message : cause);
    throw new BadCatalogue(`The catalogue ${path} cannot be read: ${why}. WHISKER_CATALOGUE names it.`);
  }
}

/** As many places are told; a file with more has one mistake many times. */
const mostTold = 10;

function problemsText(
  path: string,
  problems: readonly { pointer: string; found: string; expected: string }[],
): string {
  const told = problems
    .slice(0, mostTold)
    .map(
      ({ pointer, found, expected }) => `  ${pointer || "the file"}: found ${found}, expected ${expected}`,
    );
  const more = problems.length - told.length;
  return [
    `The catalogue ${path} cannot be used:`,
    ...told,
    ...(more > 0 ? [`  and ${more} more`] : []),
    "Mend or remove it; docs/catalogue.md says what it holds.",
  ].join("\n");
}
