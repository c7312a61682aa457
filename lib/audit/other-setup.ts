import { caseFields, type Case } from "../points/case";

/** Fields that say where a result stands in its file, and not what was measured. */
const places = /^(?:row|table|heading|label|location|path|file|link|url|.*\bid)$/i;

/**
 * Whether two setups are plainly two: some field has another value in each. A field that one leaves out, and a text that goes on
 * where the other ends (`llama2-70b-99` and `llama2-70b-99.9`), may be of one measurement that is told twice.
 */
export function areOther(a: Case, b: Case): boolean {
  if (caseFields.some((field) => isOther(a[field], b[field]))) return true;
  return Object.keys(a.extra).some((name) => !places.test(name) && isOther(a.extra[name], b.extra[name]));
}

function isOther(a: string | number | null | undefined, b: string | number | null | undefined): boolean {
  if (a == null || b == null || a === b) return false;
  if (typeof a === "number" || typeof b === "number") return true;
  return !a.startsWith(b) && !b.startsWith(a);
}
