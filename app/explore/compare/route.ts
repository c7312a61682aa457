import { compareSeries } from "@/lib/review/compare-series";
import { badRequest } from "@/lib/server/http-problem";
import { shownBy, wholePoints } from "@/lib/server/point-answers";
import { json, route } from "@/lib/server/route";
import { settings } from "@/lib/server/settings";
import { viewQuery } from "@/lib/view/codec";
import type { View } from "@/lib/view/view";

export const dynamic = "force-dynamic";

/** What the page shows under its chart where a view compares two series: a review of one against the other. */
export const GET = route(async (request) => {
  const shown = await shownBy(new URL(request.url).searchParams);
  const { view } = shown;
  if (view.compare === null) throw badRequest("compare is given twice: the baseline, then the candidate.");
  const [baseline, candidate] = view.compare;
  const pair = { series: view.series, baseline, candidate, level: view.level / 100 };
  const pageOf = (of: View) => `/explore?${viewQuery(of)}`;
  const url = new URL(pageOf({ ...view, point: null, theme: null }), originOf(request)).href;
  const hrefOf = ({ id }: { id: string }) => pageOf({ ...view, point: id });
  return json(compareSeries(await wholePoints(shown), pair, url, hrefOf));
});

/** Where this server is reached: as it was told, or as it was asked. */
function originOf(request: Request): string {
  const asked = request.headers.get("host");
  return settings().publicUrl?.href ?? (asked === null ? request.url : `http://${asked}`);
}
