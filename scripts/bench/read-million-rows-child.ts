// Started by read-million-rows.ts: reads a file in one way each time it is asked, and tells what it took.
import { copyFileSync, createReadStream, mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Readable } from "node:stream";
import Papa from "papaparse";
import { readFile } from "../../lib/importers/index";
import { fileFromChunks } from "../../lib/importers/source-file";
import { importPool } from "../../lib/server/import-pool";
import { uploadDataset } from "../../lib/server/upload";
import { chunksOfFile } from "../../lib/store/disk-files";
import type { Held, Way } from "./read-million-rows";

const [way, path] = process.argv.slice(2) as [Way, string];

/** Rows of arrays, nothing kept: what any program that reads CSV with PapaParse pays at least. */
function plainPass(): Promise<number> {
  return new Promise((resolve, reject) => {
    let rows = 0;
    Papa.parse<string[]>(createReadStream(path, "utf8"), {
      chunk: ({ data }) => void (rows += data.length),
      complete: () => resolve(rows),
      error: reject,
    });
  });
}

/** From a file that was received to its commit: read in a worker thread, and stored there. */
function storedPass(dir: string): () => Promise<void> {
  const received = join(dir, "rows.upload");
  copyFileSync(path, received);
  const file = { name: "rows.csv", bytes: statSync(path).size, sha256: "0".repeat(64), isReceived: true };
  const label = { title: "rows", origin: { kind: "uploaded", uploader: null }, note: null } as const;
  const database = { dir, url: null };
  const of = { file: { ...file, at: { path: received } }, label, database, write: null };
  return async () => {
    const answer = await importPool().run({ kind: "store", recipe: "none", ...of });
    checkStored(answer.kind === "stored" ? answer : null);
  };
}

/** The whole way of an upload, whose client is this process as well: received, hashed, then as above. */
function uploadedPass(): () => Promise<void> {
  const headers = { "content-type": "text/csv", "content-length": String(statSync(path).size) };
  return async () => {
    const body = Readable.toWeb(createReadStream(path)) as unknown as ReadableStream;
    const request = { method: "POST", headers, body, duplex: "half" } as RequestInit;
    checkStored(await uploadDataset(new Request("http://127.0.0.1/api/datasets", request)));
  };
}

function checkStored(stored: { points: number; problems: number } | null): void {
  if (stored?.points !== 2000 || stored.problems > 0) throw new Error("misread");
}

async function pointsPass(): Promise<number> {
  const known = { size: statSync(path).size, sha256: "0".repeat(64) };
  const { points, problems } = readFile(
    fileFromChunks("rows.csv", () => chunksOfFile(path, 64 * 1024), known),
  );
  const n = points.reduce((rows, { stats }) => rows + (stats.n ?? 0), 0);
  const metrics = new Set(points.map(({ metric }) => metric)).size;
  const expected = basename(path) === "wide.csv" ? 1_000_000 * metrics : 1_000_000;
  if (n !== expected || problems.length > 0) throw new Error("misread");
  return points.length;
}

/** Each pass has a folder of its own; what it does with it first is not measured. */
const passOf: Record<Way, (dir: string) => () => Promise<unknown>> = {
  plain: () => plainPass,
  points: () => pointsPass,
  stored: storedPass,
  uploaded: uploadedPass,
};

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();

/** Processor time of one pass, in ms. */
async function pass(): Promise<number> {
  const dir = mkdtempSync(join(tmpdir(), "whisker-million-"));
  process.env["WHISKER_DIR"] = dir;
  const run = passOf[way](dir);
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  rmSync(dir, { recursive: true });
  return (user + system) / 1000;
}

function held(): Held {
  delay.disable();
  return {
    megabytes: process.resourceUsage().maxRSS / 1024,
    waitedMs: delay.percentile(99) / 1e6,
  };
}

process.on("message", (what) => {
  void (what === "pass" ? pass() : Promise.resolve(held())).then((told) => process.send!(told));
});
