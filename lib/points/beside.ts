/** What stands beside a number in its cell (`45.3 ± 1.2`, `45.3 (1.2)`, `120 [119, 122]`), or in a column of its own. */
export interface Beside {
  kind: "sd" | "standard error" | "interval";
  /** Of an interval, as a fraction; null where it is not said. */
  level: number | null;
}

const sd = String.raw`sd|s\.d\.|std\.?(?:[ -]?dev(?:iation)?\.?)?|stdev|stddev|standard deviation|σ|standardabweichung|écart[- ]type|desviación estándar|标准差|標準偏差`;
const error = String.raw`sem|s\.?e\.?m\.?|se|s\.e\.|std\.? ?err(?:or)?\.?|stderr|standard error(?: of the mean)?|standardfehler|标准误`;
const interval = String.raw`(?<before>\d{2}(?:\.\d+)?) ?% ?(?:ci|ki|confidence(?: interval)?|konfidenzintervall)|(?:ci|ki) ?(?<after>\d{2}) ?%?|(?:ci|ki|confidence interval|konfidenzintervall)`;
const kinds = String.raw`(?<sd>${sd})|(?<error>${error})|(?<interval>${interval})`;

/** `mean ± std`, `(± SD)`, `± 95% CI`. */
const behindSign = new RegExp(String.raw`\s*(?:±|\+\/-|\+-)\s*(?:${kinds})(?![\p{L}\d])`, "iu");
/** `(sd)`, `[95% CI]`. */
const inBrackets = new RegExp(String.raw`\s*[([]\s*(?:±\s*)?(?:${kinds})\s*[)\]]`, "iu");
const count = /[\s,;]*[([]?\s*(?<![\p{L}\d])n\s?=\s?(\d{1,6})(?!\d)\s*[)\]]?/iu;

/**
 * What a header says of what stands beside the numbers below it, and the header without that: of `TTFT, mean (sd) [ms]`
 * it is `TTFT, mean [ms]`, and a standard deviation. To be asked of columns whose cells have something beside their numbers.
 */
export function besideIn(header: string): { header: string; beside: Beside | null } {
  for (const pattern of [behindSign, inBrackets]) {
    const found = pattern.exec(header);
    if (found) return { header: without(header, found[0]), beside: besideOf(found.groups!) };
  }
  return { header, beside: null };
}

/** `tok/s (n=5)`: how many measurements stand behind each cell, and the header without that. */
export function countIn(header: string): { header: string; n: number | null } {
  const found = count.exec(header);
  return found ? { header: without(header, found[0]), n: Number(found[1]) } : { header, n: null };
}

function besideOf(groups: Record<string, string | undefined>): Beside {
  if (groups["sd"] !== undefined) return { kind: "sd", level: null };
  if (groups["error"] !== undefined) return { kind: "standard error", level: null };
  const percent = groups["before"] ?? groups["after"];
  return { kind: "interval", level: percent === undefined ? null : levelOf(percent) };
}

/** 95 as 0.95; null where it is no level of confidence. */
export function levelOf(percent: string): number | null {
  const level = Number(percent) / 100;
  return level >= 0.5 && level < 1 ? level : null;
}

/** A bracket that was opened before what is taken out stays open until its own end. */
function without(header: string, part: string): string {
  const opened = part.split(/[([]/).length - part.split(/[)\]]/).length;
  const rest = header.replace(part, opened < 0 ? ")" : opened > 0 ? "(" : "");
  return rest
    .replace(/[([]\s*[)\]]/g, "")
    .replace(/[([]\s*,/g, "(")
    .trim();
}
