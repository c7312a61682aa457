import { changeReview, reviewAnswer } from "@/lib/server/reviews";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ id: string }>;
}

export const GET = route(async (_request, { params }: Context) =>
  json(await reviewAnswer((await params).id)),
);

export const PATCH = route(async (request, { params }: Context) =>
  json(await changeReview((await params).id, request)),
);
