/** A number in a finding's sentence: `digits` significant digits, thin spaces from 10 000, no exponent where it reads well. */
export function figure(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return value > 0 ? "∞" : "−∞";
  const rounded = Number(value.toPrecision(digits));
  const size = Math.abs(rounded);
  if (size !== 0 && (size >= 1e9 || size < 1e-4)) return rounded.toExponential().replace("e+", "e");
  const [whole = "", ...fraction] = String(size).split(".");
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, "\u2009") : whole;
  return (rounded < 0 ? "−" : "") + [grouped, ...fraction].join(".");
}

/** A measured number with every digit that a double shows of it, up to six: what the file says rather than what was worked out. */
export function statedFigure(value: number): string {
  return figure(value, 6);
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[], last = "and"): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} ${last} ${words[words.length - 1]}`;
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
