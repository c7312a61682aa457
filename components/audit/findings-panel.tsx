"use client";

import { useState } from "react";
import { counted } from "@/components/datasets/counted";
import { SeverityIcon } from "@/components/layout/severity-icon";
import type { DatasetAudit, DatasetFinding, FindingGroup } from "./dataset-finding";
import { FindingCounts } from "./finding-counts";
import { severityOf } from "./finding-severity";
import { FindingWords } from "./finding-words";
import { NotAudited } from "./not-audited";

interface Selecting {
  selected: DatasetFinding | null;
  onSelect: (finding: DatasetFinding) => void;
}

/** What the audit says of a dataset, gravest first, with its sums. Selecting a finding marks its cells and its points. */
export function FindingsPanel({ audited, ...selecting }: Selecting & { audited: DatasetAudit }) {
  return (
    <section className="card clip" aria-label="Audit">
      <div className="ch tight">
        <h2>Audit</h2>
        {audited.kind === "found" && <FindingCounts counts={audited.counts} />}
        <span className="sp" />
        <a className="mm small" href="/methods#audit">
          how it works
        </a>
      </div>
      <NotAudited audited={audited} />
      {audited.kind === "found" && audited.findings.length > 0 && (
        <div className="fi-list">
          {audited.findings.map((group) => (
            <Group key={group.key} group={group} {...selecting} />
          ))}
        </div>
      )}
    </section>
  );
}

function Group({ group, selected, onSelect }: Selecting & { group: FindingGroup }) {
  const [isOpen, setOpen] = useState(false);
  const { first, others, left } = group;
  const shown = isOpen ? others : others.filter((finding) => finding === selected);
  return (
    <>
      {[first, ...shown].map((finding, at) => (
        <Row
          key={at}
          finding={finding}
          isSelected={finding === selected}
          onSelect={() => onSelect(finding)}
        />
      ))}
      {others.length > 0 && (
        <div className="fi-more script">
          <button
            type="button"
            className="btn sm ghost"
            aria-expanded={isOpen}
            onClick={() => setOpen((now) => !now)}
          >
            {isOpen ? "Show one of them" : `${counted(others.length + left, "more finding")} of this rule`}
          </button>
          {isOpen && left > 0 && (
            <span className="mm small">
              {counted(left, "more finding")} not listed here; <code>npx whisker inspect</code> has them all
            </span>
          )}
        </div>
      )}
    </>
  );
}

function Row({
  finding,
  isSelected,
  onSelect,
}: {
  finding: DatasetFinding;
  isSelected: boolean;
  onSelect: () => void;
}) {
  return (
    <button
      type="button"
      className={`fi ${isSelected ? "on" : ""}`}
      aria-pressed={isSelected}
      onClick={onSelect}
    >
      <SeverityIcon severity={severityOf[finding.level]} />
      <FindingWords finding={finding} />
      {finding.place !== "" && <span className="tag mono">{finding.place}</span>}
    </button>
  );
}
