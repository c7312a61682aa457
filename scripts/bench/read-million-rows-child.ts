// Started by read-million-rows.ts: reads a file some times in one way, and prints what it took.
import { closeSync, createReadStream, openSync, readSync, statSync } from "node:fs";
import Papa from "papaparse";
import { readFile } from "../../lib/importers/index";
import { fileFromChunks } from "../../lib/importers/source-file";
import type { Measured } from "./read-million-rows";

const [how, path, passes] = process.argv.slice(2) as [string, string, string];

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

async function pointsPass(): Promise<number> {
  const known = { size: statSync(path).size, sha256: "0".repeat(64) };
  const { points, problems } = readFile(fileFromChunks("rows.csv", chunks, known));
  if (points.length !== 2000 || problems.length > 0 || points[0]?.stats.n !== 500) throw new Error("misread");
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

const ms: number[] = [];
for (let pass = 0; pass < Number(passes); pass++) {
  const before = process.cpuUsage();
  await (how === "plain" ? plainPass() : pointsPass());
  const { user, system } = process.cpuUsage(before);
  ms.push((user + system) / 1000);
}
const measured: Measured = { ms, megabytes: process.resourceUsage().maxRSS / 1024 };
console.log(JSON.stringify(measured));
