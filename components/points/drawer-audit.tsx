import { FindingWords } from "@/components/audit/finding-words";
import { severityOf } from "@/components/audit/finding-severity";
import { SeverityIcon } from "@/components/layout/severity-icon";
import type { PointDetail } from "./point-detail";

/** What the audit says of a point: its findings with their sums, or that it has none. */
export function DrawerAudit({ detail: { findings, dataset } }: { detail: PointDetail }) {
  return (
    <section className="sec" aria-label="Audit">
      <h3>Audit</h3>
      {findings === null && (
        <p className="note">{dataset.name} is too large to be audited while a page waits.</p>
      )}
      {findings?.length === 0 && (
        <p className="note row">
          <SeverityIcon severity="pass" /> Every rule that applies passes.
        </p>
      )}
      {findings && findings.length > 0 && (
        <ul className="plain dr-findings">
          {findings.map((finding, at) => (
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
