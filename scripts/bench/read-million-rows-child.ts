// Started by read-million-rows.ts: reads a file some times in one way, and prints what it took.
import { closeSync, createReadStream, mkdtempSync, openSync, readSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { Readable } from "node:stream";
import Papa from "papaparse";
import { readFile } from "../../lib/importers/index";
import { fileFromChunks } from "../../lib/importers/source-file";
import { uploadDataset } from "../../lib/server/upload";
import type { Measured } from "./read-million-rows";

const [how, path, passes] = process.argv.slice(2) as ["plain" | "points" | "stored", string, string];

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

/** The whole way of an upload: received, hashed, read in a worker thread, stored and committed. */
async function storedPass(): Promise<void> {
  const dir = mkdtempSync(join(tmpdir(), "whisker-million-"));
  process.env["WHISKER_DIR"] = dir;
  try {
    const body = Readable.toWeb(createReadStream(path)) as unknown as ReadableStream;
    const headers = { "content-type": "text/csv", "content-length": String(statSync(path).size) };
    const request = { method: "POST", headers, body, duplex: "half" } as RequestInit;
    const { points, problems } = await uploadDataset(new Request("http://127.0.0.1/api/datasets", request));
    if (points !== 2000 || problems > 0) throw new Error("misread");
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

async function pointsPass(): Promise<number> {
  const known = { size: statSync(path).size, sha256: "0".repeat(64) };
  const { points, problems } = readFile(fileFromChunks("rows.csv", chunks, known));
  const n = points.reduce((rows, { stats }) => rows + (stats.n ?? 0), 0);
  const metrics = new Set(points.map(({ metric }) => metric)).size;
  const expected = basename(path) === "wide.csv" ? 1_000_000 * metrics : 1_000_000;
  if (n !== expected || problems.length > 0) throw new Error("misread");
  return points.length;
}

function* chunks(): Generator<Uint8Array> {
  const file = openSync(path, "r");
  const buffer = Buffer.alloc(64 * 1024);
  try {
    for (let length = 1; length > 0;) {
      length = readSync(file, buffer, 0, buffer.length, null);
      yield buffer.subarray(0, length);
    }
  } finally {
    closeSync(file);
  }
}

const passOf = { plain: plainPass, points: pointsPass, stored: storedPass };

const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const ms: number[] = [];
for (let pass = 0; pass < Number(passes); pass++) {
  const before = process.cpuUsage();
  await passOf[how]();
  const { user, system } = process.cpuUsage(before);
  ms.push((user + system) / 1000);
}
delay.disable();
const megabytes = process.resourceUsage().maxRSS / 1024;
const measured: Measured = { ms, megabytes, waitedMs: delay.percentile(99) / 1e6 };
console.log(JSON.stringify(measured));
process.exit(0); // the pool keeps a worker for the next file
