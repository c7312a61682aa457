import { caseFieldLabel, isCaseField } from "@/lib/points/case";
import { findMetric, isKnownMetric } from "@/lib/points/metrics";
import { countText } from "@/lib/series/number-text";

/** How one column of the file was read; the store's StoredColumn. */
export interface ReadColumn {
  header: string;
  column: number;
  /** A metric id, a case field, `extra`, a statistic of a metric (`ttft.p99`), or `ignored`. */
  readAs: string;
  unit: { found: string; canonical: string } | null;
  note: string;
  /** Why it was read so; absent where the format fixes it. */
  reason?: string;
}

/** The mapping that was used, column by column, by which recipe if any, and what was done to the file as a whole. */
export function ColumnMapping({
  columns,
  notes,
  recipe,
}: {
  columns: readonly ReadColumn[];
  notes: readonly string[];
  recipe: { id: string } | null;
}) {
  return (
    <section className="card clip" aria-label="Column mapping used">
      <div className="ch tight">
        <h2>{columns.length > 0 ? "Column mapping used" : "How it was read"}</h2>
        {columns.length > 0 && <span className="mm">{countText(columns.length)}</span>}
        <span className="sp" />
        {recipe && (
          <span className="mm small">
            Recipe{" "}
            <a href={`/api/recipes/${recipe.id}`}>
              <code title={recipe.id}>{recipe.id.slice(0, 8)}</code> JSON
            </a>
          </span>
        )}
      </div>
      {recipe && (
        <p className="note map-notes">
          A person said what these columns are; files with the same header are read by the same recipe.
        </p>
      )}
      {columns.length > 0 && <Columns columns={columns} />}
      {notes.length > 0 && (
        <ul className="plain map-notes">
          {notes.map((note, index) => (
            <li key={index}>{note}</li>
          ))}
        </ul>
      )}
      {columns.length === 0 && notes.length === 0 && (
        <p className="note map-notes">
          This format has no columns: the importer knows where each number stands.
        </p>
      )}
    </section>
  );
}

function Columns({ columns }: { columns: readonly ReadColumn[] }) {
  return (
    <div className="scroll-x map-scroll" role="group" aria-label="Columns" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">In the file</th>
            <th scope="col">Read as</th>
            <th scope="col">Result</th>
            <th scope="col">Change</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column) => (
            <tr key={column.column}>
              <th scope="row">
                <code>{column.header === "" ? `column ${column.column}` : column.header}</code>
              </th>
              <td className="map-as">{readAsLabel(column.readAs)}</td>
              <td className="m map-note">
                {column.note}
                {column.reason && column.reason !== column.note && (
                  <span className="mm map-reason">{column.reason}</span>
                )}
              </td>
              <td className="mm">{changeText(column.unit)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const statisticLabels: Record<string, string> = { sd: "standard deviation" };
const otherLabels: Record<string, string> = { extra: "Kept as a field", ignored: "Not read" };

/** `Time to first token, p99`: what a column is read as, in words. */
export function readAsLabel(readAs: string): string {
  if (isCaseField(readAs)) return caseFieldLabel[readAs];
  const other = otherLabels[readAs];
  if (other) return other;
  const [id = "", statistic] = readAs.startsWith("custom:") ? [readAs] : readAs.split(".");
  if (!isKnownMetric(id) && !id.startsWith("custom:")) return inWords(readAs);
  const { label } = findMetric(id);
  return statistic ? `${label}, ${statisticLabels[statistic] ?? statistic}` : label;
}

/** `Source locator` of `source_locator`. */
function inWords(name: string): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1).replaceAll("_", " ")}`;
}

/** `s → ms`, or that nothing was converted. */
export function changeText(unit: ReadColumn["unit"]): string {
  if (unit === null) return "as written";
  return unit.found === unit.canonical
    ? `${unit.canonical}, no conversion`
    : `${unit.found} → ${unit.canonical}`;
}
