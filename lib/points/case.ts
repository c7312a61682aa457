/** The case fields whose values are text. */
export const textFields = [
  "model",
  "system",
  "system_version",
  "hardware",
  "precision",
  "quantization",
  "scenario",
  "dataset_name",
] as const;

/** The case fields whose values are counts or rates. */
export const numberFields = [
  "accelerators",
  "tensor_parallel",
  "pipeline_parallel",
  "expert_parallel",
  "data_parallel",
  "nodes",
  "batch",
  "concurrency",
  "request_rate",
  "input_tokens",
  "output_tokens",
] as const;

export type TextField = (typeof textFields)[number];
export type NumberField = (typeof numberFields)[number];
export type CaseField = TextField | NumberField;

/** Every promised case field, in the order in which files, tables and exports list them. */
export const caseFields = [
  "model",
  "system",
  "system_version",
  "hardware",
  "accelerators",
  "tensor_parallel",
  "pipeline_parallel",
  "expert_parallel",
  "data_parallel",
  "nodes",
  "precision",
  "quantization",
  "batch",
  "concurrency",
  "request_rate",
  "input_tokens",
  "output_tokens",
  "scenario",
  "dataset_name",
] as const satisfies readonly CaseField[];

/** The setup of a point. Null where the file does not say; `extra` holds every other field of the file, as text. */
export type Case = { [F in TextField]: string | null } & { [F in NumberField]: number | null } & {
  extra: Readonly<Record<string, string>>;
};

export const caseFieldLabel: Record<CaseField, string> = {
  model: "Model",
  system: "System",
  system_version: "System version",
  hardware: "Hardware",
  accelerators: "Accelerators",
  tensor_parallel: "Tensor parallel",
  pipeline_parallel: "Pipeline parallel",
  expert_parallel: "Expert parallel",
  data_parallel: "Data parallel",
  nodes: "Nodes",
  precision: "Precision",
  quantization: "Quantization",
  batch: "Batch",
  concurrency: "Concurrency",
  request_rate: "Request rate",
  input_tokens: "Input tokens",
  output_tokens: "Output tokens",
  scenario: "Scenario",
  dataset_name: "Dataset",
};

/** A case about which nothing is said. `extra` has no prototype, so that a column named `__proto__` is a field like any other. */
export function emptyCase(): Case {
  return { ...nothingSaid, extra: emptyExtra() };
}

/** Copied whole: of objects to which a copy adds fields, V8 makes each a class of its own, and reading thousands takes ten times as long. */
const nothingSaid = Object.fromEntries([
  ...caseFields.map((field) => [field, null]),
  ["extra", null],
]) as unknown as Case;

export function emptyExtra(): Record<string, string> {
  return Object.create(null) as Record<string, string>;
}

/** A text that two cases share exactly when every field of theirs agrees; rows with one key are repeats. */
export function caseKey(of: Case): string {
  const extra = Object.keys(of.extra)
    .sort()
    .map((name) => [name, of.extra[name]]);
  return JSON.stringify([caseFields.map((field) => of[field]), extra]);
}

export function isCaseField(name: string): name is CaseField {
  return (caseFields as readonly string[]).includes(name);
}

export function isNumberField(name: string): name is NumberField {
  return (numberFields as readonly string[]).includes(name);
}

/** Whether a setup can have that number: none is below 0, and of all only the offered rate is no count. */
export function isPossible(field: NumberField, value: number): boolean {
  return value >= 0 && (field === "request_rate" || Number.isInteger(value));
}

/** What a problem says was expected in place of a number that is not possible. */
export function expectedCount(field: NumberField): string {
  const kind = field === "request_rate" ? "a number" : "a whole number";
  return `${kind} for ${field}, 0 or above; kept as a text`;
}
