import { caseFieldLabel, isCaseField, type Case, type CaseField } from "../points/case";

const extraPrefix = "extra.";

/** The text of a case field or of `extra.<name>`, as filters and facets hold it; "" where the file does not say. */
export function fieldValue(of: Case, field: string): string {
  return String(rawValue(of, field) ?? "");
}

/** The value as it is stored; null where the file does not say. */
export function rawValue(of: Case, field: string): string | number | null {
  return rawReader(field)(of);
}

/** Reads one field of many cases. */
export function rawReader(field: string): (of: Case) => string | number | null {
  if (isCaseField(field)) return (of) => of[field];
  const name = field.slice(extraPrefix.length);
  return ({ extra }) => (Object.hasOwn(extra, name) ? (extra[name] ?? null) : null);
}

export function fieldLabel(field: string): string {
  if (field === "evidence") return "Evidence";
  if (field === "audit") return "Audit";
  if (field === "dataset") return "File";
  return isCaseField(field) ? caseFieldLabel[field] : field.slice(extraPrefix.length);
}

/** A field's value where it stands alone in a row's detail: `batch 4`, `8 accelerators`, `bf16`, `2 threads`. */
export function fieldDetail(field: string, value: string): string {
  if (isCaseField(field)) return caseDetail[field]?.(value) ?? value;
  const name = field.slice(extraPrefix.length).replaceAll("_", " ");
  if (!/^[\d.]+$/.test(value)) return `${name} ${value}`;
  return `${value} ${value === "1" ? name.replace(/s$/, "") : name}`;
}

const counted = (one: string, many: string) => (value: string) => `${value} ${value === "1" ? one : many}`;

const caseDetail: Partial<Record<CaseField, (value: string) => string>> = {
  accelerators: counted("accelerator", "accelerators"),
  nodes: counted("node", "nodes"),
  tensor_parallel: (value) => `TP ${value}`,
  pipeline_parallel: (value) => `PP ${value}`,
  expert_parallel: (value) => `EP ${value}`,
  data_parallel: (value) => `DP ${value}`,
  batch: (value) => `batch ${value}`,
  concurrency: (value) => `concurrency ${value}`,
  request_rate: (value) => `${value} req/s`,
  input_tokens: (value) => `${value} in`,
  output_tokens: (value) => `${value} out`,
};
