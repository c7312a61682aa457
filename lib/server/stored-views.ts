import { createHmac } from "node:crypto";
import { z } from "zod";
import { shownPoints } from "@/lib/series/explore";
import { viewQuery } from "@/lib/view/codec";
import { badRequest } from "./http-problem";
import { readJsonBody } from "./json-body";
import { openStore } from "./open-store";
import { exploreData, filePatience } from "./page-data";
import { packShown } from "./pinned-views";
import { shownBy, wholePoints, type Shown } from "./point-answers";
import { findingsByPointOf } from "./point-audits";
import { rendererVersion } from "./renderer-version";

const Body = z.object({ query: z.string().max(20_000) });

/** What `POST /api/views` answers. */
export interface MadeView {
  id: string;
  url: string;
}

/**
 * Stores a view under an id that is made of its content (the canonical query and the full hashes of the datasets behind
 * the points that it shows) and of the store's secret: the same screen gives the same link, and nobody can work it out.
 * What it shows is stored with it, so that the link shows it for ever.
 */
export async function storeView(request: Request): Promise<MadeView> {
  const shown = await shownBy(new URLSearchParams((await readBody(request)).query));
  const query = viewQuery(shown.view);
  const datasets = await pinsOf(shown);
  const store = await openStore();
  const id = viewId(await store.viewSecret(), query, datasets);
  if ((await store.findView(id)) === null) {
    const data = await exploreData(shown.view, datasets, filePatience);
    const points = await wholePoints({ points: shownPoints(data, shown.view), pins: datasets });
    const kept = await packShown(data, await findingsByPointOf(store, points));
    await store.addView({ id, query, datasets, renderer: rendererVersion, shown: kept });
  }
  return { id, url: `/v/${id}` };
}

/** 132 bits of an HMAC: without the secret as good as random. */
export function viewId(secret: string, query: string, datasets: readonly string[]): string {
  const content = [String(rendererVersion), query, ...datasets].join("\0");
  return createHmac("sha256", secret).update(content).digest("base64url").slice(0, 22);
}

/** Every dataset behind the shown points, sorted: a merged point stands on several. */
async function pinsOf({ points, pins }: Shown): Promise<string[]> {
  const store = await openStore();
  const found = new Set(points.map((point) => point.dataset));
  const parts = points.flatMap((point) => point.parts);
  for (const id of parts) found.add((await store.findPoint(id))?.dataset ?? "");
  found.delete("");
  return [...found].filter((sha256) => !pins || pins.includes(sha256)).sort();
}

const bodyLimit = 65_536;

async function readBody(request: Request): Promise<z.infer<typeof Body>> {
  const read = Body.safeParse(await readJsonBody(request, 'Send {"query": "…"}.', bodyLimit));
  if (read.success) return read.data;
  throw badRequest('Send {"query": "…"}: the query of the view, as it stands after /explore?');
}
