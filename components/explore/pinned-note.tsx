import type { Place } from "./place";

/** What a saved view's reader must know: whether it stands still or follows new data, and what happened to its data since. */
export default function PinnedNote({ place }: { place: Extract<Place, { kind: "stored" }> }) {
  const { id, pins, createdAt, follows, since } = place;
  const day = createdAt.slice(0, 10);
  const datasets = pins.length === 1 ? "1 dataset" : `${pins.length} datasets`;
  return (
    <div className={since.length > 0 ? "pinned since" : "pinned"} role="note">
      {follows ? (
        <p>
          <b>Follows new data.</b> This link asks the same of whatever is here today.{" "}
          <a href={`/v/${id}`}>Show it as it was on {day}</a>
        </p>
      ) : (
        <p>
          Pinned to {datasets} as of {day}: this link shows the same chart for ever. A changed filter goes on
          from here with the same datasets. <a href={`/v/${id}?live=1`}>Show it with today&apos;s data</a>
        </p>
      )}
      {since.map(({ says, href }) => (
        <p key={says}>
          {says} {href !== null && <a href={href}>Open the newer one</a>}
        </p>
      ))}
    </div>
  );
}
