import type { Form } from "./form-options";

/** Pages that stand at the same address as their forms. */
const shared = /^\/(?:explore|v\/[A-Za-z0-9_-]{22}|reviews\/[A-Za-z0-9_-]{22}|points\/[0-9a-f]{16})$/;

/** In the order in which they are preferred where a program takes several alike: the page first. */
const mediaTypes: readonly [type: string, form: Form | null][] = [
  ["text/html", null],
  ["image/svg+xml", "svg"],
  ["image/png", "png"],
  ["text/csv", "csv"],
  ["application/json", "json"],
  ["text/markdown", "md"],
];

/**
 * The address of the form that an `Accept` header asks for at a page's address, or null where it asks for the page. A
 * suffix says the form by itself.
 */
export function formAddress(url: string, accept: string | undefined): string | null {
  const [path = "", query] = url.split(/\?(.*)/s);
  if (accept === undefined || !shared.test(path)) return null;
  const form = preferred(accept);
  return form === null ? null : `${path}.${form}${query === undefined ? "" : `?${query}`}`;
}

/** RFC 9110, 12.5.1: the most specific range of a type gives its weight; of types alike, one that is named comes first. */
function preferred(accept: string): Form | null {
  const ranges = accept.slice(0, 2000).split(",").map(rangeOf);
  const weighed = mediaTypes.map(([type, form]) => ({ form, type, weight: weightOf(type, ranges) }));
  const most = Math.max(...weighed.map(({ weight }) => weight));
  const best = weighed.filter(({ weight }) => weight > 0 && weight === most);
  const named = best.find(({ type }) => ranges.some((range) => range.type === type));
  return (named ?? best[0])?.form ?? null;
}

interface MediaRange {
  type: string;
  weight: number;
}

function rangeOf(text: string): MediaRange {
  const [type = "", ...parameters] = text.split(";").map((part) => part.trim().toLowerCase());
  const q = parameters.find((each) => each.startsWith("q="))?.slice(2);
  const weight = q === undefined ? 1 : Number(q);
  return { type, weight: weight >= 0 && weight <= 1 ? weight : 0 };
}

function weightOf(type: string, ranges: readonly MediaRange[]): number {
  const [family = ""] = type.split("/");
  for (const asked of [type, `${family}/*`, "*/*"]) {
    const range = ranges.find((each) => each.type === asked);
    if (range) return range.weight;
  }
  return 0;
}
