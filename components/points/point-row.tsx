"use client";

import { memo, type CSSProperties, type Ref } from "react";
import type { TableRow } from "@/lib/series/explore-model";
import { intervalText, percentText } from "@/lib/series/number-text";
import { Grade } from "./grade-glyph";
import { CountCell, FindingCell, None, openPoint, PointCell, SourceCell } from "./row-cells";
import { slotColor } from "./swatch";

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
  return (
    <tr
      ref={ref}
      className={selected ? "pick sel-row" : "pick"}
      aria-selected={selected}
      aria-rowindex={index}
      style={style}
      onClick={openPoint(row, onSelect)}
    >
      <PointCell {...{ row, stop, href }} />
      <td className="m">
        <Grade evidence={row.evidence} color={slotColor(row.slot)} />
      </td>
      <td className="r">
        <Value row={row} />
      </td>
      <td className="r m">{row.interval ? intervalText(row.interval) : <None>none</None>}</td>
      <CountCell n={row.n} />
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
      <SourceCell {...{ row, stop }} />
      <FindingCell audit={row.audit} />
    </tr>
  );
});

function Share({ of }: { of: number | null }) {
  return of === null ? <None /> : percentText(of * 100, "table");
}

function Value({ row }: { row: TableRow }) {
  if (row.missing !== null) return <i className="mm">{row.missing || "not stated"}</i>;
  return <span className={row.evidence === "claim" ? "val claim" : "val"}>{row.text}</span>;
}
