/** Most texts and all paths hold none of these. */
const special = /[&<>"'\u0000-\u001f\ud800-\udfff\ufffe\uffff]/;

/** Text as it may stand between or within an SVG's tags. Characters that XML does not allow are left out. */
export function escapeXml(text: string): string {
  if (!special.test(text)) return text;
  return text
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

type Attributes = Record<string, string | number | null | undefined>;

/** One SVG element. Attributes that are null or undefined are left out; `content` is SVG already. */
export function element(tag: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== null && value !== undefined)
    .map(([name, value]) => ` ${name}="${typeof value === "number" ? px(value) : escapeXml(String(value))}"`);
  return content === "" ? `<${tag}${written.join("")}/>` : `<${tag}${written.join("")}>${content}</${tag}>`;
}

/** `""`, `".01"`, …, `".1"`, … `".99"`. */
const decimals = Array.from({ length: 100 }, (_, hundredths) => String(hundredths / 100).slice(1));

/** A coordinate with at most 2 decimals. A chart writes thousands, and a double's shortest text takes 5 times as long. */
export function px(value: number): string {
  const hundredths = Math.round(value * 100);
  if (!(hundredths > 0 && hundredths < 1e9)) return String(hundredths / 100);
  const rest = hundredths % 100;
  return `${(hundredths - rest) / 100}${decimals[rest]}`;
}

/**
 * Width of a text in Inter, in px, from rough advances of its characters: near enough to choose columns and to cut what
 * would run into them. Measured widths are within about 8 %.
 */
export function textWidth(text: string, size: number): number {
  let ems = 0;
  for (const character of text) ems += advance(character);
  return ems * size;
}

function advance(character: string): number {
  if (/[ilIjft.,:;|!'`·\u2009 ]/.test(character)) return character === "\u2009" ? 0.2 : 0.31;
  if (/[mwMW@%…–±×]/.test(character)) return 0.84;
  if (/[A-Z]/.test(character)) return 0.69;
  if (/[0-9]/.test(character)) return 0.62;
  return (character.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.57;
}

/** The text, cut with an ellipsis where it is wider than `most` px; "" where not even a few letters fit. */
export function fitText(text: string, most: number, size: number): string {
  if (textWidth(text, size) <= most) return text;
  const characters = Array.from(text);
  let used = textWidth("…", size);
  const kept: string[] = [];
  for (const character of characters) {
    used += textWidth(character, size);
    if (used > most) break;
    kept.push(character);
  }
  return kept.length < 2 ? "" : `${kept.join("").trimEnd()}…`;
}
