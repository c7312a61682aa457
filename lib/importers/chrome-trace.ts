// Traces of GPU work in Chrome's format: torch.profiler (export_chrome_trace; category "kernel", older "Kernel"), JAX and
// TensorFlow (threads "Stream #…" of a process "/device:GPU:…"). Durations are µs. What is read is the time of all kernels
// by what they do: evidence beside other points. Kernels of several streams overlap, so that a sum may exceed the clock's time.
// Format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
import { customMetricId } from "../points/metrics";
import { emptyStats } from "../points/point";
import type { Draft } from "../runs/draft";
import { headFacts, headText, textChunks } from "./decode";
import type { Importer, Reading } from "./importer";
import { kernelCategory } from "./kernel-category";
import { ProblemList } from "./problem-list";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { framed } from "./stated-metric";
import { visitTrace, type TraceEnd } from "./trace-events";

export const chromeTrace: Importer = {
  id: "chrome-trace",
  label: "Chrome trace (torch.profiler and others)",
  version: "1",
  recognises: (file) => {
    const head = headText(file) ?? "";
    if (/^\s*\{/.test(head) && /"traceEvents"\s*:\s*\[/.test(head)) return true;
    return /^\s*\[\s*\{/.test(head) && /"ph"\s*:\s*"[A-Za-z]"/.test(head) && /"(?:ts|pid)"\s*:/.test(head);
  },
  read: readTrace,
};

/** Time and number of the kernels of one category. */
interface Sum {
  micros: number;
  count: number;
  first: number;
}

interface Seen {
  sums: Map<string, Sum>;
  devices: Set<string>;
  steps: Set<string>;
  /** Names of processes and threads, by pid and by pid and tid. */
  processes: Map<string, string>;
  threads: Map<string, string>;
}

function readTrace(file: SourceFile): Reading {
  const problems = new ProblemList();
  const seen: Seen = {
    sums: new Map(),
    devices: new Set(),
    steps: new Set(),
    processes: new Map(),
    threads: new Map(),
  };
  const facts = headFacts(file)!;
  const end = visitTrace(textChunks(file, facts), {
    event: (event, index) => take(seen, event, index, problems),
    broken: (index, text) => problems.add(placeOf(index), text, "an event in JSON"),
  });
  if (!end.isWhole) {
    const expected = `a closing bracket; the ${end.events} complete events before it are read`;
    problems.add(placeOf(end.events), "the end of the file", expected);
  }
  const drafts = draftsOf(seen, end);
  if (drafts.length === 0) {
    const expected = "events of GPU kernels: the trace of a profiler that saw the GPU";
    problems.add(null, `a trace of ${end.events} events, none of them a GPU kernel`, expected);
  }
  return { drafts, problems: problems.list(), columns: [], notes: drafts.length > 0 ? [sumNote] : [] };
}

const sumNote =
  "GPU kernel time is the sum of the kernels' own durations over the whole trace, by their names; kernels on several streams overlap.";

function placeOf(index: number) {
  return { pointer: `/traceEvents/${index}` };
}

type Fields = Record<string, unknown>;

function fieldsOf(value: unknown): Fields {
  return typeof value === "object" && value !== null ? (value as Fields) : {};
}

function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

function take(seen: Seen, event: unknown, index: number, problems: ProblemList): void {
  const { ph, name, cat, pid, tid, dur, args } = fieldsOf(event);
  if (ph === "M") return takeName(seen, fieldsOf(event));
  if (ph !== "X") return;
  const [, step] = /^ProfilerStep#(\d+)/.exec(textOf(name)) ?? [];
  if (step !== undefined) seen.steps.add(step);
  const category = categoryOf(seen, textOf(cat), textOf(name), textOf(pid), textOf(tid));
  if (category === null) return;
  const micros = typeof dur === "number" ? dur : Number.NaN;
  if (!(micros >= 0 && Number.isFinite(micros)))
    return problems.add(placeOf(index), `dur ${textOf(dur) || "missing"}`, "a duration in µs, 0 or more");
  const sum = seen.sums.get(category) ?? { micros: 0, count: 0, first: index };
  seen.sums.set(category, { ...sum, micros: sum.micros + micros, count: sum.count + 1 });
  seen.devices.add(textOf(fieldsOf(args)["device"]) || textOf(pid));
}

function takeName(seen: Seen, { name, pid, tid, args }: Fields): void {
  const text = textOf(fieldsOf(args)["name"]);
  if (name === "process_name") seen.processes.set(textOf(pid), text);
  if (name === "thread_name") seen.threads.set(`${textOf(pid)} ${textOf(tid)}`, text);
}

const copies = new Map([
  ["gpu_memcpy", "memory copy"],
  ["memcpy", "memory copy"],
  ["gpu_memset", "memory set"],
  ["memset", "memory set"],
]);

/** What a GPU did in an event; null for an event of the host, or an annotation that covers others. */
function categoryOf(seen: Seen, cat: string, name: string, pid: string, tid: string): string | null {
  const kind = cat.toLowerCase();
  const copy = copies.get(kind);
  if (copy !== undefined) return copy;
  if (kind === "kernel" || pid === "CUDA functions") return kernelCategory(name);
  if (kind !== "" || !seen.processes.get(pid)?.startsWith("/device:GPU")) return null;
  if (!/^Stream #/.test(seen.threads.get(`${pid} ${tid}`) ?? "")) return null;
  return /^Memcpy|^Memset/i.test(name)
    ? /^Memset/i.test(name)
      ? "memory set"
      : "memory copy"
    : kernelCategory(name);
}

function draftsOf(seen: Seen, end: TraceEnd): Draft[] {
  if (seen.sums.size === 0) return [];
  const setup = setupOf(seen, end);
  const byTime = Array.from(seen.sums).sort(([, a], [, b]) => b.micros - a.micros);
  const all = byTime.reduce<Sum>(
    (sum, [, { micros, count, first }]) => ({
      micros: sum.micros + micros,
      count: sum.count + count,
      first: Math.min(sum.first, first),
    }),
    { micros: 0, count: 0, first: Infinity },
  );
  return [["all", all] as const, ...byTime].map(([category, sum]) => draftOf(setup, category, sum));
}

function draftOf(setup: Setup, category: string, { micros, count, first }: Sum): Draft {
  const value = micros / 1000;
  const from = `dur of ${count} ${count === 1 ? "event" : "events"}, ${micros} µs in all`;
  return {
    ...framed(setup),
    metric: customMetricId(`GPU kernel time: ${category}`),
    unit: "ms",
    value,
    statistic: "mean",
    stats: { ...emptyStats(), n: 1 },
    samples: null,
    varies: "not-stated",
    provenance: {
      locator: placeOf(first),
      raw: `${count} ${count === 1 ? "event" : "events"}, of which this is the first`,
      conversions: [{ from, to: `${value} ms`, by: "their sum ÷ 1000" }],
    },
  };
}

/** Paths, host names and times of the trace are left out. */
function setupOf(seen: Seen, { around }: TraceEnd): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  const devices = Array.isArray(around["deviceProperties"]) ? around["deviceProperties"].map(fieldsOf) : [];
  const used = devices.filter(({ id }) => seen.devices.has(textOf(id)));
  const names = new Set((used.length > 0 ? used : devices).map(({ name }) => textOf(name)).filter(Boolean));
  of.hardware = names.size > 0 ? [...names].join(", ") : null;
  of.accelerators = seen.devices.size;
  if (seen.steps.size > 0) of.extra["profiled_steps"] = String(seen.steps.size);
  const group = fieldsOf(around["distributedInfo"]);
  for (const key of ["rank", "world_size", "backend"]) {
    const text = textOf(group[key]);
    if (text !== "") of.extra[key === "backend" ? "communication_backend" : key] = text;
  }
  for (const key of ["record_shapes", "with_stack", "profile_memory"]) {
    const text = textOf(around[key]);
    if (text !== "") of.extra[key] = text;
  }
  context.tool = devices.length > 0 || "schemaVersion" in around ? "torch.profiler" : null;
  context.driver = textOf(around["cuda_driver_version"]) || null;
  return setup;
}
