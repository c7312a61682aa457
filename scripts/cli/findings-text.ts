import type { Finding, FindingLevel } from "@/lib/points/finding";
import { locatorText } from "@/lib/points/locator";
import { findMetric } from "@/lib/points/metrics";
import type { Point, Stats } from "@/lib/points/point";
import { placeOf } from "@/lib/points/provenance";
import { plain, styled, wrapped, type Page, type Style } from "./page";

/** How many findings and places are listed for a person; `--json` gives all. */
const listed = { findings: 20, places: 4 };

const styleOf: Record<FindingLevel, Style> = {
  impossible: "fault",
  inconsistent: "fault",
  unusual: "warning",
  untestable: "faint",
};

/** One glyph a level, with its name beside it, so that neither colour nor shape has to be known. */
export const levelGlyph: Record<FindingLevel, string> = {
  impossible: "✕",
  inconsistent: "≠",
  unusual: "?",
  untestable: "·",
};

/** What the audit says of a file, gravest first: in words, as arithmetic, and where its numbers stand. None where it says nothing. */
export function findingsText(findings: readonly Finding[], points: readonly Point[], page: Page): string[] {
  if (findings.length === 0) return [];
  const byId = new Map(points.map((point) => [point.id, point]));
  const blocks = findings.slice(0, listed.findings).flatMap((finding) => findingLines(finding, byId, page));
  const more = findings.length - listed.findings;
  const rest = more > 0 ? [`  … and ${more} more (--json lists all)`] : [];
  const heading = `${findings.length} ${findings.length === 1 ? "finding" : "findings"}`;
  return [[styled(heading, "strong", page), ...blocks, ...rest].join("\n")];
}

function findingLines(finding: Finding, byId: ReadonlyMap<string, Point>, page: Page): string[] {
  const { level, title, says, sum } = finding;
  const [head, ...wrappedHead] = wrapped(plain(`${levelGlyph[level]} ${level}: ${title}`), page);
  return [
    styled(head!, styleOf[level], page),
    ...wrappedHead,
    ...wrapped(plain(says), page, 4),
    ...(sum === null ? [] : wrapped(plain(sum), page, 4)),
    ...wrapped(plain(placesText(finding, byId)), page, 4).map((line) => styled(line, "faint", page)),
  ];
}

/** `L4, column 7 (TTFT p99), L4, column 8 (TTFT max)`; of many, the first and how many more. */
function placesText({ cells, points }: Finding, byId: ReadonlyMap<string, Point>): string {
  const all = cells.length > 0 ? cells : points.map((point) => ({ point }));
  const places = [
    ...new Set(
      all.flatMap(({ point, ...cell }) =>
        placeText(byId.get(point), "statistic" in cell ? cell.statistic : undefined),
      ),
    ),
  ];
  const more = places.length - listed.places;
  return [...places.slice(0, listed.places), ...(more > 0 ? [`and ${more} more`] : [])].join("; ");
}

function placeText(point: Point | undefined, statistic: keyof Stats | undefined): string[] {
  if (point === undefined) return [];
  const { short } = findMetric(point.metric, point.unit);
  const name = statistic === undefined || statistic === point.statistic ? short : `${short} ${statistic}`;
  return [`${locatorText(placeOf(point.provenance, statistic ?? point.statistic).locator)} (${name})`];
}
