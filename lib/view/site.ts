import { paretoAxes } from "./pareto-axes";
import type { View } from "./view";

/**
 * Whether this is the static site: the same pages as files, without a server to ask (`npm run export`). Decided when the app
 * is built, so that each build has only its own half.
 */
export const isSite = process.env.WHISKER_SITE === "1";

/** The file of the site that holds the points of a view's chart. */
export function siteDataPath(view: Pick<View, "metric" | "x" | "y">): string {
  const { x, y } = paretoAxes(view);
  const key = view.metric === "pareto" ? `pareto-${x.id}-${y.id}` : view.metric;
  return `/site/explore/${fileName(key)}.json`;
}

/** The file with what the drawer shows of a point and one of its statistics. */
export function siteDetailPath(id: string, statistic: string): string {
  return `/site/points/${id}-${statistic}.json`;
}

/** The file with the lines of a dataset's file from one on. */
export function siteLinesPath(sha256: string, from: number): string {
  return `/site/lines/${sha256}/${from}.json`;
}

/** A dataset's file as it was given. */
export function siteFilePath(sha256: string): string {
  return `/site/files/${sha256}`;
}

export const siteDatasetsPath = "/site/datasets.json";

/** Any text as the name of a file: names of metrics as they are, others by their bytes. */
function fileName(text: string): string {
  if (/^[a-z0-9_-]+$/.test(text)) return text;
  const bytes = Array.from(new TextEncoder().encode(text), (byte) => byte.toString(16).padStart(2, "0"));
  return `x${bytes.join("")}`;
}
