import type { PointAudit } from "../points/point-audit";

/** `impossible: 4.2 times the peak`, `passed`, `–` where nothing was audited. */
export function auditText(audit: PointAudit | null): string {
  if (audit === null) return "–";
  return audit.level === "passed" ? "passed" : `${audit.level}: ${audit.title}`;
}
