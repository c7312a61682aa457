import { SeverityIcon } from "@/components/layout/severity-icon";
import { findingLevels, type Finding } from "@/lib/points/finding";
import { levelWords, severityOf } from "./finding-severity";

/** How many findings there are of each level, gravest first; levels without any are left out. */
export function FindingCounts({ findings }: { findings: readonly Pick<Finding, "level">[] }) {
  return findingLevels.map((level) => {
    const count = findings.filter((finding) => finding.level === level).length;
    if (count === 0) return null;
    return (
      <span key={level} className={`sev sev-${severityOf[level]}`}>
        <SeverityIcon severity={severityOf[level]} />
        <span>
          {count} {levelWords[level]}
        </span>
      </span>
    );
  });
}
