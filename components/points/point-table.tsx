"use client";

import { lazy, Suspense, useState } from "react";
import type { TableRow } from "@/lib/series/explore-model";
import type { Sort } from "@/lib/view/view";
import { MoreRows } from "./more-rows";
import { GroupRow, PointRow } from "./point-row";
import { moveFocus, tabStop } from "./row-focus";
import { TableHead } from "./table-head";
import { firstRows, plainLimit } from "./table-limits";

const VirtualRows = lazy(() => import("./virtual-rows"));

export interface PointTableProps {
  rows: readonly TableRow[];
  /** How many rows there are, and whether all of them are in `rows`. */
  total: number;
  whole: boolean;
  unit: string;
  levelPercent: number;
  seriesLabel: string;
  selected: string | null;
  sort: Sort;
  /** The same page sorted so, or with that point open: what a link without scripts leads to. */
  sortHref: (sort: Sort) => string;
  pointHref: (pointId: string) => string;
  onSort: (sort: Sort) => void;
  onSelect: (pointId: string) => void;
}

/** Whether a table has a column for shares of the hardware: no row of most metrics has one. */
export function hasUses(rows: readonly TableRow[]): boolean {
  return rows.some(({ mbu, mfu }) => mbu !== null || mfu !== null);
}

/** How many columns a table has. */
export function columnCount(uses: boolean): number {
  return uses ? 9 : 7;
}

/** The chart's twin: its points in its order, with the same one selected. One tab stop; arrows move between rows. */
export function PointTable(props: PointTableProps) {
  const { rows, total, selected } = props;
  const [all, setAll] = useState(false);
  const many = total > plainLimit;
  const selectedAt = rows.findIndex((row) => row.pointId === selected);
  const shown = many ? rows.slice(0, firstRows) : rows;
  const virtual = many && props.whole && (all || selectedAt >= firstRows);
  if (virtual) {
    return (
      <Suspense fallback={<Plain {...props} rows={shown} />}>
        <VirtualRows {...props} />
      </Suspense>
    );
  }
  return (
    <>
      <Plain {...props} rows={shown} />
      {many && <MoreRows shown={shown.length} total={total} onAll={() => setAll(true)} />}
    </>
  );
}

function Plain(props: PointTableProps) {
  const { rows, selected } = props;
  const stop = tabStop(rows, selected);
  const uses = hasUses(rows);
  return (
    <div className="scroll-x">
      <table
        className="twin"
        role="grid"
        aria-label="Points, in the order of the chart"
        onKeyDown={moveFocus}
      >
        <TableHead {...props} uses={uses} />
        <tbody>
          {rows.map((row, at) => (
            <Row
              key={row.pointId}
              {...props}
              {...{ row, uses }}
              before={rows[at - 1]}
              stop={row.pointId === stop}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row(
  props: PointTableProps & { row: TableRow; before: TableRow | undefined; stop: boolean; uses: boolean },
) {
  const { row, before } = props;
  const opens = row.group !== "" && row.group !== before?.group;
  return (
    <>
      {opens && <GroupRow label={row.group} columns={columnCount(props.uses)} />}
      <PointRow
        row={row}
        selected={row.pointId === props.selected}
        href={props.pointHref(row.pointId)}
        stop={props.stop}
        uses={props.uses}
        onSelect={props.onSelect}
      />
    </>
  );
}
