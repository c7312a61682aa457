"use client";

import { memo, type CSSProperties, type MouseEvent, type Ref } from "react";
import { AuditCell } from "@/components/audit/audit-cell";
import { Grade } from "./grade-glyph";
import type { TableRow } from "@/lib/series/explore-model";
import { countText, intervalText, percentText } from "@/lib/series/number-text";
import { fileHref } from "./source-place";
import { slotColor, Swatch } from "./swatch";

interface Props {
  row: TableRow;
  selected: boolean;
  href: string;
  /** Whether Tab stops at this row; arrows reach the others. */
  stop: boolean;
  /** Whether there are columns for shares of the hardware. */
  uses: boolean;
  onSelect: (pointId: string) => void;
  index?: number;
  style?: CSSProperties;
  ref?: Ref<HTMLTableRowElement>;
}

export function GroupRow({ label, columns }: { label: string; columns: number }) {
  return (
    <tr className="grp">
      <th scope="rowgroup" colSpan={columns}>
        {label}
      </th>
    </tr>
  );
}

export const PointRow = memo(function PointRow({
  row,
  selected,
  href,
  stop,
  uses,
  onSelect,
  index,
  style,
  ref,
}: Props) {
  const open = (event: MouseEvent) => {
    const ours = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    const elsewhere = event.target instanceof Element && event.target.closest("a[data-row-link=source]");
    if (!ours || elsewhere) return;
    event.preventDefault();
    onSelect(row.pointId);
  };
  return (
    <tr
      ref={ref}
      className={selected ? "pick sel-row" : "pick"}
      aria-selected={selected}
      aria-rowindex={index}
      style={style}
      onClick={open}
    >
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
      <td className="m">
        <Grade evidence={row.evidence} color={slotColor(row.slot)} />
      </td>
      <td className="r">
        <Value row={row} />
      </td>
      <td className="r m">{row.interval ? intervalText(row.interval) : <span className="mm">none</span>}</td>
      <td className="r m">{row.n === null ? <span className="mm">–</span> : countText(row.n)}</td>
      {uses && (
        <>
          <td className="r m">
            <Share of={row.mbu} />
          </td>
          <td className="r m">
            <Share of={row.mfu} />
          </td>
        </>
      )}
      <td>
        <a className="mono src" href={sourceHref(row)} tabIndex={stop ? 0 : -1} data-row-link="source">
          <span>{row.file}</span>
          <span className="mm">:{shortPlace(row.place)}</span>
          {row.point.parts.length > 1 && (
            <span className="mm"> +{moreFiles(row.point.parts.length - 1)}</span>
          )}
        </a>
      </td>
      <td className="au">
        <AuditCell audit={row.audit} />
      </td>
    </tr>
  );
});

function Share({ of }: { of: number | null }) {
  return of === null ? <span className="mm">–</span> : percentText(of * 100, "table");
}

function Value({ row }: { row: TableRow }) {
  if (row.missing !== null) return <i className="mm">{row.missing || "not stated"}</i>;
  return <span className={row.evidence === "claim" ? "val claim" : "val"}>{row.text}</span>;
}

function moreFiles(count: number): string {
  return count === 1 ? "1 file" : `${countText(count)} files`;
}

/** `L12` of `L12, column 3`; a pointer as it is. */
function shortPlace(place: string): string {
  return /^L\d+/.exec(place)?.[0] ?? place;
}

/** The line of the file, in the raw file view. */
export function sourceHref(row: Pick<TableRow, "dataset" | "place" | "pointId" | "statistic">): string {
  const line = /^L(\d+)/.exec(row.place)?.[1];
  return fileHref(row.dataset, line === undefined ? null : Number(line), row.pointId, row.statistic);
}
