import type { Metadata } from "next";
import { counted } from "@/components/datasets/counted";
import { LinkForm } from "@/components/review/link-form";
import { ReviewList } from "@/components/review/review-list";
import { currentCatalogue } from "@/lib/catalogue/current";
import { datasetList } from "@/lib/server/page-data";
import { reviewList } from "@/lib/server/reviews";
import { NewReviewHere } from "./reviews-client";
import "../styles/review.css";

export const metadata: Metadata = { title: "Reviews" };

/** More stored files than these are chosen by dropping them again: the same bytes are the same dataset. */
const offered = 200;

export default async function Page() {
  const [reviews, datasets] = await Promise.all([reviewList(), datasetList()]);
  return (
    <main id="main" tabIndex={-1} className="wrap rv-page">
      <div className="vh">
        <h1>Reviews</h1>
        <p className="sub">
          What a change proved: a baseline and a candidate file, case by case, each with its interval.
          {reviews.length > 0 && ` ${counted(reviews.length, "review")} so far.`}
        </p>
      </div>
      <p className="noscript">
        Dropping files here needs scripts. Without them: <code>npx whisker check before.csv after.csv</code>
      </p>
      <div className="script">
        <NewReviewHere
          own={currentCatalogue().added}
          datasets={datasets.slice(0, offered).map(({ sha256, name, title }) => ({ sha256, name, title }))}
        />
      </div>
      {reviews.length > 0 && (
        <section className="card clip" aria-labelledby="rv-all">
          <div className="ch tight">
            <h2 id="rv-all">All reviews</h2>
            <span className="mm">last changed first</span>
          </div>
          <ReviewList reviews={reviews} />
        </section>
      )}
      <section className="card clip" aria-labelledby="rv-by-link">
        <div className="ch tight">
          <h2 id="rv-by-link">Compare by link</h2>
          <span className="mm">fetched by your browser, stored nowhere; the link is the review</span>
        </div>
        <LinkForm />
      </section>
    </main>
  );
}
