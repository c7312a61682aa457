import type { ReviewModel, UnmatchedCase } from "@/lib/review/review-model";
import { countText } from "@/lib/series/number-text";

const shown = 20;

/** What only one side has: nothing is left out silently. */
export function UnmatchedCard({ unmatched }: { unmatched: ReviewModel["unmatched"] }) {
  const count = unmatched.baseline.length + unmatched.candidate.length;
  if (count === 0) return null;
  return (
    <section className="card clip" aria-labelledby="rv-unmatched">
      <div className="ch tight">
        <h2 id="rv-unmatched">Not compared</h2>
        <span className="sp" />
        <span className="mm">{countText(count)} without a counterpart</span>
      </div>
      <div className="rv-unmatched">
        <OneSide title="Only in the baseline" cases={unmatched.baseline} />
        <OneSide title="Only in the candidate" cases={unmatched.candidate} />
      </div>
    </section>
  );
}

function OneSide({ title, cases }: { title: string; cases: readonly UnmatchedCase[] }) {
  if (cases.length === 0) return null;
  const rest = cases.length - shown;
  return (
    <div>
      <h3 className="h3">
        {title} <span className="mm">{countText(cases.length)}</span>
      </h3>
      <ul className="plain">
        {cases.slice(0, shown).map((each, i) => (
          <Case key={i} of={each} />
        ))}
      </ul>
      {rest > 0 && (
        <details>
          <summary className="lk mm">{countText(rest)} more</summary>
          <ul className="plain">
            {cases.slice(shown).map((each, i) => (
              <Case key={i} of={each} />
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}

function Case({ of: { name, value, why, href } }: { of: UnmatchedCase }) {
  return (
    <li>
      {href === null ? (
        name
      ) : (
        <a className="lk" href={href}>
          {name}
        </a>
      )}{" "}
      <b className="tn">{value}</b>
      <span className="mm rv-small"> {why}</span>
    </li>
  );
}
