/** A piece of a formula as MathML names it: a token with its text, or a layout of further pieces. */
export type MathNode =
  { tag: "mi" | "mn" | "mo" | "mtext"; text: string } | { tag: Layout; parts: MathNode[] };

type Layout = "mrow" | "mfrac" | "msub" | "msup" | "msubsup";

/**
 * Reads a formula as it is typed: `_` and `^` set below and above, `{…}` groups what belongs together and is not shown,
 * `a//b` is a fraction with a bar, `"…"` is text. Everything else is shown as it stands.
 *
 * @throws Error where a brace or quote is not closed, or nothing follows a sign that needs something
 */
export function formulaTree(typed: string): MathNode {
  const rest = { text: typed, at: 0 };
  const row = readRow(rest);
  if (rest.at < typed.length) throw new Error(`A brace too many at ${rest.at}: ${typed}`);
  return row;
}

interface Rest {
  text: string;
  at: number;
}

function readRow(rest: Rest): MathNode {
  const parts: MathNode[] = [];
  for (;;) {
    skipSpaces(rest);
    if (rest.at >= rest.text.length || rest.text[rest.at] === "}") break;
    parts.push(readFraction(rest));
  }
  return parts.length === 1 ? parts[0]! : { tag: "mrow", parts };
}

function readFraction(rest: Rest): MathNode {
  const over = readScripted(rest);
  if (!takes(rest, "//")) return over;
  return { tag: "mfrac", parts: [over, readScripted(rest)] };
}

function readScripted(rest: Rest): MathNode {
  const base = readAtom(rest);
  const below = takes(rest, "_") ? readAtom(rest) : null;
  const above = takes(rest, "^") ? readAtom(rest) : null;
  if (below && above) return { tag: "msubsup", parts: [base, below, above] };
  if (below) return { tag: "msub", parts: [base, below] };
  return above ? { tag: "msup", parts: [base, above] } : base;
}

/** Letters in a row are one name; a decimal point belongs to its number. */
const tokens = [
  { tag: "mi", pattern: /[A-Za-zΑ-Ωα-ω]+/y },
  { tag: "mn", pattern: /\d+(?:\.\d+)?|½/y },
  { tag: "mo", pattern: /[^\s{}"_^]/uy },
] as const;

function readAtom(rest: Rest): MathNode {
  skipSpaces(rest);
  if (takes(rest, "{")) {
    const row = readRow(rest);
    if (!takes(rest, "}")) throw new Error(`A brace is not closed: ${rest.text}`);
    return row;
  }
  if (takes(rest, '"')) return { tag: "mtext", text: readQuoted(rest) };
  for (const { tag, pattern } of tokens) {
    pattern.lastIndex = rest.at;
    const [text] = pattern.exec(rest.text) ?? [];
    if (text === undefined) continue;
    rest.at += text.length;
    return { tag, text };
  }
  throw new Error(`Nothing to show at ${rest.at}: ${rest.text}`);
}

function readQuoted(rest: Rest): string {
  const end = rest.text.indexOf('"', rest.at);
  if (end < 0) throw new Error(`A quote is not closed: ${rest.text}`);
  const text = rest.text.slice(rest.at, end);
  rest.at = end + 1;
  // MathML cuts off spaces at the ends of a text.
  return text.replace(/^ | $/g, "\u00a0");
}

function takes(rest: Rest, sign: string): boolean {
  if (!rest.text.startsWith(sign, rest.at)) return false;
  rest.at += sign.length;
  return true;
}

function skipSpaces(rest: Rest): void {
  while (rest.text[rest.at] === " ") rest.at += 1;
}
