"use client";

import { isPlainClick } from "@/components/layout/plain-click";
import { useState } from "react";
import { SeverityIcon } from "@/components/layout/severity-icon";
import { locatorText } from "@/lib/points/locator";
import type { Problem } from "@/lib/points/problem";
import { counted } from "./counted";
import { placeQuery } from "./selection";

/** Problems shown before the reader asks for all. */
const firstShown = 8;

/** What could not be read as a point, by place. Selecting one marks its line. */
export function ProblemsPanel(props: {
  problems: readonly Problem[];
  selected: number | null;
  onSelect: (index: number) => void;
}) {
  const [all, setAll] = useState(false);
  const { problems } = props;
  const shown = all ? problems : problems.slice(0, Math.max(firstShown, (props.selected ?? 0) + 1));
  return (
    <section className="card clip" aria-label="Problems">
      <div className="ch tight">
        <h2>Problems</h2>
        <span className="sev sev-suspicious">
          <SeverityIcon severity="suspicious" />
          <span>{counted(problems.length, "place")} not read as a point</span>
        </span>
        <span className="sp" />
        <span className="mm small">every other line is kept</span>
      </div>
      <div className="fi-list">
        {shown.map((problem, index) => (
          <ProblemRow
            key={index}
            problem={problem}
            selected={props.selected === index}
            onSelect={() => props.onSelect(index)}
          />
        ))}
      </div>
      {shown.length < problems.length && (
        <div className="fi-more script">
          <button type="button" className="btn sm ghost" onClick={() => setAll(true)}>
            Show all {counted(problems.length, "problem")}
          </button>
        </div>
      )}
    </section>
  );
}

function ProblemRow({
  problem,
  selected,
  onSelect,
}: {
  problem: Problem;
  selected: boolean;
  onSelect: () => void;
}) {
  const words = (
    <>
      <SeverityIcon severity="suspicious" />
      <span className="fi-words">
        <b>{problem.found}</b>
        <span className="m">Expected {problem.expected}</span>
      </span>
      <span className="tag mono">{problem.where ? locatorText(problem.where) : "whole file"}</span>
    </>
  );
  if (!problem.where) return <div className="fi">{words}</div>;
  return (
    <a
      className={`fi ${selected ? "on" : ""}`}
      href={`${placeQuery(problem.where)}${"line" in problem.where ? `#L${problem.where.line}` : ""}`}
      aria-current={selected ? "true" : undefined}
      onClick={(event) => {
        if (!isPlainClick(event)) return;
        event.preventDefault();
        onSelect();
      }}
    >
      {words}
    </a>
  );
}
