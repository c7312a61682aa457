"use client";

import { useRef, type KeyboardEvent, type MouseEvent } from "react";
import { isPlainClick } from "@/components/layout/plain-click";
import { evidenceMeaning } from "@/lib/points/evidence";
import { forestHead, forestStrip } from "@/lib/figure/forest-figure";
import type { ReviewGroup, ReviewModel, ReviewRow } from "@/lib/review/review-model";
import type { ForestAxis, ForestRow } from "@/lib/series/forest-series";
import { unitText } from "@/lib/series/number-text";
import { VerdictChip } from "./verdict-chip";

interface Props {
  model: ReviewModel;
  selected: string | null;
  onSelect: (key: string) => void;
  /** The address of the page with a row selected: without scripts the names are links. */
  hrefOf: (key: string) => string;
}

/** The forest plot and its numbers, row by row: the table is the plot's twin, in the same order. */
export function ForestTable({ model, selected, onSelect, hrefOf }: Props) {
  const table = useRef<HTMLTableElement>(null);
  const keys = model.groups.flatMap(({ rows }) => rows.map(({ key }) => key));
  const open = selected !== null && keys.includes(selected) ? selected : (keys[0] ?? null);
  const onKeyDown = (event: KeyboardEvent) => {
    const step = steps[event.key];
    if (step === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = keys[step(keys.indexOf(open ?? ""), keys.length)];
    if (next === undefined) return;
    event.preventDefault();
    onSelect(next);
    table.current?.querySelector<HTMLElement>(`[data-case="${next}"]`)?.focus();
  };
  return (
    <section className="card clip rv-forest" aria-labelledby="rv-cases">
      <h2 id="rv-cases" className="sr">
        Every comparison
      </h2>
      <div className="scroll-x">
        <table role="table" ref={table} onKeyDown={onKeyDown} className="rv-table">
          <Head model={model} />
          {model.groups.map((group) => (
            <tbody key={group.key} role="rowgroup">
              <GroupHead group={group} axis={model.axis} />
              {group.rows.map((row) => (
                <Row
                  key={row.key}
                  row={row}
                  axis={model.axis}
                  isSelected={row.key === selected}
                  isTabStop={row.key === open}
                  onSelect={onSelect}
                  href={hrefOf(row.key)}
                />
              ))}
            </tbody>
          ))}
        </table>
      </div>
      <p className="note rv-method">{model.method}</p>
    </section>
  );
}

const steps: Record<string, (at: number, count: number) => number> = {
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

function Head({ model }: { model: ReviewModel }) {
  return (
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">
          Case
        </th>
        <th role="columnheader" scope="col" className="r">
          Baseline
        </th>
        <th role="columnheader" scope="col" className="r">
          Candidate
        </th>
        <th role="columnheader" scope="col" className="rv-plot">
          <span className="sr">Ratio, drawn on a log axis; right of 1× the candidate is better</span>
          <Svg svg={forestHead(model.axis)} />
        </th>
        <th role="columnheader" scope="col">
          Ratio, {model.level} CI
        </th>
        <th role="columnheader" scope="col" className="r">
          Welch p (Holm)
        </th>
        <th role="columnheader" scope="col" className="r">
          Cohen d <span className="mm rv-g">Hedges g</span>
        </th>
        <th role="columnheader" scope="col">
          Verdict
        </th>
      </tr>
    </thead>
  );
}

function GroupHead({ group, axis }: { group: ReviewGroup; axis: ForestAxis }) {
  return (
    <tr role="row" className="rv-group">
      <th role="rowheader" scope="rowgroup" colSpan={3}>
        {group.label}
        {group.unit !== "" && <span className="mm">, {unitText(group.unit)}</span>}
        <span className="mm rv-direction">{group.direction}</span>
      </th>
      <td role="cell" className="rv-plot">
        <Strip row={null} axis={axis} />
      </td>
      <td role="cell" colSpan={4} />
    </tr>
  );
}

interface RowProps {
  row: ReviewRow;
  axis: ForestAxis;
  isSelected: boolean;
  isTabStop: boolean;
  onSelect: (key: string) => void;
  href: string;
}

function Row({ row, axis, isSelected, isTabStop, onSelect, href }: RowProps) {
  const follow = (event: MouseEvent) => {
    if (!isPlainClick(event)) return;
    event.preventDefault();
    onSelect(row.key);
  };
  return (
    <tr role="row" className={isSelected ? "rv-row sel-row" : "rv-row pick"} onClick={follow}>
      <th role="rowheader" scope="row" className="rv-name">
        <a
          href={href}
          data-case={row.key}
          tabIndex={isTabStop ? 0 : -1}
          aria-current={isSelected ? "true" : undefined}
          title={row.name}
        >
          {row.name}
        </a>
      </th>
      <td role="cell" className="r rv-base" data-label="Baseline">
        <Value side={row.baseline} />
      </td>
      <td role="cell" className="r rv-cand" data-label="Candidate">
        <Value side={row.candidate} />
      </td>
      <td role="cell" className="rv-plot">
        <Strip row={row.forest} axis={axis} />
      </td>
      <td role="cell" className="tn rv-ratio" data-label="Ratio" title={row.ratio.why ?? undefined}>
        <b>{row.ratio.text}</b> <span className="mm">{row.ratio.interval}</span>
      </td>
      <td role="cell" className="r m rv-p" data-label="p (Holm)">
        {row.p}
      </td>
      <td role="cell" className="r m rv-d" data-label="Cohen d, Hedges g">
        {row.cohensD}
        {row.hedgesG !== "–" && <span className="mm rv-g">{row.hedgesG}</span>}
      </td>
      <td role="cell" className="rv-verdict" title={row.reason}>
        <VerdictChip verdict={row.verdict} />
      </td>
    </tr>
  );
}

/** `151.2 ±2.9`; a claim or a single number has no whisker, and says which of the two it is. */
function Value({ side }: { side: ReviewRow["baseline"] }) {
  const { text, spread, evidence } = side;
  const isAlone = evidence === "claim" || (spread === "" && evidence === "single");
  return (
    <>
      <b>{text}</b>{" "}
      <span className="mm">{isAlone ? evidenceMeaning[evidence].label.toLowerCase() : spread}</span>
    </>
  );
}

function Strip({ row, axis }: { row: ForestRow | null; axis: ForestAxis }) {
  return <Svg svg={forestStrip(row, axis)} />;
}

function Svg({ svg }: { svg: string }) {
  return <div className="rv-strip-svg" dangerouslySetInnerHTML={{ __html: svg }} />;
}
