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
  const next = selecting === null ? null : nextOf(groups, selecting.selected);
  return (
    <div className={selecting === null ? "fi-list still" : "fi-list"}>
      {groups.map((group) => (
        <Group key={group.key} group={group} selecting={selecting} next={next} />
      ))}
    </div>
  );
}

/** The finding that `a` selects: the first of the next rule, or the next of a rule whose others are looked at; after the last, the first. */
export function nextOf(
  groups: readonly FindingGroup[],
  selected: DatasetFinding | null,
): DatasetFinding | null {
  const at = groups.findIndex(({ first, others }) => [first, ...others].some((each) => each === selected));
  const others = groups[at]?.others ?? [];
  const other = selected === null ? -1 : others.indexOf(selected);
  return (other >= 0 ? others[other + 1] : undefined) ?? groups[(at + 1) % groups.length]?.first ?? null;
}

function Group({
  group,
  selecting,
  next,
}: {
  group: FindingGroup;
  selecting: Selecting | null;
  next: DatasetFinding | null;
}) {
  const [isOpen, setOpen] = useState(false);
  const { first, others, left } = group;
  const isShown = (finding: DatasetFinding) => finding === selecting?.selected || finding === next;
  const shown = isOpen ? others : others.filter(isShown);
  return (
    <>
      {[first, ...shown].map((finding, at) => (
        <Row key={at} finding={finding} selecting={selecting} isNext={finding === next} />
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
  selecting,
  isNext,
}: {
  finding: DatasetFinding;
  selecting: Selecting | null;
  isNext: boolean;
}) {
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
      {...(isNext && { "aria-keyshortcuts": "a" })}
      onClick={(event) => {
        selecting.onSelect(finding);
        event.currentTarget.scrollIntoView({ block: "nearest" });
      }}
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
