import { datasetAudit } from "@/components/audit/dataset-finding";
import type { Preview, PreviewColumn } from "@/components/upload/preview";
import type { ColumnQuestion, Role } from "@/components/upload/role";

/** A column as the reader of a table gives it. */
export function columnOf(
  column: number,
  header: string,
  role: Role | undefined,
  question: ColumnQuestion | null = null,
): PreviewColumn {
  const read = { header, column, readAs: "", unit: null, note: "", first: [] };
  return role === undefined ? read : { ...read, role, question };
}

/** A rate of tokens as a role. */
export function tokens(metric: string): Role {
  return { as: "metric", metric, statistic: "mean", unit: "tok/s" };
}

export const whichTokens: ColumnQuestion = {
  says: "Which tokens?",
  choices: ["output_tokens_per_second", "total_tokens_per_second"].map((metric) => ({
    label: metric,
    role: tokens(metric),
  })),
};

/** A model and a rate that does not say of which tokens. */
export const openFile: PreviewColumn[] = [
  columnOf(1, "model", { as: "case", field: "model" }),
  columnOf(2, "tok/s", tokens("output_tokens_per_second"), whichTokens),
];

export function previewOf(columns: PreviewColumn[], more: Partial<Preview> = {}): Preview {
  return {
    sha256: "ab",
    importer: null,
    why: "",
    facts: [],
    lines: 3,
    delimiter: null,
    columns,
    questions: [],
    recipe: null,
    notes: [],
    points: 0,
    missing: 0,
    evidence: { samples: 0, summary: 0, single: 0, claim: 0 },
    metrics: [],
    problems: [],
    excerpt: [],
    audited: datasetAudit({ kind: "found", findings: [] }),
    ...more,
  };
}
