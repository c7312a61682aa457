import { execFile } from "node:child_process";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { build } from "esbuild";
import { median, type Figure } from "./figure";

const run = promisify(execFile);

/** A plain pass of PapaParse; to points; a received file to its commit; the whole way of an upload. */
export type Way = "plain" | "points" | "stored" | "uploaded";

/** What the child process tells of one way of reading the file. */
export interface Measured {
  /** Processor time of each pass. */
  ms: number[];
  /** The most memory that the process held. */
  megabytes: number;
  /** How long the thread that answers requests had to wait, 99th percentile. */
  waitedMs: number;
}

/** Passes of a process, of which the median counts: the first ones run before any of their code is compiled. */
const passes = 5;

/**
 * A million rows of Whisker's own CSV (about 100 MB: 2,000 cases of 500 runs) to points, from a received file to its
 * commit, and on the whole way of an upload (received and hashed as well), against PapaParse streaming through the same
 * file and keeping nothing. Each in a process of its own, as processor time, since other work on the machine would decide
 * a race of clocks.
 */
export async function readMillionRows(): Promise<Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), "whisker-million-rows-"));
  const path = join(folder, "rows.csv");
  const mixedPath = join(folder, "mixed.csv");
  const widePath = join(folder, "wide.csv");
  try {
    writeRows(path);
    writeMixedRows(mixedPath);
    writeWideRows(widePath);
    await bundleChild();
    const mixedPlain = await measure("plain", mixedPath);
    const mixed = await measure("points", mixedPath);
    const widePlain = await measure("plain", widePath);
    const wide = await measure("points", widePath);
    const plain = await measure("plain", path);
    const points = await measure("points", path);
    const { megabytes } = await measure("points", path, 1);
    const stored = await measure("stored", path);
    const uploaded = await measure("uploaded", path);
    const once = await measure("uploaded", path, 1);
    const against = ({ ms }: Measured, of = plain) => median(ms) / median(of.ms);
    const took = ({ ms }: Measured, of = plain) =>
      `${median(ms).toFixed(0)} against ${median(of.ms).toFixed(0)} ms`;
    return [
      {
        what: `1,000,000 rows to points / plain PapaParse (${took(points)})`,
        figure: against(points),
        budget: 1.3,
        unit: "x",
      },
      {
        what: `the same with quotes and in no order (${took(mixed, mixedPlain)})`,
        figure: against(mixed, mixedPlain),
        budget: 1.3,
        unit: "x",
      },
      {
        what: `1,000,000 rows of a table with three metrics (${took(wide, widePlain)})`,
        figure: against(wide, widePlain),
        budget: 1.3,
        unit: "x",
      },
      {
        what: `1,000,000 rows of a received file, to their commit / plain PapaParse (${took(stored)})`,
        figure: against(stored),
        budget: 1.3,
        unit: "x",
      },
      {
        what: `1,000,000 rows uploaded and stored / plain PapaParse (${took(uploaded)})`,
        figure: against(uploaded),
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
    rmSync(folder, { recursive: true, force: true });
    rmSync(bundledChild, { force: true });
  }
}

const root = resolve(import.meta.dirname, "../..");
/** Where what it imports from packages is found. */
const bundledChild = join(root, "node_modules", ".cache", `whisker-bench-${process.pid}.mjs`);

/** As the server and its worker run: a loader that translates module by module alone would hold 100 MB. */
async function bundleChild(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: ["scripts/bench/read-million-rows-child.ts"],
    outfile: bundledChild,
    ...{ bundle: true, format: "esm", platform: "node", target: "node20.9", packages: "external" },
    logLevel: "silent",
  });
}

async function measure(way: Way, path: string, times = passes): Promise<Measured> {
  const { stdout } = await run(process.execPath, [bundledChild, way, path, String(times)], { cwd: root });
  return JSON.parse(stdout) as Measured;
}

/** A million rows of Whisker's own CSV: 2,000 setups, 500 runs of each, in the order of the runs. */
export function writeRows(path: string): void {
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

/** As many rows of 3,456 setups in no order, a quarter of them with a comma in quotes, and some with quotes in them. */
function writeMixedRows(path: string): void {
  const file = openSync(path, "w");
  const runs = new Map<number, number>();
  let seed = 1;
  let text = "metric,value,unit,model,system,hardware,precision,batch,input_tokens,run,measured_at\n";
  for (let row = 0; row < 1_000_000; row++) {
    // The minimal standard generator of Park and Miller.
    seed = (seed * 48271) % 2147483647;
    const setup = seed % 3456;
    const run = (runs.get(setup) ?? 0) + 1;
    runs.set(setup, run);
    text += mixedRowOf(setup, run, (100 + (seed % 90_000) / 100).toFixed(4), row);
    if (text.length < 1_000_000 && row < 999_999) continue;
    writeSync(file, text);
    text = "";
  }
  closeSync(file);
}

/** As many rows of a table nobody's, 1,080 setups in no order with three metrics each: a fifth of the names are in quotes. */
function writeWideRows(path: string): void {
  const file = openSync(path, "w");
  const runs = new Map<number, number>();
  let seed = 1;
  let text =
    "model,hardware,framework,precision,batch_size,input_tokens,output_tokens,run,ttft_ms,tokens_per_s,e2e_latency_ms,timestamp\n";
  for (let row = 0; row < 1_000_000; row++) {
    seed = (seed * 48271) % 2147483647;
    const setup = seed % 1080;
    const run = (runs.get(setup) ?? 0) + 1;
    runs.set(setup, run);
    text += wideRowOf(setup, run, seed, row);
    if (text.length < 1_000_000 && row < 999_999) continue;
    writeSync(file, text);
    text = "";
  }
  closeSync(file);
}

function wideRowOf(setup: number, run: number, seed: number, row: number): string {
  const name = `model-${setup % 27}`;
  const model = setup % 27 < 21 ? name : setup % 27 === 26 ? `"${name} ""chat"""` : `"org/${name}, chat"`;
  const of = `${model},accelerator-${setup % 5},vLLM 0.11,fp8,${1 << (setup % 8)},1024,${128 + setup}`;
  const [ttft, rate, latency] = [100, 7, 13].map((of) => (10 + ((seed / of) % 9000) / 10).toFixed(2));
  const at = `2026-01-02T03:${String(row % 60).padStart(2, "0")}:00Z`;
  return `${of},run-${run},${ttft},${rate},${latency},${at}\n`;
}

function mixedRowOf(setup: number, run: number, value: string, row: number): string {
  const [metric, unit] = setup % 2 === 0 ? ["output_tokens_per_second", "tok/s"] : ["ttft", "ms"];
  const name = `model-${setup % 27}`;
  const model = setup % 4 < 3 ? name : setup % 32 === 3 ? `"${name} ""chat"""` : `"${name}, Instruct"`;
  const at = `2026-01-02T03:${String(row % 60).padStart(2, "0")}:00Z`;
  return `${metric},${value},${unit},${model},vLLM 0.11,accelerator-${setup % 5},fp8,${1 + setup},1024,run-${run},${at}\n`;
}

function rowOf(i: number, run: number): string {
  const value = (100 + i + ((i * 7919 + run * 104729) % 1000) / 100).toFixed(3);
  const measured = i % 2 === 0 ? `output_tokens_per_second,${value},tok/s` : `ttft,${value},ms`;
  const at = `2026-01-02T03:${String(run % 60).padStart(2, "0")}:00Z`;
  return `${measured},model-${i % 20}-7b-chat,system-${i % 8},0.6.${i % 7},accelerator-${i % 5},bf16,${1 + (i >> 1)},1024,run-${run},${at}\n`;
}
