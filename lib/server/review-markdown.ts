import { reviewMarkdown, type MarkdownForm, type MarkdownFrame } from "@/lib/review/markdown";
import { shownNotes } from "@/lib/review/notes";
import { roleWord, type Role } from "@/lib/review/stored-review";
import { badRequest, notFound } from "./http-problem";
import { reviewPage, type ReviewPage } from "./reviews";
import { publicLink } from "./public-link";

const forms: readonly MarkdownForm[] = ["summary", "table", "full"];

/**
 * A review as Markdown for a pull request: as a `table` where the query does not say another `form`. It may change with
 * every file that is attached, so that nobody keeps it.
 */
export async function reviewMarkdownAnswer(id: string, query: URLSearchParams): Promise<Response> {
  const form = formOf(query.get("form"));
  const page = await reviewPage(id, query.get("candidate"));
  if (!page) throw notFound("review of that id");
  const headers = { "Content-Type": "text/markdown; charset=utf-8", "Cache-Control": "no-store" };
  return new Response(reviewMarkdown(page.result, reviewFrame(page), form), { headers });
}

function formOf(asked: string | null): MarkdownForm {
  const form = forms.find((each) => each === (asked ?? "table"));
  if (form === undefined) throw badRequest(`form is one of ${forms.join(", ")}.`);
  return form;
}

/** What stands around a review in Markdown. A link is given only where PUBLIC_URL says where this server is reached. */
export function reviewFrame({
  review,
  attachments,
  candidates,
  chosen,
  result,
}: ReviewPage): Required<MarkdownFrame> {
  const names = (role: Role) =>
    attachments
      .filter((each) => each.role === role && each.replacedAt === null)
      .map(({ dataset }) => dataset.name)
      .join(", ") || "none";
  const asked = chosen === candidates[0]!.role ? "" : `?candidate=${chosen}`;
  return {
    title: candidates.length > 1 ? `${review.title}, ${roleWord(chosen).toLowerCase()}` : review.title,
    url: publicLink(`/reviews/${review.id}${asked}`),
    baseline: names("baseline"),
    candidate: names(chosen),
    notes: shownNotes(review.notes, [result]),
  };
}
