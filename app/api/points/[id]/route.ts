import { notFound } from "@/lib/server/http-problem";
import { pointAnswer } from "@/lib/server/point-answers";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route<{ params: Promise<{ id: string }> }>(async (_, { params }) => {
  const found = await pointAnswer((await params).id);
  if (!found) throw notFound("point with that id");
  return json(found);
});
