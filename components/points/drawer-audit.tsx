"use client";

import { useEffect, useRef } from "react";
import { FindingWords } from "@/components/audit/finding-words";
import { severityOf } from "@/components/audit/finding-severity";
import { NotAudited } from "@/components/audit/not-audited";
import { SeverityIcon } from "@/components/layout/severity-icon";
import type { PointDetail } from "./point-detail";
import { findingHref } from "./source-place";

interface Props {
  detail: PointDetail;
  toAudit: boolean;
}

/** What the audit says of a point: its findings with their sums, or that it has none. */
export function DrawerAudit({ detail: { audited, dataset }, toAudit }: Props) {
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (toAudit) section.current?.scrollIntoView({ block: "nearest" });
  }, [toAudit]);
  return (
    <section ref={section} className="sec" aria-label="Audit">
      <h3>Audit</h3>
      <NotAudited audited={audited} />
      {audited.kind === "found" && audited.findings.length > 0 && (
        <ul className="plain dr-findings">
          {audited.findings.map((finding, at) => (
            <li key={at}>
              <SeverityIcon severity={severityOf[finding.level]} />
              <div>
                <FindingWords finding={finding} />
                <a className="lk small" href={findingHref(dataset.sha256, finding)}>
                  Show in the file
                </a>
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
