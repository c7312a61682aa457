import { cardSize } from "@/lib/share/card";
import { escapeXml } from "@/lib/figure/svg-text";
import { HttpProblem, badRequest, notFound } from "./http-problem";
import { storedSubject } from "./forms/subject";
import { publicLink } from "./public-link";
import { settings } from "./settings";

const usual = { width: 800, height: 450 };
const least = 200;

/**
 * What `GET /api/oembed?url=` answers of a stored view (https://oembed.com): a frame with its card. Only addresses of this
 * server by its PUBLIC_URL are known.
 */
export async function oembedAnswer(query: URLSearchParams): Promise<object> {
  if ((query.get("format") ?? "json") !== "json")
    throw new HttpProblem({ status: 501, title: "Not implemented", detail: "format is json." });
  const { id, asked } = viewOf(query.get("url"));
  const { caption } = await (await storedSubject(id, asked)).load();
  const [width, height] = [sideOf(query, "maxwidth", usual.width), sideOf(query, "maxheight", usual.height)];
  const parts = asked.toString();
  const src = publicLink(`/embed/${id}${parts === "" ? "" : `?${parts}`}`)!;
  const title = `${caption.title}. ${caption.subtitle}`;
  return {
    ...{ version: "1.0", type: "rich", title, provider_name: "Whisker", provider_url: publicLink("/") },
    html: `<iframe src="${escapeXml(src)}" width="${width}" height="${height}" loading="lazy" title="${escapeXml(title)}"></iframe>`,
    ...{ width, height, cache_age: 86_400 },
    thumbnail_url: publicLink(`/v/${id}.png?card${parts === "" ? "" : `&${parts}`}`),
    ...{ thumbnail_width: cardSize.width, thumbnail_height: cardSize.height },
  };
}

/** The view that an address names, and what of its query a frame of it keeps. */
function viewOf(text: string | null): { id: string; asked: URLSearchParams } {
  const { publicUrl } = settings();
  if (text === null) throw badRequest("url is the address of a stored view.");
  const url = URL.canParse(text) ? new URL(text) : null;
  const id = /^\/(?:v|embed)\/([A-Za-z0-9_-]{22})$/.exec(url?.pathname ?? "")?.[1];
  if (publicUrl === null || url?.origin !== publicUrl.origin || id === undefined)
    throw notFound("stored view with that address");
  const { searchParams } = url;
  const point = searchParams.get("point");
  const asked = {
    ...(searchParams.get("live") === "1" ? { live: "1" } : {}),
    ...(point !== null && /^[0-9a-f]{16}$/.test(point) ? { point } : {}),
  };
  return { id, asked: new URLSearchParams(asked) };
}

function sideOf(query: URLSearchParams, name: string, most: number): number {
  const text = query.get(name);
  if (text === null) return most;
  if (!/^\d{1,5}$/.test(text)) throw badRequest(`${name} is a number of px.`);
  return Math.max(least, Math.min(most, Number(text)));
}
