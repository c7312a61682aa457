import { datedText, evidenceCounts, type Caption } from "./caption";

/** What stands above the rows of a view's CSV, a text a line. */
export function viewCsvHead(caption: Caption): string[] {
  const { title, subtitle, counts, evidence, intervals, n, datasets, renderer, link } = caption;
  return [
    `Whisker: ${title}. ${subtitle}`,
    `${counts}; ${[...intervals, n].join("; ")}`,
    `Evidence: ${evidenceCounts(evidence) || "no points"}`,
    ...datasets.map(({ name, sha256 }) => `File ${name}, sha256 ${sha256}`),
    `${datedText(caption)}, renderer ${renderer}`,
    link,
  ];
}
