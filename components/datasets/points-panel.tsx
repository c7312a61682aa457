"use client";

import { ChevronDown } from "lucide-react";
import { AuditCell } from "@/components/audit/audit-cell";
import { isPlainClick } from "@/components/layout/plain-click";
import { Grade } from "@/components/points/grade-glyph";
import { countText, withUnit } from "@/lib/series/number-text";
import { counted } from "./counted";
import type { MetricRows, PointRow } from "./point-rows";
import { rowQuery } from "./selection";

interface Props {
  groups: readonly MetricRows[];
  metric: string;
  onMetric: (metric: string) => void;
  selected: string | null;
  /** Ids of the points that the selected finding is about. */
  about: readonly string[];
  onSelect: (row: PointRow) => void;
  exploreHref: string;
}

/** The points of a dataset, one metric at a time, in the order of the file. Selecting one marks its lines. */
export function PointsPanel(props: Props) {
  const group = props.groups.find(({ id }) => id === props.metric) ?? props.groups[0];
  if (!group) return <NoPoints />;
  const total = props.groups.reduce((sum, { count }) => sum + count, 0);
  return (
    <section className="card clip" aria-label="Points">
      <div className="ch tight">
        <h2>Points</h2>
        <span className="mm">
          {countText(total)}
          {systemsText(props.groups)}
        </span>
        <span className="sp" />
        <MetricChoice {...props} chosen={group.id} />
      </div>
      <div className="scroll-x" role="group" aria-label={`Points of ${group.label}`} tabIndex={0}>
        <PointTable {...props} rows={group.rows} />
      </div>
      {group.rows.length < group.count && (
        <p className="note tfoot-note">
          The first {countText(group.rows.length)} of {countText(group.count)}, in the order of the file.{" "}
          <a className="lk" href={props.exploreHref}>
            All of them in Explore
          </a>
        </p>
      )}
    </section>
  );
}

function systemsText(groups: readonly MetricRows[]): string {
  const systems = new Set(groups.flatMap(({ rows }) => rows.map(({ system }) => system)));
  systems.delete(null);
  return systems.size === 0 ? "" : `, of ${counted(systems.size, "system")}`;
}

function NoPoints() {
  return (
    <section className="card" aria-label="Points">
      <div className="state">
        <h2 className="h3">No point could be read from this file</h2>
        <p className="m">The bytes are kept as they were given. What was found instead is listed by line.</p>
      </div>
    </section>
  );
}

/** Few metrics are tabs; many are a menu. */
function MetricChoice({ groups, chosen, onMetric }: Props & { chosen: string }) {
  if (groups.length === 1) return <span className="mm">{groups[0]?.label}</span>;
  if (groups.length > 4) {
    return (
      <label className="sel script">
        <span className="sl">Metric</span>
        <select value={chosen} onChange={(event) => onMetric(event.target.value)}>
          {groups.map(({ id, label, count }) => (
            <option key={id} value={id}>
              {label} {countText(count)}
            </option>
          ))}
        </select>
        <ChevronDown className="ic" size={13} strokeWidth={1.75} />
      </label>
    );
  }
  return (
    <div className="seg" role="group" aria-label="Metric">
      {groups.map(({ id, label, count }) => (
        <button
          key={id}
          type="button"
          className={id === chosen ? "on" : ""}
          aria-pressed={id === chosen}
          onClick={() => onMetric(id)}
        >
          {label} {countText(count)}
        </button>
      ))}
    </div>
  );
}

function PointTable({
  rows,
  selected,
  about,
  onSelect,
}: Pick<Props, "about"> & {
  rows: readonly PointRow[];
  selected: string | null;
  onSelect: (row: PointRow) => void;
}) {
  const detailed = rows.some(({ detail }) => detail !== "");
  const audited = rows.some(({ worst }) => worst !== null);
  return (
    <table className="dp-points" onKeyDown={moveBetweenRows}>
      <thead>
        <tr>
          <th scope="col">System</th>
          <th scope="col">Model</th>
          {detailed && (
            <th scope="col" className="dp-setup">
              Setup
            </th>
          )}
          <th scope="col">Evidence</th>
          <th scope="col" className="r">
            Value
          </th>
          <th scope="col" className="r">
            Place
          </th>
          {audited && <th scope="col">Audit</th>}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Row
            key={row.id}
            row={row}
            detailed={detailed}
            selected={row.id === selected || about.includes(row.id)}
            audited={audited}
            onSelect={onSelect}
          />
        ))}
      </tbody>
    </table>
  );
}

function Row({
  row,
  detailed,
  selected,
  audited,
  onSelect,
}: {
  row: PointRow;
  /** Whether any of the points has a finding, so that there is a column of them. */
  audited: boolean;
  detailed: boolean;
  selected: boolean;
  onSelect: (row: PointRow) => void;
}) {
  return (
    <tr
      className={`pick ${selected ? "sel-row" : ""}`}
      aria-selected={selected}
      onClick={() => onSelect(row)}
    >
      <th scope="row">
        <span className="row">
          <i className={`sw ${row.evidence === "claim" ? "claim" : ""} slot-${row.slot ?? "none"}`} />
          <a
            className="dp-pick"
            title={row.system ?? undefined}
            href={`${rowQuery(row)}${row.marks[0] ? `#L${row.marks[0].from}` : ""}`}
            aria-current={selected ? "true" : undefined}
            onClick={(event) => {
              if (isPlainClick(event)) event.preventDefault();
            }}
          >
            {row.system ?? <span className="mm">not stated</span>}
          </a>
        </span>
      </th>
      <td className="m">{row.model ?? <span className="mm">not stated</span>}</td>
      {detailed && (
        <td className="mm dp-setup" title={row.detail}>
          {row.detail}
        </td>
      )}
      <td className="m">
        <Grade evidence={row.evidence} />
        {row.n !== null && row.evidence !== "claim" && row.n > 1 && (
          <span className="mm tn"> n = {countText(row.n)}</span>
        )}
      </td>
      <td className="r dp-number">
        <Value row={row} />
      </td>
      <td className="r dp-place">
        <span className="mono" title={row.place}>
          {placeOf(row)}
        </span>
      </td>
      {audited && <td className="au">{row.worst && <AuditCell audit={row.worst} />}</td>}
    </tr>
  );
}

function Value({ row }: { row: PointRow }) {
  if (row.missing !== null) return <em className="mm">missing, “{row.missing}”</em>;
  return (
    <>
      <span className="dp-value">{row.text}</span> <span className="mm">{withSpread(row)}</span>
    </>
  );
}

/** What follows the value in grey: `±11 tok/s`, `tok/s claim` is said by the grade already. */
function withSpread({ spread, unit }: PointRow): string {
  const half = spread.startsWith("±") ? spread : "";
  return half === "" ? withUnit(" ", unit).trim() : withUnit(half, unit);
}

function placeOf({ derived, marks, place }: PointRow): string {
  if (derived) return "derived";
  return marks[0] ? `L${marks[0].from}` : place;
}

/** Arrow keys go from row to row; Enter on a row's link selects it. */
function moveBetweenRows(event: React.KeyboardEvent<HTMLTableElement>): void {
  const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
  if (step === 0) return;
  const links = Array.from(event.currentTarget.querySelectorAll<HTMLElement>(".dp-pick"));
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at + step];
  if (at === -1 || !next) return;
  event.preventDefault();
  next.focus();
}
