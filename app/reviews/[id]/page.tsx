import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { StoredReview } from "@/components/review/stored-review";
import { reviewPage } from "@/lib/server/reviews";
import { unfurlReview } from "@/lib/server/unfurl-review";
import { shownReview } from "./shown-review";
import "../../styles/review.css";

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params, searchParams }: Props): Promise<Metadata> {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const candidate = typeof query["candidate"] === "string" ? query["candidate"] : null;
  const page = await reviewPage(id, candidate);
  return page ? unfurlReview(page) : { title: "Review not found" };
}

export default async function Page({ params, searchParams }: Props) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const text = (name: string) => (typeof query[name] === "string" ? query[name] : null);
  const page = await reviewPage(id, text("candidate"));
  if (!page) notFound();
  return (
    <main id="main" tabIndex={-1} className="wrap rv-page">
      <StoredReview {...await shownReview(page)} key={page.chosen} initial={text("case")} />
    </main>
  );
}
