"use client";

import { useState } from "react";
import { counted } from "@/components/datasets/counted";
import { SeverityIcon } from "@/components/layout/severity-icon";
import { findingGroups, type DatasetFinding, type FindingGroup } from "./dataset-finding";
import { FindingCounts } from "./finding-counts";
import { severityOf } from "./finding-severity";
import { FindingWords } from "./finding-words";

interface Props {
  /** Null: not audited, since the dataset is too large for a page to wait for it. */
  findings: readonly DatasetFinding[] | null;
  selected: DatasetFinding | null;
  onSelect: (finding: DatasetFinding) => void;
}

/** What the audit says of a dataset, gravest first, with its sums. Selecting a finding marks its cells and its points. */
export function FindingsPanel({ findings, selected, onSelect }: Props) {
  return (
    <section className="card clip" aria-label="Audit">
      <div className="ch tight">
        <h2>Audit</h2>
        {findings && <FindingCounts findings={findings} />}
        <span className="sp" />
        <a className="mm small" href="/methods#audit">
          how it works
        </a>
      </div>
      {findings === null ? (
        <p className="note tfoot-note">
          The dataset is too large to be audited while a page waits. <code>npx whisker inspect</code> audits
          its file.
        </p>
      ) : findings.length === 0 ? (
        <p className="note tfoot-note row">
          <SeverityIcon severity="pass" /> Every rule that applies passes.
        </p>
      ) : (
        <div className="fi-list">
          {findingGroups(findings).map((group) => (
            <Group key={group.key} {...{ group, selected, onSelect }} />
          ))}
        </div>
      )}
    </section>
  );
}

function Group({ group, selected, onSelect }: Omit<Props, "findings"> & { group: FindingGroup }) {
  const [isOpen, setOpen] = useState(false);
  const others = isOpen ? group.others : group.others.filter((finding) => finding === selected);
  return (
    <>
      {[group.first, ...others].map((finding, at) => (
        <Row
          key={at}
          finding={finding}
          isSelected={finding === selected}
          onSelect={() => onSelect(finding)}
        />
      ))}
      {group.others.length > 0 && (
        <div className="fi-more script">
          <button
            type="button"
            className="btn sm ghost"
            aria-expanded={isOpen}
            onClick={() => setOpen((now) => !now)}
          >
            {isOpen ? "Show one of them" : `${counted(group.others.length, "more finding")} of this rule`}
          </button>
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
      data-finding={finding.rule}
    >
      <SeverityIcon severity={severityOf[finding.level]} />
      <FindingWords finding={finding} />
      {finding.place !== "" && <span className="tag mono">{finding.place}</span>}
    </button>
  );
}
