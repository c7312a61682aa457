import { datasetAudit, type DatasetAudit } from "@/components/audit/dataset-finding";
import { placedFindings } from "@/lib/audit/placed-findings";
import type { Point } from "@/lib/points/point";

/** More points than these would keep a reader waiting for more than a second; they are audited once they are stored. */
const mostPoints = 50_000;

/** What the audit says of a file that is read in the browser, before anything is stored. */
export function auditedHere(points: readonly Point[]): DatasetAudit {
  if (points.length > mostPoints) return { kind: "too large" };
  return datasetAudit({ kind: "found", findings: placedFindings(points) });
}
