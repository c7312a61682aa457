"use client";

import { useState, type ReactNode } from "react";
import { counted } from "@/components/datasets/counted";
import { SeverityIcon } from "@/components/layout/severity-icon";
import type { DatasetFinding, FindingGroup } from "./dataset-finding";
import { severityOf } from "./finding-severity";
import { FindingWords } from "./finding-words";

/** Where selecting a finding marks its cells and its points. */
export interface Selecting {
  selected: DatasetFinding | null;
  onSelect: (finding: DatasetFinding) => void;
}

/** Findings with their sums, those of one rule behind the first of them. */
export function FindingList({
  groups,
  selecting = null,
}: {
  groups: readonly FindingGroup[];
  selecting?: Selecting | null;
}) {
  return (
    <div className={selecting === null ? "fi-list still" : "fi-list"}>
      {groups.map((group) => (
        <Group key={group.key} group={group} selecting={selecting} />
      ))}
    </div>
  );
}

function Group({ group, selecting }: { group: FindingGroup; selecting: Selecting | null }) {
  const [isOpen, setOpen] = useState(false);
  const { first, others, left } = group;
  const shown = isOpen ? others : others.filter((finding) => finding === selecting?.selected);
  return (
    <>
      {[first, ...shown].map((finding, at) => (
        <Row key={at} finding={finding} selecting={selecting} />
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

function Row({ finding, selecting }: { finding: DatasetFinding; selecting: Selecting | null }) {
  if (selecting === null)
    return (
      <div className="fi still">
        <Said finding={finding} />
      </div>
    );
  const isSelected = finding === selecting.selected;
  return (
    <button
      type="button"
      className={`fi ${isSelected ? "on" : ""}`}
      aria-pressed={isSelected}
      onClick={() => selecting.onSelect(finding)}
    >
      <Said finding={finding} />
    </button>
  );
}

function Said({ finding }: { finding: DatasetFinding }): ReactNode {
  return (
    <>
      <SeverityIcon severity={severityOf[finding.level]} />
      <FindingWords finding={finding} />
      {finding.place !== "" && <span className="tag mono">{finding.place}</span>}
    </>
  );
}
