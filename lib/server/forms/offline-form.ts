import type { TableRow } from "@/lib/series/explore-model";
import { pointDetails } from "@/lib/share/offline/point-details";
import { viewOffline } from "@/lib/share/offline/view-offline";
import type { Theme } from "@/lib/view/view";
import { openStore } from "../open-store";
import { wholePoints } from "../point-answers";
import { offlineFace } from "./offline-face";
import { offlineSources } from "./offline-sources";
import type { Shared } from "./subject";
import { viewCsv } from "./view-csv";

/** A view as one offline file: its figure and table, and of every point what its file says of it. */
export async function viewOfflineFile(
  shared: Shared,
  { selected, theme, news }: { selected: string | null; theme: Theme | "auto"; news: readonly string[] },
): Promise<string> {
  const points = await wholePoints(shared);
  const csv = Array.from(await viewCsv(shared, points, { shown: false })).join("");
  const { sources, linesOf } = await offlineSources(await openStore(), points, csv.length);
  const byId = new Map(points.map((point) => [point.id, point]));
  const behind = ({ point }: TableRow) => {
    const ids = [...point.parts, point.id];
    const found = [...new Set(ids)].map((id) => byId.get(id)).filter((each) => each !== undefined);
    return {
      details: found.flatMap((each) => pointDetails(each, found.length > 1 ? each.file : null)),
      lines: found.flatMap(({ id }) => linesOf(id)),
    };
  };
  const of = { csv, sources, behind, selected, theme, news };
  return viewOffline(shared.model, shared.caption, of, offlineFace());
}
