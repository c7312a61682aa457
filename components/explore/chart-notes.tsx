import { SeverityIcon } from "@/components/layout/severity-icon";
import { countText } from "@/lib/series/number-text";

/** What the reader must know of a chart, and how many points have no value. */
export function ChartNotes({
  notes,
  missing,
  isBounded = false,
}: {
  notes: readonly string[];
  missing: number;
  /** Whether the chart has an ink line that a reader may ask about. */
  isBounded?: boolean;
}) {
  const all = missing > 0 ? [...notes, missingText(missing)] : notes;
  if (all.length === 0) return null;
  return (
    <div className="cf">
      {all.map((note) => (
        <p className="fnd" key={note}>
          <SeverityIcon severity="note" />
          <span className="m">{note}</span>
        </p>
      ))}
      {isBounded && (
        <p className="fnd">
          <a className="lk" href="/methods#bounds">
            How the bound is computed
          </a>
        </p>
      )}
    </div>
  );
}

function missingText(count: number): string {
  const points = count === 1 ? "1 point has" : `${countText(count)} points have`;
  return `${points} no value in the source; the row is kept and says why.`;
}
