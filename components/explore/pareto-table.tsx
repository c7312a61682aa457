"use client";

import { useState } from "react";
import { methodHref } from "@/components/methods/method-ids";
import { MoreRows } from "@/components/points/more-rows";
import {
  CountCell,
  FindingCell,
  None,
  openPoint,
  PointCell,
  SourceCell,
} from "@/components/points/row-cells";
import { moveFocus, tabStop } from "@/components/points/row-focus";
import { firstRows, plainLimit } from "@/components/points/table-limits";
import type { TableRow } from "@/lib/series/explore-model";
import { unitText } from "@/lib/series/number-text";
import { frontText } from "@/lib/series/pareto-series";
import type { Mark, ParetoSeries } from "@/lib/series/series";

interface Props {
  series: ParetoSeries;
  rows: readonly TableRow[];
  total: number;
  selected: string | null;
  pointHref: (pointId: string) => string;
  onSelect: (pointId: string) => void;
}

/** The chart's twin: both values of each point with their intervals, and how likely it is on the front. */
export function ParetoTable({ series, rows, total, selected, pointHref, onSelect }: Props) {
  const [all, setAll] = useState(false);
  const isLong = rows.length > plainLimit && !all;
  const shown = isLong ? rows.slice(0, firstRows) : rows;
  const stop = tabStop(shown, selected);
  return (
    <>
      <div className="scroll-x">
        <table
          className="twin pareto-twin"
          role="grid"
          aria-label="Points, in the order of the chart"
          onKeyDown={moveFocus}
        >
          <thead>
            <tr>
              <th scope="col">System</th>
              <th scope="col" className="r">
                {series.x.label}, {unitText(series.x.unit)}
              </th>
              <th scope="col" className="r">
                {series.metric.short}, {unitText(series.unit)}
              </th>
              <th scope="col" className="r">
                <a className="lk" href={methodHref("pareto")}>
                  On the front
                </a>
              </th>
              <th scope="col" className="r">
                n
              </th>
              <th scope="col">Source</th>
              <th scope="col">Audit</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <Row
                key={row.pointId}
                row={row}
                selected={row.pointId === selected}
                stop={row.pointId === stop}
                href={pointHref(row.pointId)}
                onSelect={onSelect}
              />
            ))}
          </tbody>
        </table>
      </div>
      {isLong && <MoreRows shown={shown.length} total={total} onAll={() => setAll(true)} />}
    </>
  );
}

interface RowProps {
  row: TableRow;
  selected: boolean;
  stop: boolean;
  href: string;
  onSelect: (pointId: string) => void;
}

function Row({ row, selected, stop, href, onSelect }: RowProps) {
  return (
    <tr
      className={selected ? "pick sel-row" : "pick"}
      aria-selected={selected}
      onClick={openPoint(row, onSelect)}
    >
      <PointCell {...{ row, stop, href }} />
      <td className="r">{row.across && <Value of={row.across} />}</td>
      <td className="r">
        <Value of={row} />
      </td>
      <td className="r tn">{row.front == null ? <None>claim</None> : <FrontShare share={row.front} />}</td>
      <CountCell n={row.n} />
      <SourceCell {...{ row, stop }} />
      <FindingCell audit={row.audit} />
    </tr>
  );
}

function Value({ of: { text, spread, evidence } }: { of: Pick<Mark, "text" | "spread" | "evidence"> }) {
  return (
    <>
      <span className={evidence === "claim" ? "val claim" : "val"}>{text}</span>{" "}
      <span className="mm">{spread}</span>
    </>
  );
}

function FrontShare({ share }: { share: number }) {
  return share >= 0.5 ? <b>{frontText(share)}</b> : <span className="m">{frontText(share)}</span>;
}
