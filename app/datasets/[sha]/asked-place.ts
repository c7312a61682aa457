import type { PointAudit } from "@/lib/points/point-audit";
import type { RawLine } from "@/components/datasets/file-line";
import { characterIn, marksOfPoint, type LineMark } from "@/components/datasets/line-marks";
import { rowsByMetric, type MetricRows, type PointRow } from "@/components/datasets/point-rows";
import { selectionOfPlace, selectionOfRow, type Selection } from "@/components/datasets/selection";
import { statistics } from "@/lib/points/point";
import { placedAt } from "@/lib/points/provenance";
import { fileLines } from "@/lib/server/file-lines";
import { jsonPlaces, type JsonPlace } from "@/lib/server/json-places";
import { openStore } from "@/lib/server/open-store";
import type { DatasetPage } from "@/lib/server/page-data";

/** What a link may name: a line and a column, a JSON Pointer, or a point's id. */
export type PlaceQuery = Record<string, string | string[] | undefined>;

/** Lines that are in the page without a script: the first ones, and some around the line that the link names. */
const firstLines = 60;
/** Of the first ones, those that stand above a place further down. */
const headLines = 3;
const around = 12;

/** The tables of the page, what of them the link selects, and the lines of the file that the page carries. */
export async function askedPlace(
  page: DatasetPage,
  query: PlaceQuery,
  worst: ReadonlyMap<string, PointAudit>,
): Promise<{ groups: MetricRows[]; first: RawLine[]; initial: Selection | null }> {
  const find = await placeFinder(page);
  const groups = rowsByMetric(page.points, page.places, page.slots, worst);
  for (const row of groups.flatMap(({ rows }) => rows)) {
    const place = row.marks.length === 0 ? find(row.id) : null;
    if (place) row.marks = [markOf(place)];
  }
  const asked = groups.flatMap(({ rows }) => rows).find(({ id }) => id === query["point"]);
  const initial = asked
    ? selectionOfRow(asked, await marksWithSamples(asked, query["statistic"], find))
    : placeAsked(query, (pointer) => find(null, pointer));
  return { groups, first: await linesFor(page, initial), initial };
}

/** Lines of points whose place is a pointer into a JSON file; the file is not opened where there is none. */
async function placeFinder({ dataset, places }: DatasetPage) {
  const pointed = Object.values(places).some((place) => "pointer" in place);
  const find = pointed ? await jsonPlaces(await openStore(), dataset) : () => null;
  return (id: string | null, pointer?: string): JsonPlace | null => {
    const place = pointer === undefined ? places[id ?? ""] : { pointer };
    return place ? find(place) : null;
  };
}

function markOf({ from, to, characters }: JsonPlace): LineMark {
  return { from, to, cell: characters && { characters } };
}

/** The cell of the statistic asked for; the lines of the point's samples and runs as well, where they have lines. */
async function marksWithSamples(
  row: PointRow,
  asked: string | string[] | undefined,
  find: (id: string | null, pointer?: string) => JsonPlace | null,
): Promise<LineMark[]> {
  const point = await (await openStore()).findPoint(row.id);
  if (!point) return row.marks;
  const placed = placedAt(point, statistics.find((name) => name === asked) ?? point.statistic);
  const marks = marksOfPoint(placed);
  if (marks.length > 0) return marks;
  const { locator } = placed.provenance;
  const place = "pointer" in locator ? find(null, locator.pointer) : null;
  return place ? [markOf(place)] : row.marks;
}

function placeAsked(query: PlaceQuery, findPointer: (pointer: string) => JsonPlace | null): Selection | null {
  const place = typeof query["pointer"] === "string" ? findPointer(query["pointer"]) : null;
  if (place) return { ...selectionOfPlace(place.from, null), marks: [markOf(place)] };
  const line = positive(query["line"]);
  const column = positive(query["column"]);
  return line === null ? null : selectionOfPlace(line, column === null ? null : { field: column });
}

function positive(value: string | string[] | undefined): number | null {
  return typeof value === "string" && /^[1-9]\d{0,8}$/.test(value) ? Number(value) : null;
}

async function linesFor({ dataset }: DatasetPage, initial: Selection | null): Promise<RawLine[]> {
  const marks = initial?.marks ?? [];
  const [line, seen] = [marks[0]?.from ?? 1, characterIn(marks)];
  const read = (from: number, to: number) => fileLines(dataset.sha256, from, to, seen);
  if (line <= firstLines - around) return read(1, firstLines);
  const near = await read(Math.max(headLines + 1, line - around), line + around);
  return [...(await read(1, headLines)), ...near];
}
