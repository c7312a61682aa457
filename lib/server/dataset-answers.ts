import type { PlacedFinding } from "@/lib/audit/placed-findings";
import type { Problem } from "@/lib/points/problem";
import type { Dataset } from "@/lib/store/store";
import type { ChartPoint } from "@/lib/series/chart-point";
import { fileLines, type FileLine } from "./file-lines";
import { allFindings } from "./findings";
import { badRequest } from "./http-problem";
import { jsonPlaces } from "./json-places";
import { openStore } from "./open-store";
import { datasetPage, filePatience, resolveDataset } from "./page-data";
import { withAudits } from "./point-audits";

/**
 * What `GET /api/datasets/<sha256>` answers: the dataset, its points without raw samples, its problems, and what the audit
 * says; null where there are too many points.
 */
export interface DatasetAnswer {
  dataset: Dataset;
  points: ChartPoint[];
  problems: Problem[];
  findings: readonly PlacedFinding[] | null;
}

export async function datasetAnswer(sha: string): Promise<DatasetAnswer | null> {
  const page = await datasetPage(sha);
  if (!page) return null;
  const audited = await allFindings(page.dataset);
  const points = await withAudits(await openStore(), page.points, filePatience);
  const findings = audited.kind === "found" ? audited.findings : null;
  return { dataset: page.dataset, points, problems: page.problems, findings };
}

/** The bytes as they were given, as a download that no browser opens as a page. */
export async function rawFile(sha: string): Promise<Response | null> {
  const store = await openStore();
  const dataset = await resolveDataset(store, sha);
  const chunks = dataset && (await store.readFile(dataset.sha256));
  if (!dataset || !chunks) return null;
  return new Response(streamOf(chunks), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(dataset.bytes),
      "Content-Disposition": attachment(dataset.name),
      "Cache-Control": "private, max-age=31536000, immutable",
      ETag: `"${dataset.sha256}"`,
    },
  });
}

function streamOf(chunks: AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  const iterator = chunks[Symbol.asyncIterator]();
  const source: UnderlyingDefaultSource<Uint8Array> = {
    async pull(controller) {
      const { done, value } = await iterator.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await iterator.return?.();
    },
  };
  // Nothing is read before somebody asks: the answer to HEAD has a body that nobody ever does.
  return new ReadableStream(source, { highWaterMark: 0 });
}

/** RFC 6266: a plain name for old programs, the exact one (as far as UTF-8 can say it) for the others. */
export function attachment(name: string): string {
  const plain = name.replace(/[^A-Za-z0-9._ -]/g, "_").slice(0, 100) || "file";
  const exact = encodeURIComponent(Buffer.from(name.slice(0, 300)).toString()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${exact}`;
}

/** What `GET /api/datasets/<sha256>/lines` answers. `place`: where a `pointer` of the query stands. */
export interface LinesAnswer {
  lines: FileLine[];
  /** Lines of the whole file. */
  total: number | null;
  place: { from: number; to: number; characters: [number, number] | null } | null;
}

/**
 * Lines `from` to `to`, or those around a JSON `pointer` (with the `line` of its object in JSON Lines). Of a long line the part
 * with the pointer's value, or with the character `at` of the line `from`, counted from 1.
 */
export async function linesAnswer(sha: string, query: URLSearchParams): Promise<LinesAnswer | null> {
  const store = await openStore();
  const dataset = await resolveDataset(store, sha);
  if (!dataset) return null;
  const pointer = query.get("pointer");
  if (pointer === null) {
    const from = lineNumber(query, "from") ?? 1;
    const at = lineNumber(query, "at");
    const seen = at === null ? null : { line: from, character: at - 1 };
    const to = lineNumber(query, "to") ?? from + usualLines - 1;
    const lines = await fileLines(dataset.sha256, from, to, seen);
    return { lines, total: dataset.lines, place: null };
  }
  const line = lineNumber(query, "line");
  const place = (await jsonPlaces(store, dataset))(line === null ? { pointer } : { pointer, line });
  if (!place) return null;
  const from = lineNumber(query, "from") ?? Math.max(1, place.from - around);
  const seen = place.characters && { line: place.from, character: place.characters[0] };
  const lines = await fileLines(dataset.sha256, from, lineNumber(query, "to") ?? place.to + around, seen);
  return { lines, total: dataset.lines, place };
}

const usualLines = 200;
const around = 3;

function lineNumber(query: URLSearchParams, name: string): number | null {
  const text = query.get(name);
  if (text === null) return null;
  if (!/^[1-9]\d{0,9}$/.test(text))
    throw badRequest(
      `\`${name}\` is the number of a ${name === "at" ? "character" : "line"}, counted from 1.`,
    );
  return Number(text);
}
