import type { Finding } from "@/lib/points/finding";

/** What a finding says: its few words, its sentences, and the sum that a reader can redo. */
export function FindingWords({
  finding: { title, says, sum, points },
}: {
  finding: Pick<Finding, "title" | "says" | "sum" | "points">;
}) {
  return (
    <span className="fi-words">
      <b>
        {title}
        {points.length > 1 && <span className="fi-count"> {points.length} points</span>}
      </b>
      <span className="m">{says}</span>
      {sum !== null && <span className="m fi-sum">{sum}</span>}
    </span>
  );
}
