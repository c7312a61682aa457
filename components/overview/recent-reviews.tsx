import Link from "next/link";
import { ReviewList, type ReviewListed } from "@/components/review/review-list";
import { countText } from "@/lib/series/number-text";

/** The reviews that changed last; nothing where there is none. */
export function RecentReviews({ reviews, total }: { reviews: readonly ReviewListed[]; total: number }) {
  if (reviews.length === 0) return null;
  return (
    <section className="card clip" aria-labelledby="recent-reviews">
      <div className="ch tight">
        <h2 id="recent-reviews">Recent reviews</h2>
        <span className="sp" />
        <Link className="btn sm ghost" href="/reviews" prefetch={false}>
          All {countText(total)}
        </Link>
      </div>
      <ReviewList reviews={reviews} />
    </section>
  );
}
