import Link from "next/link";
import type { ReviewModel } from "@/lib/review/review-model";
import { roleWord, type CandidateRole } from "@/lib/review/stored-review";
import { VerdictStrip } from "./verdict-strip";

/** A candidate of a review as it is chosen among others. */
export interface ListedCandidate extends Pick<ReviewModel, "headline" | "strip" | "outcome"> {
  role: CandidateRole;
  files: string;
}

/** Every candidate with what came out of it; one of them is shown below. */
export function CandidateList({
  candidates,
  chosen,
}: {
  candidates: readonly ListedCandidate[];
  chosen: CandidateRole;
}) {
  return (
    <section className="card clip rv-candidates" aria-labelledby="rv-candidates">
      <div className="ch tight">
        <h2 id="rv-candidates">Candidates</h2>
        <span className="mm">each against the baseline, p adjusted over all of them</span>
      </div>
      <ul className="plain">
        {candidates.map(({ role, files, headline, strip }) => (
          <li key={role} className={role === chosen ? "sel-row" : undefined}>
            <Link
              href={`?candidate=${role}`}
              prefetch={false}
              scroll={false}
              aria-current={role === chosen ? "true" : undefined}
            >
              <span>
                <b>{roleWord(role)}</b> <span className="mono mm">{files}</span>
              </span>
              <span className="m">{headline}</span>
            </Link>
            <VerdictStrip strip={strip} />
          </li>
        ))}
      </ul>
    </section>
  );
}
