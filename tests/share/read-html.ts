import { readSvg, type Read } from "../figure/read-svg";

/**
 * Reads a page of ours as strictly as an SVG: every element is closed, every attribute in quotes, every text escaped; what
 * HTML has besides (a doctype, elements without an end, attributes without a value, raw scripts) is brought into that shape first.
 */
export function readHtml(html: string): Read {
  if (!html.startsWith("<!doctype html>\n")) throw new Error("a page begins with its doctype");
  const body = html.slice("<!doctype html>\n".length).trimEnd();
  const plain = body
    .replace(
      /(<script[^>]*>)([^]*?)<\/script>/g,
      (_, tag: string, text: string) => `${tag}${escaped(text)}</script>`,
    )
    .replace(/(<style>)([^]*?)<\/style>/g, (_, tag: string, text: string) => `${tag}${escaped(text)}</style>`)
    .replace(/<(meta|input|col|br)\b([^>]*)>/g, (_, tag: string, rest: string) => `<${tag}${rest}/>`)
    .replace(/<[a-z]+(?:\s[a-z-]+="[^"]*"|\s[a-z-]+(?=[\s/>]))+\s*\/?>/g, (tag) =>
      tag.replace(/\s(checked|hidden|open|disabled)(?=[\s/>])/g, ' $1="$1"'),
    );
  return readSvg(plain);
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
