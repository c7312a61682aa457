import { countText } from "@/lib/series/number-text";
import { figureColumns, type DeviceRow } from "./catalogue-rows";
import { OwnTag } from "./own-tag";

/** Every device with its peaks, and where each figure comes from. */
export function DeviceTable({ rows }: { rows: readonly DeviceRow[] }) {
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label="Table of devices">
      <table className="twin ca-table">
        <thead>
          <tr>
            <th scope="col">Device</th>
            {figureColumns.map(([name, unit]) => (
              <th scope="col" className="r" key={name}>
                {name} <span className="mm">{unit}</span>
              </th>
            ))}
            <th scope="col">Basis of the figures</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, vendor, year, isOwn, figures, basis, note }) => (
            <tr key={name}>
              <th scope="row">
                <b>{name}</b>
                <span className="mm">
                  {vendor}
                  {year !== null && ` ${year}`}
                </span>
                {isOwn && <OwnTag />}
              </th>
              {figures.map((figure, at) => (
                <td className="r tn" key={at}>
                  {figure === null ? <span className="mm">–</span> : countText(figure)}
                </td>
              ))}
              <td className="ca-basis">
                {basis}
                {note !== null && <span className="mm"> {note}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
