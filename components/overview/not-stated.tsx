import { countText } from "@/lib/series/number-text";

/** What the points leave open about their setup: unknown is said, never guessed. */
export function NotStated({
  fields,
  points,
}: {
  fields: readonly { field: string; points: number }[];
  points: number;
}) {
  if (fields.length === 0 || points === 0) return null;
  return (
    <section className="card clip" aria-labelledby="not-stated">
      <div className="ch tight">
        <h2 id="not-stated">Not stated</h2>
        <span className="mm">of {countText(points)} results</span>
      </div>
      <dl className="ov-open">
        {fields.map(({ field, points: open }) => (
          <div key={field}>
            <dt>{field}</dt>
            <dd>
              <Share of={open / points} />
            </dd>
            <dd className="tn">{shareText(open, points)}</dd>
          </div>
        ))}
      </dl>
      <p className="note ov-open-note">
        A number without its setup cannot be compared. Whisker leaves the gap as it is.
      </p>
    </section>
  );
}

function Share({ of }: { of: number }) {
  return (
    <svg className="ov-share" aria-hidden="true">
      <rect className="of" width="100%" height="6" rx="2" />
      <rect className="is" width={`${Math.max(0.5, 100 * of)}%`} height="6" rx="2" />
    </svg>
  );
}

/** `38 %`, with the extremes never rounded to none or all. */
function shareText(part: number, whole: number): string {
  if (part === whole) return "in none";
  const percent = Math.min(99, Math.max(1, Math.round((100 * part) / whole)));
  return `${percent}\u00a0% without`;
}
