import Link from "next/link";
import { dateText } from "@/components/datasets/date-text";
import type { Outcome } from "@/lib/review/checks";
import { headline } from "@/lib/review/markdown";
import type { ReviewResult } from "@/lib/review/review";
import { linkText } from "./link-text";

/** What a list says of a review. */
export interface ReviewListed {
  id: string;
  title: string;
  link: string | null;
  updatedAt: string;
  counts: ReviewResult["counts"];
  outcome: Outcome;
  comparisons: number;
  candidates: number;
}

/** Reviews, the last changed first, each with its verdict in a sentence. */
export function ReviewList({ reviews }: { reviews: readonly ReviewListed[] }) {
  return (
    <ul className="plain rv-list">
      {reviews.map(({ id, title, link, updatedAt, counts, outcome, comparisons, candidates }) => (
        <li key={id}>
          <Link href={`/reviews/${id}`} prefetch={false}>
            <b>{title}</b>
            <span className="m">
              {headline({ counts, comparisons: { length: comparisons } })}
              {candidates > 1 && ` The first of ${candidates} candidates.`}
            </span>
          </Link>
          <span className="mm rv-list-link">
            {link !== null && (
              <a className="lk" href={link} rel="noreferrer">
                {linkText(link)}
              </a>
            )}
          </span>
          <span className={`tag ${tags[outcome]}`}>{words[outcome]}</span>
          <span className="mm tn rv-list-date">{dateText(updatedAt)}</span>
        </li>
      ))}
    </ul>
  );
}

const tags: Record<Outcome, string> = { pass: "pass", fail: "imp", undecided: "" };
const words: Record<Outcome, string> = { pass: "Pass", fail: "Fail", undecided: "Undecided" };
