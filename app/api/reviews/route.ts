import { createReview, reviewList } from "@/lib/server/reviews";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(async () => json({ reviews: await reviewList() }));

export const POST = route(async (request) => {
  const made = await createReview(request);
  return json(made, { status: 201, headers: { Location: made.url } });
});
