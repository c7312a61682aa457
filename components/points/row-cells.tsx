import type { MouseEvent, ReactNode } from "react";
import { AuditCell } from "@/components/audit/audit-cell";
import { isPlainClick } from "@/components/layout/plain-click";
import type { PointAudit } from "@/lib/points/point-audit";
import type { TableRow } from "@/lib/series/explore-model";
import { countText } from "@/lib/series/number-text";
import { fileHref } from "./source-place";
import { Swatch } from "./swatch";

/** A click anywhere on a row opens its point, but for that on its source. */
export function openPoint(row: Pick<TableRow, "pointId">, onSelect: (pointId: string) => void) {
  return (event: MouseEvent) => {
    const elsewhere = event.target instanceof Element && event.target.closest("a[data-row-link=source]");
    if (!isPlainClick(event) || elsewhere) return;
    event.preventDefault();
    onSelect(row.pointId);
  };
}

/** Whose a row is: swatch, name, and what tells it from its neighbours. */
export function Who({
  slot,
  evidence,
  label,
  detail,
}: Pick<TableRow, "slot" | "evidence" | "label" | "detail">) {
  return (
    <>
      <Swatch slot={slot} evidence={evidence} />
      <b>{label}</b>
      {detail !== "" && <span className="mm">{detail}</span>}
    </>
  );
}

interface LinkProps {
  row: TableRow;
  /** Whether Tab stops at this row; arrows reach the others. */
  stop: boolean;
}

/** A row's name, which leads to its point. */
export function PointCell({ row, stop, href }: LinkProps & { href: string }) {
  return (
    <th scope="row">
      <a className="who" href={href} tabIndex={stop ? 0 : -1} data-row-link="point" data-point={row.pointId}>
        <Who {...row} />
      </a>
    </th>
  );
}

/** The file and the place in it; of a point that several files make, how many more. */
export function SourceCell({ row, stop }: LinkProps) {
  const isPointer = row.place.startsWith("/");
  return (
    <td>
      <a
        className="mono src"
        href={sourceHref(row)}
        tabIndex={stop ? 0 : -1}
        data-row-link="source"
        title={isPointer ? `${row.file}:${row.place}` : undefined}
      >
        <span>{row.file}</span>
        <span className={isPointer ? "mm pointer" : "mm"}>:{shortPlace(row.place)}</span>
        {row.point.parts.length > 1 && <span className="mm"> +{moreFiles(row.point.parts.length - 1)}</span>}
      </a>
    </td>
  );
}

/** The gravest finding. */
export function FindingCell({ audit }: { audit: PointAudit | null }) {
  return (
    <td className="au">
      <AuditCell audit={audit} />
    </td>
  );
}

export function CountCell({ n }: Pick<TableRow, "n">) {
  return <td className="r m">{n === null ? <None /> : countText(n)}</td>;
}

/** What a cell says where there is nothing to say. */
export function None({ children = "–" }: { children?: ReactNode }) {
  return <span className="mm">{children}</span>;
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
