import { loadPointDetail } from "@/app/explore/load-point-detail";
import { statistics } from "@/lib/points/point";
import { notFound } from "@/lib/server/http-problem";
import { json, route } from "@/lib/server/route";

/** What the drawer of a point shows, for a page that opens it without asking for a new page. */
export const GET = route(async (request, { params }: { params: Promise<{ id: string }> }) => {
  const asked = new URL(request.url).searchParams.get("statistic");
  const statistic = statistics.find((name) => name === asked) ?? null;
  const detail = await loadPointDetail((await params).id, statistic);
  if (!detail) throw notFound("point of that id");
  return json(detail);
});
