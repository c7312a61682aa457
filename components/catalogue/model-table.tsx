import { countText } from "@/lib/series/number-text";
import type { ModelRow } from "./catalogue-rows";
import { OwnTag } from "./own-tag";

/** Every model with its counts of parameters, and where they come from. */
export function ModelTable({ rows }: { rows: readonly ModelRow[] }) {
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label="Table of models">
      <table className="twin ca-table">
        <thead>
          <tr>
            <th scope="col">Model</th>
            <th scope="col" className="r">
              Parameters <span className="mm">1e9</span>
            </th>
            <th scope="col" className="r">
              Active <span className="mm">1e9</span>
            </th>
            <th scope="col" className="r">
              Read a token <span className="mm">1e9</span>
            </th>
            <th scope="col" className="r">
              Published <span className="mm">bits</span>
            </th>
            <th scope="col" className="r">
              Kept a token <span className="mm">kB at 16 bits</span>
            </th>
            <th scope="col">Basis of the figures</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.name}>
              <th scope="row">
                <b>{row.name}</b>
                {row.aliases.length > 0 && <span className="mm">{row.aliases.join(", ")}</span>}
                {row.isOwn && <OwnTag />}
              </th>
              <td className="r tn">{billions(row.parameters)}</td>
              <td className="r tn">{billions(row.activeParameters)}</td>
              <td className="r tn">{billions(row.readParameters)}</td>
              <td className="r tn">{row.publishedBits}</td>
              <td className="r tn">
                {row.keptBytes === null ? <span className="mm">–</span> : countText(row.keptBytes / 1000)}
              </td>
              <td className="ca-basis">{row.basis}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function billions(parameters: number): string {
  return (parameters / 1e9).toPrecision(4);
}
