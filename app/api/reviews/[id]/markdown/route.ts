import { reviewMarkdownAnswer } from "@/lib/server/review-markdown";
import { route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ id: string }>;
}

export const GET = route(async (request, { params }: Context) =>
  reviewMarkdownAnswer((await params).id, new URL(request.url).searchParams),
);
