import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { closeSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build } from "esbuild";
import { median, type Figure } from "./figure";

/** A plain pass of PapaParse; to points; a received file to its commit; the whole way of an upload. */
export type Way = "plain" | "points" | "stored" | "uploaded";

/** What the child process tells once it was asked for its last pass. */
export interface Held {
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
 * file and keeping nothing; and two less tidy files of as many rows. Each way has a process of its own, and takes turns with
 * PapaParse pass by pass, so that whatever else the machine does slows both; as processor time, since other work would
 * decide a race of clocks.
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
    return [
      ...(await againstPlain(path, {
        points: "1,000,000 rows to points / plain PapaParse",
        stored: "1,000,000 rows of a received file, to their commit / plain PapaParse",
        uploaded: "1,000,000 rows uploaded and stored / plain PapaParse",
      })),
      ...(await againstPlain(mixedPath, { points: "1,000,000 rows with quotes and in no order, to points" })),
      ...(await againstPlain(widePath, {
        points: "1,000,000 rows of a table with three metrics, to points",
      })),
      ...(await heldFigures(path)),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
    rmSync(bundledChild, { force: true });
  }
}

async function againstPlain(
  path: string,
  named: Partial<Record<Exclude<Way, "plain">, string>>,
): Promise<Figure[]> {
  const ways = Object.keys(named) as (keyof typeof named)[];
  const children = (["plain", ...ways] as const).map((way) => new Child(way, path));
  const ms: number[][] = children.map(() => []);
  for (let pass = 0; pass < passes; pass++)
    for (const [i, child] of children.entries()) ms[i]!.push(await child.pass());
  for (const child of children) await child.end();
  const [plain, ...others] = ms as [number[], ...number[][]];
  return others.map((own, i) => ({
    what: `${named[ways[i]!]!} (${median(own).toFixed(0)} against ${median(plain).toFixed(0)} ms)`,
    figure: median(own.map((each, pass) => each / plain[pass]!)),
    budget: 1.3,
    unit: "x",
  }));
}

/** Of a single pass each: what a process needs at most does not fall with the next. */
async function heldFigures(path: string): Promise<Figure[]> {
  const [server, reading] = [new Child("uploaded", path), new Child("points", path)];
  await server.pass();
  const stored = await server.end();
  await reading.pass();
  const { megabytes } = await reading.end();
  return [
    {
      what: "1,000,000 rows stored, memory of the server",
      figure: stored.megabytes,
      budget: 250,
      unit: "MB",
    },
    { what: "1,000,000 rows stored, event loop waits, p99", figure: stored.waitedMs, budget: 50, unit: "ms" },
    { what: "1,000,000 rows to points, memory of the process", figure: megabytes, budget: 250, unit: "MB" },
  ];
}

/** A process that reads one file in one way, a pass whenever it is asked. */
class Child {
  private readonly process: ChildProcess;
  private readonly failed: Promise<never>;

  constructor(way: Way, path: string) {
    // Without the loader that this process needs.
    this.process = fork(bundledChild, [way, path], { cwd: root, execArgv: [] });
    this.failed = once(this.process, "exit").then(([code]) => {
      throw new Error(`The process that reads ${path} (${way}) ended with ${code}.`);
    });
    this.failed.catch(() => {});
  }

  /** @returns its processor time, in ms */
  pass(): Promise<number> {
    return this.ask<number>("pass");
  }

  async end(): Promise<Held> {
    const held = await this.ask<Held>("end");
    this.process.kill();
    return held;
  }

  private async ask<T>(what: "pass" | "end"): Promise<T> {
    const answer = once(this.process, "message");
    this.process.send(what);
    const [told] = (await Promise.race([answer, this.failed])) as [T];
    return told;
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
