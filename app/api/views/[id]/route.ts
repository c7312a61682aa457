import { notFound } from "@/lib/server/http-problem";
import { storedView } from "@/lib/server/page-data";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route<{ params: Promise<{ id: string }> }>(async (_, { params }) => {
  const view = await storedView((await params).id);
  if (!view) throw notFound("view with that id");
  return json(view);
});
