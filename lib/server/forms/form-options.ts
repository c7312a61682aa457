import type { Theme } from "@/lib/view/view";
import { badRequest } from "../http-problem";

/** The forms that a view, a review or a point can be had in, each by its suffix. */
export const forms = ["svg", "png", "csv", "json", "md", "html"] as const;
export type Form = (typeof forms)[number];

export function formOf(text: string): Form | null {
  return forms.find((form) => form === text) ?? null;
}

/** How a picture is asked for. */
export interface PictureOptions {
  /** px of the SVG; a PNG has `scale` pixels for each. */
  width: number;
  scale: number;
  /** `auto`: as the reader's system asks, which only an SVG can. */
  theme: Theme | "auto" | null;
  /** `badge`: a small picture of one value, for a README; `card`: 1200 × 630, for places that show what a link leads to. */
  shape: "sheet" | "badge" | "card";
}

export const widths = { least: 320, most: 2400, usual: 800 };
const scales = ["1", "2", "3"];

/**
 * Reads how a picture is asked for, and gives the rest of the query. `scale` is the chart's where it says `log` or
 * `linear`, and the picture's where it is a number.
 * @throws HttpProblem 400 in a sentence, where a parameter cannot be meant so
 */
export function readOptions(
  query: URLSearchParams,
  form: Form,
): { options: PictureOptions; rest: URLSearchParams } {
  const rest = new URLSearchParams(query);
  const scale = query.getAll("scale").find((text) => /^[\d.]+x?$/.test(text));
  if (scale !== undefined) {
    const others = query.getAll("scale").filter((text) => text !== scale);
    rest.delete("scale");
    for (const other of others) rest.append("scale", other);
  }
  for (const name of ["width", ...shapes]) rest.delete(name);
  const options = {
    width: widthOf(query.get("width")),
    scale: scaleOf(scale),
    theme: themeOf(query.get("theme"), form),
    shape: shapes.find((shape) => query.has(shape)) ?? ("sheet" as const),
  };
  if (options.theme === "auto") rest.delete("theme");
  if (options.shape !== "sheet" && form !== "svg" && form !== "png")
    throw badRequest(`${options.shape} is a picture: ask for .svg or .png.`);
  return { options, rest };
}

const shapes = ["badge", "card"] as const;

function widthOf(text: string | null): number {
  if (text === null) return widths.usual;
  const width = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (width >= widths.least && width <= widths.most) return width;
  throw badRequest(`width is a number of px from ${widths.least} to ${widths.most}.`);
}

function scaleOf(text: string | undefined): number {
  if (text === undefined) return 1;
  const scale = text.replace(/x$/, "");
  if (scales.includes(scale)) return Number(scale);
  throw badRequest(
    `scale is ${scales.join(", ")} for the pixels of a PNG, or linear or log for the chart's axis.`,
  );
}

function themeOf(text: string | null, form: Form): PictureOptions["theme"] {
  if (text === null || text === "light" || text === "dark") return text;
  if (text === "auto" && form !== "png") return text;
  const choices = form === "png" ? "light or dark" : "light, dark or auto";
  throw badRequest(`theme is ${choices}.`);
}
