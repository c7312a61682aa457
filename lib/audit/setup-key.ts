import { caseFields, type Case, type CaseField } from "../points/case";

const none: ReadonlySet<CaseField> = new Set();

/**
 * Whether two cases say the same in every field, without making a text of either. Each field is named: reading them by the list
 * of their names takes ten times as long.
 */
export function areAlike(a: Case, b: Case): boolean {
  const isSame =
    a.model === b.model &&
    a.system === b.system &&
    a.system_version === b.system_version &&
    a.hardware === b.hardware &&
    a.accelerators === b.accelerators &&
    a.tensor_parallel === b.tensor_parallel &&
    a.pipeline_parallel === b.pipeline_parallel &&
    a.expert_parallel === b.expert_parallel &&
    a.data_parallel === b.data_parallel &&
    a.nodes === b.nodes &&
    a.precision === b.precision &&
    a.quantization === b.quantization &&
    a.batch === b.batch &&
    a.concurrency === b.concurrency &&
    a.request_rate === b.request_rate &&
    a.input_tokens === b.input_tokens &&
    a.output_tokens === b.output_tokens &&
    a.scenario === b.scenario &&
    a.dataset_name === b.dataset_name;
  return isSame && haveSameExtra(a, b);
}

function haveSameExtra(a: Case, b: Case): boolean {
  let count = 0;
  for (const name in a.extra) {
    if (a.extra[name] !== b.extra[name]) return false;
    count++;
  }
  for (const _ in b.extra) count--;
  return count === 0;
}

/**
 * A text that cases of one file share where they agree in every field but those left out. Thousands are made for each file:
 * what is not stated takes no room, and extra fields count in the order in which the file has them.
 */
export function setupKey(
  of: Case,
  except: ReadonlySet<CaseField> = none,
  isLeftOut: ((extra: string) => boolean) | null = null,
): string {
  let key = "";
  for (let i = 0; i < caseFields.length; i++) {
    const field = caseFields[i]!;
    const value = of[field];
    if (value !== null && !except.has(field)) key += `${i}\u0002${value}\u0001`;
  }
  for (const name in of.extra)
    if (isLeftOut === null || !isLeftOut(name)) key += `${name}\u0002${of.extra[name]}\u0001`;
  return key;
}
