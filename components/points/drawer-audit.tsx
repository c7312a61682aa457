import { FindingWords } from "@/components/audit/finding-words";
import { severityOf } from "@/components/audit/finding-severity";
import { NotAudited } from "@/components/audit/not-audited";
import { SeverityIcon } from "@/components/layout/severity-icon";
import type { PointDetail } from "./point-detail";

/** What the audit says of a point: its findings with their sums, or that it has none. */
export function DrawerAudit({ detail: { audited } }: { detail: PointDetail }) {
  return (
    <section className="sec" aria-label="Audit">
      <h3>Audit</h3>
      <NotAudited audited={audited} />
      {audited.kind === "found" && audited.findings.length > 0 && (
        <ul className="plain dr-findings">
          {audited.findings.map((finding, at) => (
            <li key={at}>
              <SeverityIcon severity={severityOf[finding.level]} />
              <FindingWords finding={finding} />
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
