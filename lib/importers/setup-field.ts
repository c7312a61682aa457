import { emptyCase, isNumberField, type Case, type CaseField } from "../points/case";
import { readHeader } from "../points/headers";
import { isScalar, textOf } from "./json-node";
import type { JsonRecord } from "./json-record";
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

/**
 * Puts every plain member of a record into the setup: those of `fields` where it says, the others by their names (see
 * `putField`). JSON's null says nothing. `skip` leaves out what is a result, or bookkeeping of one run.
 */
export function putMembers(
  setup: Setup,
  record: JsonRecord,
  {
    fields = {},
    skip = () => false,
  }: { fields?: Record<string, CaseField>; skip?: (key: string) => boolean },
): void {
  for (const [key, node] of record.node.members) {
    if (skip(key) || !isScalar(node) || (node.kind === "constant" && node.value === null)) continue;
    const text = textOf(node, record.text);
    const field = Object.hasOwn(fields, key) ? fields[key] : undefined;
    if (field === undefined || !putCaseField(setup.case, field, text)) putField(setup, key, text);
  }
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
