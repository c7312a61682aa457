import { emptyCase, isNumberField, type Case, type CaseField } from "../points/case";
import { readHeader } from "../points/headers";
import { emptyContext, type Context } from "../points/provenance";
import { readValueText } from "../points/value-text";

/** What a result says around its numbers, while it is being put together. */
export interface Setup {
  case: Case & { extra: Record<string, string> };
  context: Context;
  /** The file's name of the run, or null. */
  run: string | null;
}

export function emptySetup(): Setup {
  return { case: emptyCase() as Setup["case"], context: emptyContext(), run: null };
}

/**
 * Puts a field of a file where its name says: a case field, context, the run, or `extra` under its own name. What a
 * promised field cannot hold (`concurrency: "many"`) and a field that is taken already stay in `extra`.
 */
export function putField(setup: Setup, name: string, text: string): void {
  const meaning = readHeader(name);
  if (meaning.kind === "run") setup.run ??= text;
  else if (meaning.kind === "context" && setup.context[meaning.field] === null)
    setup.context[meaning.field] = text;
  else if (meaning.kind === "case" && putCaseField(setup.case, meaning.field, text)) return;
  else setup.case.extra[name] = text;
}

/** Fills a promised field that is still empty; false where it is taken, or where a count is asked and the text is none. */
export function putCaseField(of: Case, field: CaseField, text: string): boolean {
  if (of[field] !== null || text.trim() === "") return false;
  if (!isNumberField(field)) {
    of[field] = text;
    return true;
  }
  const value = readValueText(text);
  if (value.kind !== "number") return false;
  of[field] = value.value;
  return true;
}
