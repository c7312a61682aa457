import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { findRow } from "@/lib/series/explore";
import { embedHtml } from "@/lib/share/embed-html";
import { badRequest } from "./http-problem";
import { storedSubject } from "./forms/subject";
import { publicLink } from "./public-link";
import { settings } from "./settings";

/**
 * A stored view as a card for a frame on another page: no script and no cookie, neither set nor read. `live=1` follows new
 * data, `point` opens a point, `theme` is the page's around it; without these the view's own.
 */
export async function embedAnswer(id: string, query: URLSearchParams): Promise<Response> {
  const theme = themeOf(query.get("theme"));
  const asked = new URLSearchParams(query.get("live") === "1" ? { live: "1" } : {});
  if (query.has("point")) asked.set("point", query.get("point")!);
  const subject = await storedSubject(id, asked);
  const { model, caption, view, query: suffix } = await subject.load();
  const opened = query.has("point") && view.point !== null ? `point=${view.point}` : "";
  const pageQuery = [suffix, opened].filter((part) => part !== "").join("&");
  const address = (path: string) => publicLink(path) ?? path;
  const page = `/v/${id}`;
  const html = embedHtml(model, caption, {
    theme: theme ?? view.theme,
    selected: findRow(model.rows, view.point)?.pointId ?? null,
    news: (await subject.news?.()) ?? [],
    page: address(pageQuery === "" ? page : `${page}?${pageQuery}`),
    csv: address(`${page}.csv${suffix === "" ? "" : `?${suffix}`}`),
    dataset: (sha256) => address(`/datasets/${sha256}`),
    point: (pointId) => address(`${page}?${suffix === "" ? "" : `${suffix}&`}point=${pointId}`),
  });
  const headers = { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=300" };
  return new Response(html, { headers });
}

function themeOf(text: string | null): "light" | "dark" | null {
  if (text === null || text === "light" || text === "dark") return text;
  throw badRequest("theme is light or dark; without it the card is as its reader's system asks.");
}

/** The face of the card's texts, from this server as everything is. */
export async function embedFont(): Promise<Response> {
  const { resolve } = createRequire(join(settings().root, "package.json"));
  const path = resolve("@fontsource-variable/inter/files/inter-latin-wght-normal.woff2");
  const headers = { "Content-Type": "font/woff2", "Cache-Control": "public, max-age=31536000, immutable" };
  return new Response(new Uint8Array(await readFile(path)), { headers });
}
