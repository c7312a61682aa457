// The setup of a GuideLLM benchmark. Where it stands differs by version and between JSON and CSV: each fact comes as a list
// of places where it may stand, as plain values.
import { emptySetup, putCaseField, type Setup } from "./setup-field";
import { baseName, numberAt, textAt } from "./plain-path";

export interface GuidellmConfig {
  /** Objects with type_ or kind, streams, rate, max_concurrency; or its name alone: `constant@10.00`. */
  strategy: readonly unknown[];
  backend: readonly unknown[];
  data: readonly unknown[];
  constraints: readonly unknown[];
  version: string | null;
  /** Unix time in s. */
  start: number | null;
  /** The start as the CSV writes it, in local time of an unnamed zone. */
  startText?: string | null;
}

export interface GuidellmSetup extends Setup {
  /** False where the load is not said: such a benchmark is no repeat of another. */
  isLoadSaid: boolean;
}

/** The setup, without target, folders, seeds and ids of the run. */
export function guidellmSetup(config: GuidellmConfig): GuidellmSetup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  context.tool = "GuideLLM";
  context.tool_version = config.version;
  if (config.start !== null && config.start > 0 && config.start < 4e9)
    context.measured_at = new Date(config.start * 1000).toISOString();
  if (config.startText && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(config.startText))
    context.measured_at ??= config.startText.replace(" ", "T");
  of.model = firstText(config.backend, ["model", "backend_model", "backend_kwargs.model"]);
  const kind = firstText(config.backend, ["kind", "type_", "backend_type", "backend"]);
  if (kind !== null && /^vllm/.test(kind)) of.system = "vLLM";
  const format = firstText(config.backend, ["request_format"]);
  if (format !== null) of.extra["request_format"] = format;
  putConstraints(setup, config.constraints);
  putData(setup, config.data);
  return { ...setup, isLoadSaid: putStrategy(setup, config.strategy) };
}

function firstText(values: readonly unknown[], paths: readonly string[]): string | null {
  for (const value of values) {
    const found = textAt(value, paths);
    if (found !== null) return found;
  }
  return null;
}

/** `synchronous`, `concurrent@16`, `constant@10.00`, as newer versions spell it too. */
const named = /^([a-z_]+)(?:@([\d.]+))?$/;

function putStrategy(setup: Setup, strategies: readonly unknown[]): boolean {
  const type = strategies.flatMap((each) => typeOf(each) ?? [])[0];
  if (type === undefined) return false;
  const { case: of } = setup;
  of.extra["strategy"] = type;
  const own = strategies.filter((each) => typeOf(each) === type);
  const number = (paths: string[]) =>
    own.flatMap((each) => numberAt(each, paths) ?? suffixOf(each) ?? [])[0] ?? null;
  const limit = own.flatMap((each) => numberAt(each, ["max_concurrency"]) ?? [])[0] ?? null;
  if (type === "synchronous") of.concurrency = 1;
  else if (type === "concurrent") of.concurrency = number(["streams", "max_concurrency"]);
  else if (type === "throughput") {
    of.extra["load_mode"] = "unbounded";
    of.concurrency = limit;
  } else {
    of.request_rate = number(["rate"]);
    of.concurrency = limit;
  }
  return of.concurrency !== null || of.request_rate !== null || type === "throughput";
}

function typeOf(strategy: unknown): string | null {
  if (typeof strategy === "string") return named.exec(strategy.trim())?.[1] ?? null;
  return textAt(strategy, ["type_", "kind"]);
}

function suffixOf(strategy: unknown): number | null {
  const text = typeof strategy === "string" ? named.exec(strategy.trim())?.[2] : undefined;
  return text === undefined ? null : Number(text);
}

const limits: readonly [name: string, paths: readonly string[]][] = [
  [
    "max_seconds",
    [
      "max_seconds",
      "max_duration",
      "max_seconds.max_duration",
      "max_seconds.args.seconds",
      "max_duration.seconds",
    ],
  ],
  [
    "max_requests",
    ["max_requests", "max_number", "max_requests.max_num", "max_requests.args.count", "max_number.max_num"],
  ],
];

/** How long a benchmark ran at most: a setting, as the number of prompts is elsewhere. */
function putConstraints({ case: of }: Setup, constraints: readonly unknown[]): void {
  const plain = constraints.flatMap((each) => (Array.isArray(each) ? each.map(byKind) : [each]));
  for (const [name, paths] of limits) {
    const value = plain.flatMap((each) => numberAt(each, paths) ?? [])[0];
    if (value !== undefined) of.extra[name] = String(value);
  }
}

/** `{kind: "max_requests", count: 10}` as `{max_requests: 10}`. */
function byKind(constraint: unknown): unknown {
  const kind = textAt(constraint, ["kind"]);
  const value = numberAt(constraint, ["count", "seconds", "duration", "max_num", "max_duration"]);
  return kind === null || value === null ? constraint : { [kind]: value };
}

function putData(setup: Setup, candidates: readonly unknown[]): void {
  for (const each of candidates.flatMap((data) => (Array.isArray(data) ? data : [data]))) {
    if (typeof each === "string" ? putDataText(setup, each) : putDataObject(setup, each)) return;
  }
}

/** `prompt_tokens=128,output_tokens=128`, the same as JSON, or the name or path of a dataset. */
function putDataText(setup: Setup, text: string): boolean {
  const list = /^\[\s*['"](.*?)['"]\s*(?:,.*)?\]$/.exec(text.trim());
  const inner = list?.[1] ?? text.trim();
  // An empty list, as GuideLLM writes a benchmark's data, names none.
  if (inner === "" || /^\[\s*\]$/.test(inner)) return false;
  const pairs = pairsOf(inner);
  if (pairs !== null) return putTokens(setup, pairs);
  setup.case.dataset_name ??= isPath(inner) ? baseName(inner) : inner.slice(0, 200);
  return true;
}

function isPath(text: string): boolean {
  return /^(?:[/.~\\]|[A-Za-z]:\\|\w+:\/\/)/.test(text);
}

function pairsOf(text: string): Map<string, string> | null {
  if (/^\s*\{/.test(text)) {
    try {
      return membersOf(JSON.parse(text));
    } catch {
      return null;
    }
  }
  if (!/^\s*\w+\s*=/.test(text)) return null;
  return new Map(
    text.split(",").map((pair) => pair.split("=", 2).map((part) => part.trim()) as [string, string]),
  );
}

function putDataObject(setup: Setup, data: unknown): boolean {
  const members = membersOf(data);
  if (members === null) return false;
  const source = textAt(data, ["source", "path", "dataset", "name", "data"]);
  if (source !== null) setup.case.dataset_name ??= isPath(source) ? baseName(source) : source.slice(0, 200);
  for (const key of ["kind", "source", "path", "dataset", "name", "data"]) members.delete(key);
  return putTokens(setup, members) || source !== null;
}

function membersOf(data: unknown): Map<string, string> | null {
  if (typeof data !== "object" || data === null || Array.isArray(data)) return null;
  const scalars = Object.entries(data).filter(([, value]) =>
    /^(?:string|number|boolean)$/.test(typeof value),
  );
  return new Map(scalars.map(([key, value]) => [key, String(value)]));
}

/** Lengths of synthetic prompts, and what else was asked of them. */
function putTokens({ case: of }: Setup, members: ReadonlyMap<string, string>): boolean {
  for (const [key, text] of members) {
    const field = key === "prompt_tokens" ? "input_tokens" : key === "output_tokens" ? "output_tokens" : null;
    if (field === null || !putCaseField(of, field, text)) of.extra[`data ${key}`] = text;
  }
  return members.size > 0;
}
