// What MLPerf submissions hold beside results: the description of a system (systems/*.json) and of the weights
// (measurements/*.json). Neither has a measurement in it; that is said, rather than "unreadable".
// Described at: https://github.com/mlcommons/policies/blob/master/submission_rules.adoc
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, isScalar, memberOf, textOf } from "./json-node";
import { locatorIn, recordsOf, type JsonRecord } from "./json-record";
import type { Problem } from "../points/problem";
import { isMissingText } from "../points/value-text";

const systemKeys = ["host_processor_model_name", "accelerator_model_name", "number_of_nodes"];
const weightKeys = ["input_data_types", "weight_data_types", "weight_transformations"];

export const mlperfDescribed: Importer = {
  id: "mlperf-described",
  label: "MLPerf description of a system or its weights (JSON)",
  version: "1",
  recognises: (file) => looksLikeJson(file) && recordsOf(jsonOf(file)).some((each) => saysOf(each) !== null),
  read(file): Reading {
    const json = jsonOf(file);
    const problems = recordsOf(json).flatMap(described);
    return { drafts: [], problems: [...json.problems, ...problems], columns: [], notes: json.notes };
  },
};

function described(record: JsonRecord): Problem[] {
  const found = saysOf(record);
  if (found === null) return [];
  const expected = "a result: this file describes what was measured and holds no measurement";
  return [{ where: locatorIn(record), found, expected }];
}

/** What the object describes, in a line; null for any other object. */
function saysOf(record: JsonRecord): string | null {
  if (hasKeys(record.node, systemKeys)) return `an MLPerf system description: ${systemIn(record)}`;
  if (hasKeys(record.node, weightKeys)) return `an MLPerf description of weights: ${weightsIn(record)}`;
  return null;
}

function systemIn(record: JsonRecord): string {
  const count = said(record, "accelerators_per_node");
  const accelerator = said(record, "accelerator_model_name");
  const nodes = said(record, "number_of_nodes");
  const hardware =
    accelerator === null
      ? said(record, "host_processor_model_name")
      : [count === null ? null : `${count} ×`, accelerator].filter((part) => part !== null).join(" ");
  return [
    ...[said(record, "system_name"), hardware, nodes === null ? null : `nodes: ${nodes}`],
    said(record, "framework"),
  ]
    .filter((part) => part !== null)
    .join("; ");
}

function weightsIn(record: JsonRecord): string {
  return weightKeys.map((key) => `${key} ${said(record, key) ?? "not said"}`).join("; ");
}

function said(record: JsonRecord, key: string): string | null {
  const node = memberOf(record.node, key);
  const text = node && isScalar(node) ? textOf(node, record.text).trim() : "";
  return isMissingText(text) ? null : text;
}
