"use client";

import { useCallback, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import type { DatasetAudit, DatasetFinding } from "@/components/audit/dataset-finding";
import { FindingsPanel } from "@/components/audit/findings-panel";
import { announce } from "@/components/layout/announce";
import type { Locator } from "@/lib/points/locator";
import type { Problem } from "@/lib/points/problem";
import { exploreHref } from "./explore-href";
import type { RawLine } from "./file-line";
import type { LineMark } from "./line-marks";
import { pointMarks } from "./point-marks";
import type { MetricRows, PointRow } from "./point-rows";
import { PointsPanel } from "./points-panel";
import { ProblemsPanel } from "./problems-panel";
import { RawFile } from "./raw-file";
import {
  askedFinding,
  findingQuery,
  placeQuery,
  rowQuery,
  selectionOfFinding,
  selectionOfProblem,
  selectionOfRow,
  type Selection,
} from "./selection";

export interface DatasetViewProps {
  dataset: { sha256: string; name: string; lines: number; delimiter: string | null; hasHeader: boolean };
  groups: MetricRows[];
  problems: Problem[];
  audited: DatasetAudit;
  first: RawLine[];
  /** What the URL selects. */
  initial: Selection | null;
  /** The lower right: mapping and note, rendered by the server. */
  children: ReactNode;
}

/** Points and problems on the left, the file on the right, one yellow selection through all of them. */
export function DatasetView(props: DatasetViewProps) {
  const { dataset, problems, groups } = props;
  const [selection, setSelection] = useState(props.initial);
  const [metric, setMetric] = useState(() => metricOf(groups, props.initial) ?? groups[0]?.id ?? "");
  const latest = useRef(0);
  const select = useCallback((next: Selection, query: string) => {
    latest.current++;
    setSelection(next);
    replaceQuery(query);
    announce(next.caption);
  }, []);
  const selectPoint = (row: PointRow) => {
    select(selectionOfRow(row), rowQuery(row));
    const asked = latest.current;
    void pointMarks(row.id).then((marks) => {
      // The reader may have selected something else while the lines of the samples were on their way.
      if (marks.length > 0 && asked === latest.current) setSelection(selectionOfRow(row, marks));
    });
  };
  const selectFinding = (finding: DatasetFinding) => {
    select(selectionOfFinding(finding), findingQuery(finding));
    const group = groups.find(({ rows }) => rows.some(({ id }) => id === finding.points[0]));
    if (group) setMetric(group.id);
  };
  const { audited } = props;
  useEffect(() => {
    const asked = askedFinding(audited, window.location.search);
    if (asked !== null) setSelection(selectionOfFinding(asked));
  }, [audited]);
  const finding = selection?.finding ?? null;
  const selectProblem = (index: number) => {
    const problem = problems[index];
    if (problem?.where) select(selectionOfProblem(problem, index), placeQuery(problem.where));
  };
  const problemLines = useMemo(() => new Set(problems.flatMap(({ where }) => linesOf(where))), [problems]);
  useClearOnEscape(() => {
    setSelection(null);
    replaceQuery("");
  });
  const selected = selection?.kind === "point" ? String(selection.id) : null;
  return (
    <div className="dp-cols">
      <div className="cards">
        <FindingsPanel audited={props.audited} selecting={{ selected: finding, onSelect: selectFinding }} />
        {problems.length > 0 && (
          <ProblemsPanel
            problems={problems}
            selected={selection?.kind === "problem" ? Number(selection.id) : null}
            onSelect={selectProblem}
          />
        )}
        <PointsPanel
          groups={groups}
          metric={metric}
          onMetric={setMetric}
          selected={selected}
          about={finding?.points ?? noPoints}
          onSelect={selectPoint}
          exploreHref={exploreHref(dataset.sha256, metric)}
        />
      </div>
      <div className="cards dp-right">
        <RawFile
          sha256={dataset.sha256}
          name={dataset.name}
          total={dataset.lines}
          delimiter={dataset.delimiter}
          hasHeader={dataset.hasHeader}
          first={props.first}
          marks={selection?.marks ?? noMarks}
          problems={problemLines}
          caption={selection?.caption ?? null}
        />
        {props.children}
      </div>
    </div>
  );
}

const noMarks: readonly LineMark[] = [];
const noPoints: readonly string[] = [];

/** The tab that holds the selected point. */
function metricOf(groups: readonly MetricRows[], selection: Selection | null): string | undefined {
  if (selection?.kind !== "point") return undefined;
  return groups.find(({ rows }) => rows.some(({ id }) => id === selection.id))?.id;
}

function linesOf(where: Locator | null): number[] {
  return where !== null && "line" in where && where.line !== undefined ? [where.line] : [];
}

/** The address follows the selection, so that it can be copied; it makes no step in the history. */
function replaceQuery(query: string): void {
  window.history.replaceState(null, "", query === "" ? window.location.pathname : query);
}

function useClearOnEscape(clear: () => void): void {
  const latest = useRef(clear);
  useEffect(() => {
    latest.current = clear;
  });
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) latest.current();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, []);
}
