import { bytesToHex } from "@noble/hashes/utils.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { tabRank } from "@/components/datasets/point-rows";
import { linesToShow, pickLines } from "@/components/upload/pick-lines";
import { previewSlots } from "@/components/upload/preview-slots";
import type {
  Preview,
  PreviewAnswer,
  PreviewColumn,
  PreviewRequest,
  PreviewStage,
} from "@/components/upload/preview";
import { surveyText, textChunks } from "@/lib/importers/decode";
import { readFile, type Imported } from "@/lib/importers";
import { fileFromChunks, type SourceFile } from "@/lib/importers/source-file";
import { tableHead } from "@/lib/importers/table-text";
import { evidences, type Evidence } from "@/lib/points/evidence";
import { findMetric } from "@/lib/points/metrics";
import { isDrawable, type Point } from "@/lib/points/point";
import { exploreModel } from "@/lib/series/explore";
import type { ExploreData } from "@/lib/series/explore-model";
import type { Series } from "@/lib/series/series";
import { toChartPoint } from "@/lib/series/to-chart-point";
import { defaultView } from "@/lib/view/view";

/** What TypeScript's page library does not know of a worker. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<PreviewRequest>) => void) | null;
  postMessage(answer: PreviewAnswer): void;
}
declare const FileReaderSync: new () => { readAsArrayBuffer(blob: Blob): ArrayBuffer };

const scope = self as unknown as WorkerScope;
const chunkBytes = 4 * 1024 * 1024;

let points: Point[] = [];
let slots: Record<string, number> = {};
let name = "";
let hash = "";

scope.onmessage = ({ data }) => {
  if (data.ask === "chart") return tell({ tell: "chart", metric: data.metric, series: chartOf(data.metric) });
  try {
    tell({ tell: "read", preview: read(data.file, data.slots) });
  } catch (fault) {
    tell({ tell: "failed", says: fault instanceof Error ? fault.message : String(fault) });
  }
};

function tell(answer: PreviewAnswer): void {
  scope.postMessage(answer);
}

/** Reads a file of any size in pieces: once for its hash, then as often as the importer asks. */
function read(file: File, known: Record<string, number>): Preview {
  const progress = progressTeller(file.size);
  name = file.name;
  hash = hashOf(file, progress("hashing"));
  const source = fileFromChunks(file.name, () => chunksOf(file, progress("reading")), {
    size: file.size,
    sha256: hash,
  });
  const imported = readFile(source);
  points = imported.points;
  slots = previewSlots(known, points);
  return previewOf(source, imported, () => chunksOf(file, progress("marking")));
}

type OnChunk = (bytes: number) => void;

/** Tells the page how far a pass has come, a few times a second. */
function progressTeller(of: number): (stage: PreviewStage) => OnChunk {
  let last = 0;
  return (stage) => {
    let done = 0;
    tell({ tell: "progress", stage, done, of });
    return (bytes) => {
      done += bytes;
      if (performance.now() - last < 80) return;
      last = performance.now();
      tell({ tell: "progress", stage, done, of });
    };
  };
}

function* chunksOf(file: File, onChunk: OnChunk): Generator<Uint8Array> {
  const reader = new FileReaderSync();
  for (let from = 0; from < file.size; from += chunkBytes) {
    const bytes = new Uint8Array(reader.readAsArrayBuffer(file.slice(from, from + chunkBytes)));
    onChunk(bytes.length);
    yield bytes;
  }
}

function hashOf(file: File, onChunk: OnChunk): string {
  const digest = sha256.create();
  for (const chunk of chunksOf(file, onChunk)) digest.update(chunk);
  return bytesToHex(digest.digest());
}

function previewOf(source: SourceFile, imported: Imported, again: () => Iterable<Uint8Array>): Preview {
  const { file, importer, problems, columns } = imported;
  const drawable = points.filter(isDrawable);
  return {
    sha256: file.sha256,
    importer,
    why: whyOf(imported),
    facts: factsOf(file),
    lines: file.lines,
    delimiter: file.delimiter,
    columns: columns.map((column) => ({ ...column, first: firstValues(source, column.column) })),
    notes: imported.notes,
    points: points.length,
    missing: points.filter(({ missing }) => missing !== null).length,
    evidence: countEvidence(drawable),
    metrics: metricsOf(drawable),
    problems,
    excerpt: excerptOf(source, imported, again),
  };
}

function whyOf({ importer, file, columns }: Imported): string {
  if (file.bytes === 0) return "There is nothing in it.";
  if (file.encoding === null) return "This is no text.";
  if (importer === null) return "No known format: nothing in it could be read as a metric.";
  if (columns.length > 0) return "Recognised by the names of its columns";
  return "Recognised by its content";
}

function factsOf({ encoding, delimiter, lineEnds }: Imported["file"]): string[] {
  const named = delimiter === null ? null : delimiter.charAt(0).toUpperCase() + delimiter.slice(1);
  return [named, encoding, lineEnds].filter((fact) => fact !== null);
}

function firstValues(source: SourceFile, column: number): PreviewColumn["first"] {
  const rows = tableHead(source)?.rows ?? [];
  const values = new Set(rows.map((row) => (row[column - 1] ?? "").trim()).filter((value) => value !== ""));
  return Array.from(values)
    .slice(0, 2)
    .map((value) => value.slice(0, 60));
}

function countEvidence(of: readonly Point[]): Record<Evidence, number> {
  const counts = Object.fromEntries(evidences.map((grade) => [grade, 0])) as Record<Evidence, number>;
  for (const { evidence } of of) counts[evidence] += 1;
  return counts;
}

function metricsOf(of: readonly Point[]): Preview["metrics"] {
  const counts = new Map<string, { id: string; label: string; count: number }>();
  for (const { metric, unit } of of) {
    const entry = counts.get(metric) ?? { id: metric, label: findMetric(metric, unit).label, count: 0 };
    entry.count += 1;
    counts.set(metric, entry);
  }
  return Array.from(counts.values()).sort((a, b) => b.count - a.count || tabRank(a.id) - tabRank(b.id));
}

function excerptOf(
  source: SourceFile,
  { file, problems }: Imported,
  again: () => Iterable<Uint8Array>,
): Preview["excerpt"] {
  const { facts } = surveyText(source);
  if (facts === null) return [];
  const wanted = linesToShow(problems, file.lines ?? 0);
  return pickLines(
    textChunks({ ...source, chunks: again }, facts),
    facts.lineEnds === "CR" ? "\r" : "\n",
    wanted,
  );
}

/** The chart of one metric by the code that draws /explore; null where it has nothing to draw. */
function chartOf(metric: string): Series | null {
  const chosen = points.filter((point) => point.metric === metric);
  if (!chosen.some(isDrawable)) return null;
  const data: ExploreData = {
    points: chosen.map((point) => toChartPoint({ ...point, dataset: hash, file: name })),
    slots,
    tabCounts: {},
    metrics: [],
    datasets: { [hash]: { name, title: name } },
  };
  return exploreModel(data, { ...defaultView, metric }).series;
}
