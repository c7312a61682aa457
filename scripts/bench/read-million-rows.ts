import { execFile } from "node:child_process";
import { closeSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { fileURLToPath } from "node:url";
import { median, type Figure } from "./figure";

const run = promisify(execFile);

/** What the child process tells of one way of reading the file. */
export interface Measured {
  /** Processor time of each pass. */
  ms: number[];
  /** The most memory that the process held. */
  megabytes: number;
  /** How long the thread that answers requests had to wait, 99th percentile. */
  waitedMs: number;
}

/**
 * A million rows of Whisker's own CSV (about 100 MB: 2,000 cases of 500 runs) to points, and on the whole way of an upload
 * (received, hashed, read in a worker thread, stored, committed), against PapaParse streaming through the same file and
 * keeping nothing. Each in a process of its own, as processor time, since other work on the machine would decide a race
 * of clocks.
 */
export async function readMillionRows(): Promise<Figure[]> {
  const path = join(tmpdir(), `whisker-million-rows-${process.pid}.csv`);
  try {
    writeRows(path);
    const plain = await measure("plain", path, 3);
    const points = await measure("points", path, 3);
    const { megabytes } = await measure("points", path, 1);
    const stored = await measure("stored", path, 3);
    const once = await measure("stored", path, 1);
    const against = ({ ms }: Measured) => median(ms) / median(plain.ms);
    const took = ({ ms }: Measured) => `${median(ms).toFixed(0)} against ${median(plain.ms).toFixed(0)} ms`;
    return [
      {
        what: `1,000,000 rows to points / plain PapaParse (${took(points)})`,
        figure: against(points),
        budget: 1.3,
        unit: "x",
      },
      {
        what: `1,000,000 rows uploaded and stored / plain PapaParse (${took(stored)})`,
        figure: against(stored),
        budget: 1.3,
        unit: "x",
      },
      {
        what: "1,000,000 rows stored, memory of the server",
        figure: once.megabytes,
        budget: 250,
        unit: "MB",
      },
      { what: "1,000,000 rows stored, event loop waits, p99", figure: once.waitedMs, budget: 50, unit: "ms" },
      {
        what: "1,000,000 rows to points, memory of the process",
        figure: megabytes,
        budget: 250,
        unit: "MB",
      },
    ];
  } finally {
    rmSync(path, { force: true });
  }
}

async function measure(how: "plain" | "points" | "stored", path: string, passes: number): Promise<Measured> {
  const child = fileURLToPath(new URL("read-million-rows-child.ts", import.meta.url));
  const { stdout } = await run(process.execPath, ["--import", "tsx", child, how, path, String(passes)]);
  return JSON.parse(stdout) as Measured;
}

function writeRows(path: string): void {
  const file = openSync(path, "w");
  let text =
    "metric,value,unit,model,system,system_version,hardware,precision,batch,input_tokens,run,measured_at\n";
  for (let run = 0; run < 500; run++) {
    for (let i = 0; i < 2000; i++) text += rowOf(i, run);
    writeSync(file, text);
    text = "";
  }
  closeSync(file);
}

function rowOf(i: number, run: number): string {
  const value = (100 + i + ((i * 7919 + run * 104729) % 1000) / 100).toFixed(3);
  const measured = i % 2 === 0 ? `output_tokens_per_second,${value},tok/s` : `ttft,${value},ms`;
  const at = `2026-01-02T03:${String(run % 60).padStart(2, "0")}:00Z`;
  return `${measured},model-${i % 20}-7b-chat,system-${i % 8},0.6.${i % 7},accelerator-${i % 5},bf16,${1 + (i >> 1)},1024,run-${run},${at}\n`;
}
