import Link from "next/link";
import { ReviewList, type ReviewListed } from "@/components/review/review-list";

/** The reviews that changed last; nothing where there is none. */
export function RecentReviews({ reviews }: { reviews: readonly ReviewListed[] }) {
  if (reviews.length === 0) return null;
  return (
    <section className="card clip" aria-labelledby="recent-reviews">
      <div className="ch tight">
        <h2 id="recent-reviews">Recent reviews</h2>
        <span className="sp" />
        <Link className="btn sm ghost" href="/reviews" prefetch={false}>
          All reviews
        </Link>
      </div>
      <ReviewList reviews={reviews} />
    </section>
  );
}
