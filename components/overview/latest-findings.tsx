import { FindingCounts } from "@/components/audit/finding-counts";
import { severityOf } from "@/components/audit/finding-severity";
import { SeverityIcon } from "@/components/layout/severity-icon";
import type { Finding, FindingLevel } from "@/lib/points/finding";

/** A finding with the file that it is about. */
export interface OverviewFinding extends Pick<Finding, "level" | "title" | "says" | "sum"> {
  /** `results.csv:L12` */
  place: string;
  href: string;
}

/** How many findings there are in all the files here, and the gravest of them with their sums; nothing where there are none. */
export function LatestFindings({
  counts,
  findings,
  open,
}: {
  counts: Readonly<Record<FindingLevel, number>>;
  findings: readonly OverviewFinding[];
  /** Files whose audit is under way. */
  open: number;
}) {
  if (open === 0 && Object.values(counts).every((count) => count === 0)) return null;
  return (
    <section className="card clip" aria-labelledby="latest-findings">
      <div className="ch tight ov-findings-head">
        <h2 id="latest-findings">Audit findings</h2>
        <FindingCounts counts={counts} />
      </div>
      {findings.length > 0 && (
        <ul className="plain ov-findings">
          {findings.map(({ level, title, says, sum, place, href }, at) => (
            <li key={at}>
              <a className="fi" href={href} {...(at === 0 && { "aria-keyshortcuts": "a" })}>
                <SeverityIcon severity={severityOf[level]} />
                <span className="fi-words">
                  <b>{title}</b>
                  <span className="m">{sum ?? says}</span>
                  <span className="mono mm ov-finding-place">{place}</span>
                </span>
              </a>
            </li>
          ))}
        </ul>
      )}
      <p className="note tfoot-note">
        {open > 0 && `${open === 1 ? "1 file is" : `${open} files are`} still being audited. `}
        Could any machine have produced the number?{" "}
        <a className="lk" href="/methods#audit">
          How it works
        </a>
      </p>
    </section>
  );
}
