import type { ReviewModel } from "@/lib/review/review-model";
import { countText } from "@/lib/series/number-text";

/** Blocks up to here are one a comparison; beyond, a verdict is one block as long as its share. */
const blocksUpTo = 120;

/** One block a comparison, the best first, and what each kind of block says. */
export function VerdictStrip({ strip }: { strip: ReviewModel["strip"] }) {
  const all = strip.reduce((sum, { count }) => sum + count, 0);
  return (
    <div className="rv-strip">
      <div className={all > 40 ? "rv-blocks dense" : "rv-blocks"} aria-hidden="true">
        {all <= blocksUpTo
          ? strip.flatMap(({ tone, count }) =>
              Array.from({ length: count }, (_, i) => <i key={`${tone}${i}`} className={`rv-b-${tone}`} />),
            )
          : strip.map(({ tone, count }) => (
              <i key={tone} className={`rv-b-${tone}`} style={{ flexGrow: count }} />
            ))}
      </div>
      <ul className="plain rv-strip-words">
        {strip.map(({ tone, count, says }) => (
          <li key={tone} className={tone === "worse" ? "rv-worse-text" : undefined}>
            <b>{countText(count)}</b> <span>{says}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
