import type { RawLine } from "@/components/datasets/file-line";
import type { PointDetail, SourceDataset } from "./point-detail";
import { excerptRanges } from "./excerpt-ranges";

/** A point with its dataset and the lines around it, from this server; throws in words a person can read. */
export async function fetchPointDetail(id: string): Promise<PointDetail> {
  const { point, dataset } = (await getJson(`/api/points/${id}`)) as {
    point: PointDetail["point"];
    dataset: SourceDataset;
  };
  const ranges = excerptRanges(point, dataset);
  const pages = await Promise.all(ranges.map(({ from, to }) => fetchLines(dataset.sha256, from, to)));
  return { point, dataset, lines: pages.flat() };
}

async function fetchLines(sha256: string, from: number, to: number): Promise<RawLine[]> {
  const answer = (await getJson(`/api/datasets/${sha256}/lines?from=${from}&to=${to}`)) as {
    lines: RawLine[];
  };
  return answer.lines;
}

async function getJson(url: string): Promise<unknown> {
  const answer = await fetch(url).catch(() => null);
  if (answer === null) throw new Error("The server does not answer.");
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return answer.json();
}
