import type { Severity } from "@/components/layout/severity-icon";
import type { FindingLevel } from "@/lib/points/finding";

/** The icon and colour of a level. Impossible is kept apart from what is only doubtful or not stated. */
export const severityOf: Readonly<Record<FindingLevel, Severity>> = {
  impossible: "impossible",
  inconsistent: "suspicious",
  unusual: "suspicious",
  untestable: "note",
};
