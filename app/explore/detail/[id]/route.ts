import { loadPointDetail } from "@/app/explore/load-point-detail";
import { notFound } from "@/lib/server/http-problem";
import { json, route } from "@/lib/server/route";

/** What the drawer of a point shows, for a page that opens it without asking for a new page. */
export const GET = route(async (_request, { params }: { params: Promise<{ id: string }> }) => {
  const detail = await loadPointDetail((await params).id);
  if (!detail) throw notFound("point of that id");
  return json(detail);
});
