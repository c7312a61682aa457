import { SeverityIcon } from "@/components/layout/severity-icon";
import { findingLevels, type FindingLevel } from "@/lib/points/finding";
import { countText } from "@/lib/series/number-text";
import { severityOf } from "./finding-severity";

/** How many findings there are of each level, gravest first; levels without any are left out. */
export function FindingCounts({ counts }: { counts: Readonly<Record<FindingLevel, number>> }) {
  return findingLevels.map((level) => {
    if (counts[level] === 0) return null;
    return (
      <span key={level} className={`sev sev-${severityOf[level]}`}>
        <SeverityIcon severity={severityOf[level]} />
        <span>
          {countText(counts[level])} {level}
        </span>
      </span>
    );
  });
}
