import { ArrowRight } from "lucide-react";
import { readAsLabel } from "@/components/datasets/column-mapping";
import { countText } from "@/lib/series/number-text";
import type { Preview, PreviewColumn } from "./preview";

/** The most columns listed; a file may have a million. */
const shownColumns = 200;

/** How each column is read: what stands in it, what it becomes, and what is done to its numbers. */
export function ColumnsCard({ preview }: { preview: Preview }) {
  const { columns } = preview;
  const used = columns.filter(({ readAs }) => readAs !== "ignored").length;
  return (
    <section className="card clip" aria-label="Columns">
      <div className="ch tight">
        <h2>Columns</h2>
        <span className="mm">
          {countText(columns.length)} found, {countText(used)} used
        </span>
      </div>
      <div className="up-scroll" role="group" aria-label="Columns of the file" tabIndex={0}>
        <table className="map">
          <thead>
            <tr>
              <th scope="col">In the file</th>
              <th scope="col">First values</th>
              <th scope="col">Read as</th>
              <th scope="col">Unit</th>
              <th scope="col">Conversion</th>
            </tr>
          </thead>
          <tbody>
            {columns.slice(0, shownColumns).map((column) => (
              <Column key={column.column} column={column} />
            ))}
          </tbody>
        </table>
      </div>
      {columns.length > shownColumns && (
        <p className="note cf">
          The first {shownColumns} columns are listed; all of them are read the same way.
        </p>
      )}
      {preview.notes.length > 0 && (
        <ul className="plain cf up-notes">
          {preview.notes.map((note, index) => (
            <li key={index}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Column({ column }: { column: PreviewColumn }) {
  const ignored = column.readAs === "ignored";
  return (
    <tr>
      <th scope="row">
        <code>{column.header === "" ? `column ${column.column}` : column.header}</code>
      </th>
      <td className="map-first">
        <code className="mm">{column.first.join(" · ")}</code>
      </td>
      <td>
        <span className="row">
          <ArrowRight size={13} className="mm" aria-hidden />
          <span className={ignored ? "mm" : "map-as"}>{readAsLabel(column.readAs)}</span>
        </span>
      </td>
      <td className="m">{unitText(column.unit)}</td>
      <td className="m map-note">{column.note}</td>
    </tr>
  );
}

function unitText(unit: PreviewColumn["unit"]): string {
  if (unit === null) return "";
  return unit.found === unit.canonical ? unit.canonical : `${unit.found} → ${unit.canonical}`;
}
