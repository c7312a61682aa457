const named: Record<string, string> = {
  ...{
    amp: "&",
    lt: "<",
    gt: ">",
    quot: '"',
    apos: "'",
    nbsp: "\u00a0",
    thinsp: "\u2009",
    ensp: " ",
    emsp: " ",
  },
  ...{ plusmn: "±", micro: "µ", mu: "µ", times: "×", minus: "−", ndash: "–", mdash: "—", hellip: "…" },
  ...{ le: "≤", ge: "≥", asymp: "≈", deg: "°", middot: "·", uarr: "↑", darr: "↓", euro: "€", pound: "£" },
};

/** What a page would show of a text that was copied out of its source: `TTFT&nbsp;(ms)`, `12 &plusmn; 1`, `&#176;`. */
export function withoutEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|([a-z]{2,6}));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? parseInt(String(hex), 16) : Number(decimal);
    return code > 31 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
