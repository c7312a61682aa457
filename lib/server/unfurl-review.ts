import type { Metadata } from "next";
import { countsText, headline } from "@/lib/review/markdown";
import { candidateRoles } from "@/lib/review/stored-review";
import { reviewFrame } from "./review-markdown";
import type { ReviewPage } from "./reviews";
import { unfurl } from "./unfurl";

/** What the page of a review says of itself to places that show where a link leads. */
export function unfurlReview(page: ReviewPage): Metadata {
  const { review, result, chosen } = page;
  const asked = chosen === candidateRoles[0] ? "" : `candidate=${chosen}`;
  const path = `/reviews/${review.id}`;
  return unfurl({
    title: reviewFrame(page).title,
    description: `${headline(result)} ${countsText(result)}.`,
    path: asked === "" ? path : `${path}?${asked}`,
    card: `${path}.png?${[asked, "card"].filter((part) => part !== "").join("&")}`,
  });
}
