import type { Severity } from "@/components/layout/severity-icon";
import type { AuditLevel } from "@/lib/points/point-audit";

/** The icon and colour of a level. Impossible is kept apart from what is only doubtful or not stated. */
export const severityOf: Readonly<Record<AuditLevel, Severity>> = {
  impossible: "impossible",
  inconsistent: "suspicious",
  unusual: "suspicious",
  untestable: "note",
  passed: "pass",
};
