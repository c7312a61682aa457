"use client";

import type { DatasetAudit } from "./dataset-finding";
import { FindingCounts } from "./finding-counts";
import { FindingList, type Selecting } from "./finding-list";
import { NotAudited } from "./not-audited";

/** What the audit says of a file, gravest first, with its sums. Where findings can be selected, that marks their cells and points. */
export function FindingsPanel({
  audited,
  selecting,
  heading = "Audit",
}: {
  audited: DatasetAudit;
  selecting?: Selecting;
  heading?: string;
}) {
  return (
    <section className="card clip" aria-label={heading}>
      <div className="ch tight">
        <h2>{heading}</h2>
        {audited.kind === "found" && <FindingCounts counts={audited.counts} />}
        <span className="sp" />
        <a className="mm small" href="/methods#audit">
          how it works
        </a>
      </div>
      <NotAudited audited={audited} />
      {audited.kind === "found" && audited.findings.length > 0 && (
        <FindingList groups={audited.findings} selecting={selecting ?? null} />
      )}
    </section>
  );
}
