import type { Case } from "./case";
import type { Locator } from "./locator";
import type { Stats } from "./point";

/** One change made to a number on the way from the file to the point, e.g. from `0.045 s` to `45 ms` by `× 1000`. */
export interface Conversion {
  from: string;
  to: string;
  /** What was done, in words or arithmetic: `× 1000`, `population sd → sample sd, n = 200`. */
  by: string;
}

/** What a file says of itself beside its numbers. Null where it says nothing; nothing is guessed. */
export interface Context {
  tool: string | null;
  tool_version: string | null;
  command: string | null;
  git_commit: string | null;
  measured_at: string | null;
  /** From the first request to the end of the last, with its unit: `58.30 s`. Of runs that hold all their requests. */
  run_duration: string | null;
  host: string | null;
  driver: string | null;
  image: string | null;
  /** The document a claim was printed in, and the place there. */
  source: string | null;
  source_locator: string | null;
}

export const contextFields = [
  "tool",
  "tool_version",
  "command",
  "git_commit",
  "measured_at",
  "run_duration",
  "host",
  "driver",
  "image",
  "source",
  "source_locator",
] as const satisfies readonly (keyof Context)[];

export function emptyContext(): Context {
  return { ...nothingSaid };
}

/** Copied whole, so that all contexts are of one class to V8. */
const programFields = new Set<keyof Context>(["git_commit", "tool_version", "image", "driver"]);

/** Whether what was measured is another program at each of the field's texts. */
export function isProgram(field: keyof Context): boolean {
  return programFields.has(field);
}

const nothingSaid = Object.fromEntries(contextFields.map((field) => [field, null])) as unknown as Context;

/** Where a number came from inside its file, the text as written there, and what was done to it. */
export interface Place {
  locator: Locator;
  raw: string;
  conversions: Conversion[];
}

/** The place of a point's value, and of those of its statistics that stand in cells of their own. */
export interface Provenance extends Place {
  /** Absent where every statistic was computed from samples, or none but the value is stated. */
  statistics?: Partial<Record<keyof Stats, Place>>;
  /** What the header of a rate, memory or arithmetic leaves open and was concluded: `output or total is not said; …`. Absent where nothing was. */
  assumed?: string;
}

/** Where a statistic stands: its own cell where it has one, else that of the value. */
export function placeOf(provenance: Provenance, statistic: keyof Stats): Place {
  return provenance.statistics?.[statistic] ?? provenance;
}

/** A point (and its runs) with the place of one of its statistics as its own: where that number stands in the file. */
export function placedAt<P extends { provenance: Provenance; runs: readonly { provenance: Provenance }[] }>(
  point: P,
  statistic: keyof Stats,
): P {
  const at = <T extends { provenance: Provenance }>(of: T): T => {
    return { ...of, provenance: { ...of.provenance, ...placeOf(of.provenance, statistic) } };
  };
  return { ...at(point), runs: point.runs.map(at) };
}

const asked: { name: string; stated: (of: Case, context: Context) => boolean }[] = [
  { name: "model", stated: (of) => of.model !== null },
  { name: "system", stated: (of) => of.system !== null },
  { name: "system version", stated: (of) => of.system_version !== null },
  { name: "hardware", stated: (of) => of.hardware !== null },
  { name: "accelerator count", stated: (of) => of.accelerators !== null },
  { name: "precision", stated: (of) => of.precision !== null || of.quantization !== null },
  {
    name: "load",
    stated: (of) =>
      of.batch !== null ||
      of.concurrency !== null ||
      of.request_rate !== null ||
      of.extra["load_mode"] !== undefined,
  },
  { name: "tokens in and out", stated: (of) => of.input_tokens !== null && of.output_tokens !== null },
  { name: "command", stated: (_, context) => context.command !== null },
  { name: "date", stated: (_, context) => context.measured_at !== null },
];

/** How much of a setup is stated: `7 of 10 fields`, and the names of the missing ones. */
export function completeness(
  of: Case,
  context: Context,
): { stated: number; asked: number; missing: string[] } {
  const missing = asked.filter((field) => !field.stated(of, context)).map((field) => field.name);
  return { stated: asked.length - missing.length, asked: asked.length, missing };
}
