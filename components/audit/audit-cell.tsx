import { SeverityIcon } from "@/components/layout/severity-icon";
import type { PointAudit } from "@/lib/points/point-audit";
import { severityOf } from "./finding-severity";

/** What the audit comes to for a point, in a table's cell. */
export function AuditCell({ audit }: { audit: PointAudit | null }) {
  if (audit === null)
    return (
      <span className="mm" title="Not audited: no number, or too many of them in its file">
        –
      </span>
    );
  const { level, title } = audit;
  return (
    <span
      className={`sev sev-${severityOf[level]}`}
      title={level === "passed" ? "Every rule that applies passes" : `${level}: ${title}`}
    >
      <SeverityIcon severity={severityOf[level]} />
      <span>{title}</span>
    </span>
  );
}
