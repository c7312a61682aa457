/** What an hour of a setup costs, as its file states it. */
export interface HourlyPrice {
  /** US dollars. */
  dollars: number;
  /** Whether it is the price of one accelerator, and not of the whole setup. */
  perAccelerator: boolean;
  /** Whether the file says that it is in dollars; where it names no currency it is read so, and that is said. */
  currencyStated: boolean;
}

const hours = new Set(["hour", "hourly", "hr", "h"]);
const prices = new Set(["price", "cost", "costs", "usd", "dollar", "dollars", "$"]);
const dollars = new Set(["usd", "dollar", "dollars", "$"]);
const accelerators = new Set(["gpu", "accelerator", "chip"]);
/** Prices of something else than the setup or one of its accelerators, or in another currency. */
const others = new Set(
  "token tokens tok mtok ktok request requests req million node instance saved € £ ¥ ₹ eur euro euros gbp pound pounds cny rmb yuan jpy yen inr aud cad chf".split(
    " ",
  ),
);

/**
 * Reads a price per hour from the name and text of a file's own field: `price_per_hour` and `32`, `$/GPU/h` and `2.50`.
 * Null where the field is none, the number is not plain or not above 0, or the currency is another than US dollars.
 */
export function hourlyPrice(name: string, text: string): HourlyPrice | null {
  if (!isHourlyPrice(name)) return null;
  const header = wordsOf(name);
  const numbers = text.match(/\d[\d.,\s]*/g) ?? [];
  const written = numbers[0]?.trim() ?? "";
  const rest = wordsOf(text.replace(/[\d.,]+/, " "));
  const isPlain =
    numbers.length === 1 &&
    !/[-\u2212]\s*\$?\s*\d/.test(text) &&
    /^\d+(?:\.\d+)?$/.test(written) &&
    Number(written) > 0;
  const known = rest.every((word) => hours.has(word) || dollars.has(word) || word === "us" || word === "per");
  if (!isPlain || !known) return null;
  return {
    dollars: Number(written),
    perAccelerator: header.some((word) => accelerators.has(word)),
    currencyStated: [...header, ...rest].some((word) => dollars.has(word)),
  };
}

/** Whether a field or metric of that name is a price per hour in dollars, by its name alone. */
export function isHourlyPrice(name: string): boolean {
  const words = wordsOf(name);
  const has = (set: ReadonlySet<string>) => words.some((word) => set.has(word));
  return has(hours) && has(prices) && !has(others);
}

/** `Price ($/GPU-hour)` in lower case: price, $, gpu, hour. A sign of its own is a word. */
function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/\p{L}+|[^\p{L}\s_\-/()[\].,:]/gu) ?? [];
}
