import { escapeXml } from "../figure/svg-text";
import { escapedMarkdown } from "../points/markdown-text";
import { imageText } from "./image-text";

/** What is shared: a view, a stored one or a review, by its page, from the root, and the query that goes with it. */
export interface SharedPage {
  /** `/v/<id>`, `/reviews/<id>`, `/explore`. */
  page: string;
  query: string;
}

/** Addresses of pictures in texts that people paste elsewhere: those of a page, its form and what is asked of the form. */
export function formPath({ page, query }: SharedPage, form: string, asked = ""): string {
  const parts = [query, asked].filter((part) => part !== "");
  return `${page}.${form}${parts.length === 0 ? "" : `?${parts.join("&")}`}`;
}

export function pagePath({ page, query }: SharedPage): string {
  return query === "" ? page : `${page}?${query}`;
}

interface Snippet {
  title: string;
  /** Where the server is reached: `https://whisker.example`. */
  origin: string;
  of: SharedPage;
}

/** A picture that leads to its page, as Markdown: `[![title](….svg)](…)`. */
export function imageSnippet(snippet: Snippet): string {
  return linkedImage(snippet, "");
}

/** The same of a README's badge. */
export function badgeSnippet(snippet: Snippet): string {
  return linkedImage(snippet, "badge");
}

function linkedImage({ title, origin, of }: Snippet, asked: string): string {
  const text = escapedMarkdown(imageText(title));
  return `[![${text}](${origin}${formPath(of, "svg", asked)})](${origin}${pagePath(of)})`;
}

/** px of the frame, as the design draws it. */
export const embedSize = { width: 800, height: 450 };

/** A stored view as a frame on another page; null of what can be in none. */
export function embedSnippet({ title, origin, of }: Snippet): string | null {
  if (!of.page.startsWith("/v/")) return null;
  const { width, height } = embedSize;
  const src = `${origin}${pagePath({ ...of, page: of.page.replace("/v/", "/embed/") })}`;
  const style = "max-width:100%;border:0";
  return `<iframe src="${escapeXml(src)}" width="${width}" height="${height}" loading="lazy" style="${style}" title="${escapeXml(imageText(title))}"></iframe>`;
}
