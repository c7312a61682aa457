"use client";

import { useState, type MouseEvent } from "react";
import { methodHref } from "@/components/methods/method-ids";
import { AuditCell } from "@/components/audit/audit-cell";
import { sourceHref } from "@/components/points/point-row";
import { isPlainClick, moveFocus } from "@/components/points/point-table";
import { firstRows, plainLimit } from "@/components/points/table-limits";
import { Swatch } from "@/components/points/swatch";
import type { TableRow } from "@/lib/series/explore-model";
import { countText, unitText } from "@/lib/series/number-text";
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
  const stop = shown.some((row) => row.pointId === selected) ? selected : (shown[0]?.pointId ?? null);
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
      {isLong && (
        <div className="tfoot">
          {countText(shown.length)} of {countText(total)} rows
          <span className="sp" />
          <button type="button" className="lk m script" onClick={() => setAll(true)}>
            Show all
          </button>
        </div>
      )}
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
  const open = (event: MouseEvent) => {
    const elsewhere = event.target instanceof Element && event.target.closest("a[data-row-link=source]");
    if (!isPlainClick(event) || elsewhere) return;
    event.preventDefault();
    onSelect(row.pointId);
  };
  return (
    <tr className={selected ? "pick sel-row" : "pick"} aria-selected={selected} onClick={open}>
      <th scope="row">
        <a
          className="who"
          href={href}
          tabIndex={stop ? 0 : -1}
          data-row-link="point"
          data-point={row.pointId}
        >
          <Swatch slot={row.slot} evidence={row.evidence} />
          <b>{row.label}</b>
          {row.detail !== "" && <span className="mm">{row.detail}</span>}
        </a>
      </th>
      <td className="r">{row.across && <Value of={row.across} />}</td>
      <td className="r">
        <Value of={row} />
      </td>
      <td className="r tn">
        {row.front == null ? <span className="mm">claim</span> : <FrontShare share={row.front} />}
      </td>
      <td className="r m">{row.n === null ? <span className="mm">–</span> : countText(row.n)}</td>
      <td>
        <a className="mono src" href={sourceHref(row)} tabIndex={stop ? 0 : -1} data-row-link="source">
          <span>{row.file}</span>
          <span className="mm">:{/^L\d+/.exec(row.place)?.[0] ?? row.place}</span>
        </a>
      </td>
      <td className="au">
        <AuditCell audit={row.audit} />
      </td>
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
