import { caseKey, emptyExtra, type Case } from "../points/case";
import type { Locator } from "../points/locator";
import type { Draft } from "./draft";

/**
 * Rows that do not say whether they are of one setup are no repeats. Where several of them have one case, the place of
 * each becomes a field of its case, `row`, so that they stay apart in exports and beside other files as well.
 */
export function toldApart(drafts: Iterable<Draft>): Iterable<Draft> {
  const all = Array.from(drafts);
  const rows = new Map<string, Set<string>>();
  for (const draft of all) {
    const row = rowOf(draft);
    if (row === null) continue;
    const key = caseKey(draft.case);
    rows.set(key, (rows.get(key) ?? new Set()).add(row));
  }
  if (rows.size === 0) return all;
  return all.map((draft) => {
    const row = rowOf(draft);
    const isAlone = row === null || rows.get(caseKey(draft.case))!.size < 2;
    return isAlone ? draft : { ...draft, case: withRow(draft.case, row) };
  });
}

function rowOf({ apart, provenance }: Draft): string | null {
  return typeof apart === "string" ? apart : apart === true ? rowText(provenance.locator) : null;
}

function withRow(of: Case, row: string): Case {
  const name = "row" in of.extra ? "row of the file" : "row";
  return { ...of, extra: Object.assign(emptyExtra(), of.extra, { [name]: row }) };
}

/** `L4`; for a cell of JSON the object that it stands in. */
function rowText(where: Locator): string {
  if ("pointer" in where) {
    const object = where.pointer.slice(0, Math.max(0, where.pointer.lastIndexOf("/")));
    return where.line === undefined ? object : `L${where.line} ${object}`;
  }
  return `L${where.line}`;
}
