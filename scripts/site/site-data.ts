import { createWriteStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { statistics } from "@/lib/points/point";
import { paretoX, paretoY } from "@/lib/view/pareto-axes";
import { siteDatasetsPath, siteDataPath, siteDetailPath, siteFilePath, siteLinesPath } from "@/lib/view/site";
import { namesMeantIn } from "@/lib/series/display-name";
import { parseView } from "@/lib/view/codec";
import { defaultView, tabs, type View } from "@/lib/view/view";
import type { Dataset, StoredPoint } from "@/lib/store/store";
import { fileLines } from "@/lib/server/file-lines";
import { openStore } from "@/lib/server/open-store";
import { datasetList, exploreData } from "@/lib/server/page-data";
import { loadPointDetail } from "@/app/explore/load-point-detail";

/** Lines of one file of lines, as the page asks for them. */
const linesOfFile = 200;

/** Writes all that the pages of the site ask for, each answer as a file. Gives back how many points there are. */
export async function writeSiteData(folder: string): Promise<number> {
  const write = async (path: string, value: unknown) => {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, JSON.stringify(value));
  };
  const datasets = await datasetList();
  await write(siteDatasetsPath, { datasets });
  const { metrics } = await exploreData(defaultView);
  for (const view of views(metrics.map(({ id }) => id))) {
    const data = await exploreData(view);
    const meant = namesMeantIn(data.points);
    await write(siteDataPath(view), { ...data, ...(meant ? { meant } : {}) });
  }
  const points = await (await openStore()).listPoints({});
  for (const point of points)
    for (const statistic of statisticsOf(point))
      await write(siteDetailPath(point.id, statistic), await loadPointDetail(point.id, statistic));
  for (const dataset of datasets) await writeFileOf(folder, dataset, write);
  return points.length;
}

/** A view of every chart that has points of its own. */
function views(metrics: readonly string[]): View[] {
  const ids = new Set([...tabs.map(({ id }) => id), ...metrics]);
  const pairs = paretoX.flatMap((x) => paretoY.map((y) => ({ metric: "pareto", x, y })));
  return [...Array.from(ids, (metric) => ({ metric })), ...pairs].map((query) =>
    parseView(new URLSearchParams(query)),
  );
}

/** Those that a chart may show of the point: what its file states, and always the one that a link names by leaving it out. */
function statisticsOf({ stats, statistic }: StoredPoint) {
  return statistics.filter((name) => name === "mean" || name === statistic || stats[name] !== null);
}

async function writeFileOf(
  folder: string,
  { sha256, lines }: Dataset,
  write: (path: string, value: unknown) => Promise<void>,
): Promise<void> {
  for (let from = 1; from <= (lines ?? 0); from += linesOfFile)
    await write(siteLinesPath(sha256, from), {
      lines: await fileLines(sha256, from, from + linesOfFile - 1),
    });
  const bytes = await (await openStore()).readFile(sha256);
  if (bytes === null) return;
  const file = join(folder, siteFilePath(sha256));
  await mkdir(dirname(file), { recursive: true });
  await pipeline(Readable.from(bytes), createWriteStream(file));
}
