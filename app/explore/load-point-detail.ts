import { characterIn, marksAt, type LineMark } from "@/components/datasets/line-marks";
import type { PointDetail, SourceDataset } from "@/components/points/point-detail";
import { excerptRanges } from "@/components/points/excerpt-ranges";
import type { Run, Samples, Statistic } from "@/lib/points/point";
import { placedAt } from "@/lib/points/provenance";
import { factsReader } from "@/lib/audit/setup-facts";
import { bandwidthUtilisation, flopUtilisation } from "@/lib/audit/utilisation";
import { currentCatalogue } from "@/lib/catalogue/current";
import { fileLines } from "@/lib/server/file-lines";
import { findingsAbout } from "@/lib/server/findings";
import { jsonPlaces } from "@/lib/server/json-places";
import { openStore } from "@/lib/server/open-store";
import { displayCase } from "@/lib/series/display-name";
import { pickEvenly } from "@/lib/series/pick-evenly";
import type { Dataset, Store, StoredPoint } from "@/lib/store/store";

/** The most raw values that a page carries of one point; the file has them all. */
const valueLimit = 4000;

/** All that the drawer shows of a stored point and one of its statistics (null: its own); null where there is no such point. */
export async function loadPointDetail(id: string, statistic: Statistic | null): Promise<PointDetail | null> {
  const store = await openStore();
  const stored = await store.findPoint(id);
  const point = stored && placedAt(stored, statistic ?? stored.statistic);
  const dataset = point && (await store.findDataset(point.dataset));
  if (!point || !dataset) return null;
  const marks = await marksOf(store, dataset, point);
  const plain = plainPoint(point);
  const ranges = excerptRanges(plain, dataset, marks);
  const seen = characterIn(marks);
  const pages = await Promise.all(ranges.map(({ from, to }) => fileLines(dataset.sha256, from, to, seen)));
  return {
    point: plain,
    statistic: statistic ?? point.statistic,
    dataset: sourceDataset(dataset),
    lines: pages.flat(),
    marks,
    names: namesOf(point),
    uses: usesOf(stored),
    audited: await findingsAbout(dataset, id),
    values: point.samples?.values.length ?? 0,
  };
}

function usesOf(point: StoredPoint): PointDetail["uses"] {
  const facts = factsReader(currentCatalogue())(point.case);
  return { mbu: bandwidthUtilisation(point, facts), mfu: flopUtilisation(point, facts) };
}

function namesOf(point: StoredPoint): PointDetail["names"] {
  const { case: shown, written } = displayCase(point.case);
  return {
    ...(written?.model === undefined ? {} : { model: shown.model }),
    ...(written?.hardware === undefined ? {} : { hardware: shown.hardware }),
  };
}

/** Where the point's own value stands: known by line and column, or found in the JSON file by its pointer. */
async function marksOf(store: Store, dataset: Dataset, point: StoredPoint): Promise<LineMark[]> {
  const { locator } = point.provenance;
  const marks = marksAt(locator);
  if (!("pointer" in locator)) return marks;
  const place = (await jsonPlaces(store, dataset))(locator);
  if (!place) return marks;
  const { from, to, characters } = place;
  return [{ from, to, cell: characters && { characters } }];
}

function plainPoint(point: StoredPoint): PointDetail["point"] {
  const extra = Object.fromEntries(Object.entries(point.case.extra));
  return {
    ...point,
    case: { ...point.case, extra },
    samples: plainSamples(point.samples),
    runs: point.runs.map(plainRun),
  };
}

function plainRun(run: Run): Run {
  return { ...run, samples: null };
}

function plainSamples(samples: Samples | null): Samples | null {
  if (samples === null) return null;
  return {
    ...samples,
    values: pickEvenly(samples.values, valueLimit),
    at: pickEvenly(samples.at, valueLimit),
  };
}

function sourceDataset(dataset: Dataset): SourceDataset {
  const { sha256, fileSha256, name, title, origin, storedAt, delimiter, lines, importer } = dataset;
  const recipe = dataset.recipe && { id: dataset.recipe.id };
  const columns = dataset.columns.map(({ header, column, readAs, note }) => ({
    header,
    column,
    readAs,
    note,
  }));
  return { sha256, fileSha256, name, title, origin, storedAt, delimiter, lines, importer, recipe, columns };
}
