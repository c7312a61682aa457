import type { CaseField } from "../points/case";
import { onceFor } from "../points/once-for";
import type { AuditedFile, MeasuredPoint } from "./audited-file";
import { setupKey } from "./setup-key";

/** Fields in which the rows of one scaling table differ: how many devices, and how the work is split over them. */
const alongScaling: ReadonlySet<CaseField> = new Set([
  "accelerators",
  "nodes",
  "tensor_parallel",
  "pipeline_parallel",
  "expert_parallel",
  "data_parallel",
]);

const rates = [
  "output_tokens_per_second",
  "total_tokens_per_second",
  "input_tokens_per_second",
  "requests_per_second",
  "samples_per_second",
  "training_tokens_per_second",
  "training_samples_per_second",
];

export type ScalingLine = readonly MeasuredPoint[];

/** Rates of one setup at several numbers of devices, smallest first, one of each number. */
export const scalingLines = onceFor((file: AuditedFile): readonly ScalingLine[] =>
  isOfOneCount(file) ? [] : rates.flatMap((metric) => linesOf(file, metric)),
);

function isOfOneCount({ setups }: AuditedFile): boolean {
  const first = setups.find((setup) => setup.case.accelerators !== null)?.case.accelerators;
  return setups.every(({ case: { accelerators } }) => accelerators === null || accelerators === first);
}

function linesOf(file: AuditedFile, metric: string): ScalingLine[] {
  const lines = new Map<string, Map<number, MeasuredPoint>>();
  for (const { point, setup } of file.measured(metric)) {
    const count = setup.case.accelerators;
    if (count === null || count < 1 || !(point.value > 0)) continue;
    const key = setupKey(setup.case, alongScaling);
    const line = lines.get(key) ?? new Map<number, MeasuredPoint>();
    lines.set(key, line);
    if (!line.has(count)) line.set(count, point);
  }
  return Array.from(lines.values(), (line) =>
    Array.from(line.values()).sort((a, b) => a.case.accelerators! - b.case.accelerators!),
  ).filter((line) => line.length > 1);
}
