import { sidesFigure, type SideDrawn } from "@/lib/figure/sides-figure";
import type { ReviewRow, ReviewSide } from "@/lib/review/review-model";
import { ranksText } from "@/lib/review/ranks-text";
import { countText } from "@/lib/series/number-text";
import { methodHref } from "@/components/methods/method-ids";
import { VerdictChip } from "./verdict-chip";

interface Props {
  row: ReviewRow;
  /** Of the review: what ranks of so few runs could reach is held against it. */
  alpha: number;
  notes: readonly { id: string; text: string }[];
}

/** The selected comparison: both distributions, why the verdict is what it is, and where each number comes from. */
export function CaseCard({ row, alpha, notes }: Props) {
  const svg = figureOf(row);
  const ranks = ranksText(row, alpha);
  return (
    <section className="card rv-case" id="case" aria-labelledby="rv-case">
      <div className="ch tight">
        <h2 id="rv-case">{row.title}</h2>
        <span className="sp" />
        <VerdictChip verdict={row.verdict} />
      </div>
      {svg !== null && <div className="rv-sides" dangerouslySetInnerHTML={{ __html: svg }} />}
      <div className="rv-why">
        <p>
          {row.difference !== null && <>{row.difference} </>}
          {row.apart !== null && <>{row.apart} </>}
          {sentence(row.reason)}
        </p>
        {row.ratio.interval === "" && row.ratio.why !== null && (
          <p className="m">No interval of the ratio: {row.ratio.why}.</p>
        )}
        {row.differs.length > 0 && (
          <p className="m">The two sides of this case differ in {row.differs.join(", ")}.</p>
        )}
        <dl className="kv">
          <dt>Baseline</dt>
          <dd>
            <Source side={row.baseline} unit={row.unit} />
          </dd>
          <dt>Candidate</dt>
          <dd>
            <Source side={row.candidate} unit={row.unit} />
          </dd>
          {row.cohensD !== "–" && (
            <>
              <dt>Effect size</dt>
              <dd className="tn">
                Cohen d {row.cohensD}, Hedges g {row.hedgesG}
              </dd>
            </>
          )}
          {ranks !== null && (
            <>
              <dt>
                <a className="lk" href={methodHref("mann-whitney")}>
                  Ranks
                </a>
              </dt>
              <dd>{ranks}</dd>
            </>
          )}
        </dl>
        {notes.map(({ id, text }) => (
          <p key={id} className="m rv-about">
            Note: {text}
          </p>
        ))}
      </div>
    </section>
  );
}

function sentence(reason: string): string {
  if (reason.startsWith("p ")) return `Welch’s ${reason}.`;
  return `${reason.charAt(0).toUpperCase()}${reason.slice(1)}.`;
}

function figureOf(row: ReviewRow): string | null {
  const tone =
    row.verdict.tone === "worse"
      ? "var(--slow)"
      : row.verdict.tone === "better" || row.verdict.tone === "clears"
        ? "var(--fast)"
        : "var(--ink-2)";
  const drawn = [
    drawnSide("Baseline", row.baseline, "var(--ink-2)"),
    drawnSide("Candidate", row.candidate, tone),
  ];
  if (drawn.some((side) => side === null)) return null;
  return sidesFigure(drawn as SideDrawn[], row.unit);
}

function drawnSide(label: string, side: ReviewSide, color: string): SideDrawn | null {
  const { mean, interval, values, evidence, text, spread } = side;
  if (mean === null) return null;
  return { label, text: `${text} ${spread}`.trim(), mean, interval, values, evidence, color };
}

/** `12 runs, from main.csv, L12`: each place is a link to the point in its file. */
function Source({ side, unit }: { side: ReviewSide; unit: string }) {
  return (
    <>
      <b className="tn">
        {side.text} {side.spread} {unit}
      </b>
      , {side.runs}
      {side.values.length < side.of && `, ${countText(side.values.length)} of them drawn`}
      <ul className="plain rv-sources">
        {side.points.map(({ text, href }, i) => (
          <li key={i} className="mono">
            {href === null ? (
              text
            ) : (
              <a className="lk" href={href}>
                {text}
              </a>
            )}
          </li>
        ))}
        {side.more > 0 && <li className="mm">and {countText(side.more)} more</li>}
      </ul>
    </>
  );
}
