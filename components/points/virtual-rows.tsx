"use client";

import { useEffect, useMemo, useRef } from "react";
import { useVirtualizer } from "@tanstack/react-virtual";
import type { TableRow } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import { GroupRow, PointRow } from "./point-row";
import { columnCount, hasUses, type PointTableProps } from "./point-table";
import { moveFocus } from "./row-focus";
import { TableHead } from "./table-head";

type Line = { kind: "group"; label: string } | { kind: "point"; row: TableRow };

/** px: a row of the table, a group's heading. */
const rowHeight = 32;

/** The table of very many points: only the rows in sight are in the page. */
export default function VirtualRows(props: PointTableProps) {
  const { rows, selected } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => linesOf(rows), [rows]);

  const list = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 12,
  });
  const at = useMemo(
    () => lines.findIndex((line) => line.kind === "point" && line.row.pointId === selected),
    [lines, selected],
  );
  useEffect(() => {
    if (at >= 0) list.scrollToIndex(at, { align: "auto" });
  }, [list, at]);
  const uses = useMemo(() => hasUses(rows), [rows]);
  const columns = columnCount(uses);
  const items = list.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = list.getTotalSize() - (items.at(-1)?.end ?? 0);
  const stop = lines[at]
    ? at
    : items.findIndex((item) => lines[item.index]?.kind === "point") + (items[0]?.index ?? 0);
  return (
    <>
      <div className="scroll-x" ref={scroller} style={{ maxHeight: "70dvh", overflowY: "auto" }}>
        <table
          className="twin virtual"
          role="grid"
          aria-label="Points, in the order of the chart"
          aria-rowcount={lines.length + 1}
          onKeyDown={moveFocus}
        >
          <TableHead {...props} uses={uses} />
          <tbody>
            {before > 0 && <Spacer height={before} columns={columns} />}
            {items.map((item) => {
              const line = lines[item.index];
              if (!line) return null;
              if (line.kind === "group")
                return <GroupRow key={item.key} label={line.label} columns={columns} />;
              return (
                <PointRow
                  key={line.row.pointId}
                  row={line.row}
                  index={item.index + 2}
                  selected={line.row.pointId === selected}
                  href={props.pointHref(line.row.pointId)}
                  stop={item.index === stop}
                  uses={uses}
                  onSelect={props.onSelect}
                />
              );
            })}
            {after > 0 && <Spacer height={after} columns={columns} />}
          </tbody>
        </table>
      </div>
      <div className="tfoot">{countText(rows.length)} rows</div>
    </>
  );
}

function Spacer({ height, columns }: { height: number; columns: number }) {
  return (
    <tr aria-hidden="true" style={{ height }}>
      <td colSpan={columns} style={{ height, padding: 0, border: 0 }} />
    </tr>
  );
}

function linesOf(rows: readonly TableRow[]): Line[] {
  return rows.flatMap((row, at) => {
    const point: Line = { kind: "point", row };
    const opens = row.group !== "" && row.group !== rows[at - 1]?.group;
    return opens ? [{ kind: "group", label: row.group }, point] : [point];
  });
}
