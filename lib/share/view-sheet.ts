import { figureSvg } from "../figure/figure-svg";
import type { Series } from "../series/series";
import { datasetTexts, datedText, type Caption } from "./caption";
import { sheet, type SheetOptions } from "./sheet";

/** Files whose names a picture has room for; the file itself has all of them. */
const mostFiles = 8;

/** A view's chart as a file: the picture that its page shows, with all that its page says of it. */
export function viewSheet(
  series: Series,
  caption: Caption,
  options: SheetOptions & { selected: string | null },
): string {
  const { title, subtitle, evidence, notes, link } = caption;
  const { selected } = options;
  return sheet(
    { title, subtitle, evidence, notes, link, foot: footTexts(caption), metadata: caption },
    (width) => figureSvg(series, { width, selected, idPrefix: "sheet" }),
    options,
  );
}

/** `95 % CI, Student t, between runs: 3 points. n = 3 to 40.`, the files, the day. */
export function footTexts(caption: Caption): string[] {
  const { intervals, n, datasets, renderer } = caption;
  return [
    `${[...intervals, n].join("; ")}.`,
    filesText(datasets),
    `${datedText(caption)}, renderer ${renderer}. Points are filled by their evidence; a claim has no interval.`,
  ];
}

function filesText(datasets: Caption["datasets"]): string {
  if (datasets.length === 0) return "No files.";
  return `${datasets.length === 1 ? "File" : "Files"} by sha256: ${datasetTexts(datasets, mostFiles).join(", ")}.`;
}
