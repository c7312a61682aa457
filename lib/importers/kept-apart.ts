import { caseKey } from "../points/case";
import type { Draft } from "../runs/draft";

/** The drafts of one table of a document, and the name by which the table is told from the others. */
export interface TableDrafts {
  name: string;
  drafts: Draft[];
}

/**
 * Rows of one table are repeats where their setups agree. Rows of two tables of a document hardly ever are: what differs
 * between the tables is said in the words around them. Where both have a row of the same metric and setup, the tables'
 * names become a field of theirs, `table`, that tells them apart.
 */
export function keptApart(tables: readonly TableDrafts[]): Draft[] {
  const names = new Map<string, Set<string>>();
  for (const { name, drafts } of tables) {
    for (const draft of drafts) names.set(keyOf(draft), (names.get(keyOf(draft)) ?? new Set()).add(name));
  }
  return tables.flatMap(({ name, drafts }) =>
    drafts.map((draft) => (names.get(keyOf(draft))!.size > 1 ? withTable(draft, name) : draft)),
  );
}

function keyOf(draft: Draft): string {
  return JSON.stringify([draft.metric, draft.unit, draft.statistic, caseKey(draft.case)]);
}

function withTable(draft: Draft, name: string): Draft {
  const extra = Object.assign(Object.create(null) as Record<string, string>, draft.case.extra, {
    table: name,
  });
  return { ...draft, case: { ...draft.case, extra } };
}
