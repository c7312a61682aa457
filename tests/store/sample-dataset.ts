import { createHash } from "node:crypto";
import { emptyCase } from "@/lib/points/case";
import { emptyStats, type Point } from "@/lib/points/point";
import { emptyContext } from "@/lib/points/provenance";
import type { NewDataset } from "@/lib/store/store";

/** A dataset of the given bytes, as the upload path would describe it. */
export function newDataset(bytes: Uint8Array, about: Partial<NewDataset> = {}): NewDataset {
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  return {
    sha256,
    fileSha256: about.sha256 ?? sha256,
    recipe: null,
    name: "run.csv",
    title: "A run",
    origin: { kind: "uploaded", uploader: null },
    bytes: bytes.length,
    lines: 3,
    encoding: "UTF-8",
    delimiter: ",",
    lineEnds: "LF",
    importer: { id: "table", label: "Table", version: "1" },
    note: null,
    columns: [{ header: "tok/s", column: 2, readAs: "output_tokens_per_second", unit: null, note: "" }],
    notes: [],
    ...about,
  };
}

let made = 0;

/** A measured point with an id of its own; `about` says what the test is about. */
export function newPoint(about: Partial<Point> = {}): Point {
  made += 1;
  return {
    id: made.toString(16).padStart(16, "0"),
    metric: "output_tokens_per_second",
    unit: "tok/s",
    value: 151.5,
    statistic: "mean",
    missing: null,
    range: null,
    case: { ...emptyCase(), system: "vLLM", model: "Llama-2-7B", accelerators: 1 },
    stats: { ...emptyStats(), n: 1, mean: 151.5 },
    samples: null,
    evidence: "single",
    interval: null,
    provenance: { locator: { line: 2, column: 2 }, raw: "151.5", conversions: [] },
    context: emptyContext(),
    runs: [],
    derivation: null,
    ...about,
  };
}

export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
