// Readings of `nvidia-smi --query-gpu=… --format=csv -l`: one row for each GPU and time, units in header and cells
// (`power.draw [W]`, `76.10 W`; with `nounits` in the header alone). Rows of one time are summed over the GPUs for power;
// the mean is that over times, its spread one within the run. The file does not say which of its times are the benchmark's.
// Described at: https://docs.nvidia.com/deploy/nvidia-smi/index.html
import { emptyExtra } from "../points/case";
import { customMetricId } from "../points/metrics";
import type { Samples } from "../points/point";
import { shortText } from "../points/short-text";
import type { Draft } from "../runs/draft";
import { statsOf } from "../runs/stats-of";
import { checkedDraft } from "./checked-metric";
import type { Importer, Reading } from "./importer";
import { DeviceTicks, type DeviceReadings } from "./nvidia-smi-ticks";
import { ProblemList } from "./problem-list";
import { emptySetup, type Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";
import { repeatedNote, tableHead, tooWide, visitRows, type TableHead } from "./table-text";

export const nvidiaSmi: Importer = {
  id: "nvidia-smi",
  label: "nvidia-smi readings (CSV)",
  version: "1",
  recognises: (file) => isReadings(tableHead(file)),
  read(file): Reading {
    const table = tableHead(file)!;
    const problems = new ProblemList();
    if (tooWide(table, problems)) return { drafts: [], problems: problems.list(), columns: [], notes: [] };
    return readReadings(table.headers, problems, (see) => visitRows(file, table, problems, see));
  },
};

/** How a column's readings of one time become one: power and memory add up over the GPUs, the others have a mean. */
interface Kind {
  metric: string;
  unit: string;
  over: "sum" | "mean";
}

const power: Kind = { metric: "power", unit: "W", over: "sum" };
const kinds: Readonly<Record<string, Kind>> = {
  "power.draw": power,
  "power.draw.average": { ...power, metric: customMetricId("power.draw.average") },
  "power.draw.instant": { ...power, metric: customMetricId("power.draw.instant") },
  "memory.used": { metric: customMetricId("GPU memory in use, all GPUs"), unit: "MiB", over: "sum" },
  "utilization.gpu": { metric: customMetricId("GPU utilization"), unit: "%", over: "mean" },
  "utilization.memory": { metric: customMetricId("GPU memory utilization"), unit: "%", over: "mean" },
  "temperature.gpu": { metric: customMetricId("GPU temperature"), unit: "°C", over: "mean" },
  "temperature.memory": { metric: customMetricId("GPU memory temperature"), unit: "°C", over: "mean" },
  "clocks.sm": { metric: customMetricId("SM clock"), unit: "MHz", over: "mean" },
  "clocks.mem": { metric: customMetricId("GPU memory clock"), unit: "MHz", over: "mean" },
};

const synonyms = new Map([
  ["clocks.current.sm", "clocks.sm"],
  ["clocks.current.memory", "clocks.mem"],
]);

/** The name that nvidia-smi's query has for a column, and the unit in its header. */
function columnOf(header: string): { name: string; unit: string | null } {
  const [, name = header, unit = null] = /^(.*?)\s*\[(.*)\]$/.exec(header) ?? [];
  const lower = name.trim().toLowerCase();
  return { name: synonyms.get(lower) ?? lower, unit };
}

/** Only nvidia-smi writes names with dots such as these. */
function isReadings(table: TableHead | null): boolean {
  return (
    table?.headers.some((header) =>
      /^(?:power\.draw(?:\.\w+)?|memory\.used|utilization\.gpu)$/.test(columnOf(header).name),
    ) ?? false
  );
}

const deviceNames = ["index", "gpu_uuid", "uuid", "gpu_bus_id", "pci.bus_id", "gpu_serial", "serial"];

/** Shows each row of readings with its line, and says what was found of them all. */
type VisitReadings = (see: (fields: string[], line: number) => void) => { repeated: number[]; lines: number };

/**
 * What rows of readings say, one for each device and time.
 *
 * @param headers in the names of nvidia-smi's queries, with units in brackets
 */
export function readReadings(
  headers: readonly string[],
  problems: ProblemList,
  visit: VisitReadings,
): Reading {
  const columns = headers.map((header, column) => ({ ...columnOf(header), column }));
  const named = (name: string) => columns.findIndex((column) => column.name === name);
  const device = deviceNames.map(named).find((column) => column >= 0) ?? -1;
  const ticks = new DeviceTicks(columns.filter(({ name }) => Object.hasOwn(kinds, name)));
  const said = new Said(columns);
  const { repeated, lines } = visit((fields, line) => {
    ticks.add(device < 0 ? "" : fields[device]!.trim(), fields, line);
    said.add(fields);
  });
  const setup = said.setup(ticks.devices);
  reportCutTicks(ticks, problems);
  const drafts = ticks.readings.flatMap((each) => draftsOf(each, ticks, setup, problems));
  return { drafts, problems: problems.list(), columns: [], lines, notes: notesOn(headers, ticks, repeated) };
}

/** What the rows say of the GPUs and their driver. */
class Said {
  private readonly hardware = new Set<string>();
  private driver: string | null = null;
  private start: string | null = null;

  constructor(private readonly columns: readonly { name: string; column: number }[]) {}

  add(fields: readonly string[]): void {
    for (const { name, column } of this.columns) {
      const text = fields[column]!.trim();
      if (name === "name" || name === "gpu_name") this.hardware.add(shortText(text, 200));
      else if (name === "driver_version") this.driver ??= shortText(text, 200);
      else if (name === "timestamp") this.start ??= isoOf(text);
    }
  }

  setup(devices: number): Setup {
    const setup = emptySetup();
    setup.context.tool = "nvidia-smi";
    setup.context.driver = this.driver;
    setup.context.measured_at = this.start;
    setup.case.hardware = [...this.hardware].join(" + ") || null;
    setup.case.accelerators = devices > 0 ? devices : null;
    return setup;
  }
}

/** `2026/01/02 03:04:05.678`, local time of an unnamed zone. */
function isoOf(text: string): string | null {
  const parts = /^(\d{4})\/(\d{2})\/(\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$/.exec(text);
  return parts ? `${parts.slice(1, 4).join("-")}T${parts[4]}` : null;
}

function reportCutTicks({ lines, sizes, devices }: DeviceTicks, problems: ProblemList): void {
  sizes.forEach((size, i) => {
    if (size === devices) return;
    const found = `rows of ${size} of ${devices} GPUs at this time`;
    problems.add({ line: lines[i]! }, found, `rows of all ${devices} GPUs; this time is left out`);
  });
}

function draftsOf(of: DeviceReadings, ticks: DeviceTicks, setup: Setup, problems: ProblemList): Draft[] {
  const kind = kinds[of.name]!;
  const stated = [overTicks(of, kind, ticks), ...(of.name === "memory.used" ? [peakOf(of)] : [])];
  return stated.flatMap((each) => {
    if (each === null) return [];
    const checked = checkedDraft(kind === power ? withScope(setup) : setup, each);
    problems.addAll(checked.problems);
    return checked.draft ?? [];
  });
}

function withScope(setup: Setup): Setup {
  return { ...setup, case: { ...setup.case, extra: Object.assign(emptyExtra(), { power_scope: "device" }) } };
}

/** One value a tick. A tick in which a GPU has no number (`[N/A]`) or no row is none. */
function overTicks(of: DeviceReadings, kind: Kind, { lines, devices }: DeviceTicks): StatedMetric | null {
  if (of.first === null) return null;
  const { metric } = kind;
  const unit = of.unit ?? kind.unit;
  const locator = { line: of.first.line, column: of.column + 1 };
  const whole = lines.flatMap((_, i) => (of.counts[i] === devices ? [i] : []));
  const values = whole.map((i) => (kind.over === "sum" ? of.sums[i]! : of.sums[i]! / devices));
  const { mean, sd } = statsOf(values);
  if (mean === null) {
    const { raw, line } = of.blank ?? of.first;
    return { metric, unit, cells: { mean: { value: null, raw, locator: { ...locator, line } } } };
  }
  const over = devices === 1 ? "" : `${kind.over} over ${devices} GPUs at each time, then `;
  const cell: StatedCell = {
    value: mean,
    ...{ raw: of.first.raw, locator },
    conversions: [{ from: `${whole.length} times`, to: `${mean} ${unit}`, by: `${over}mean over the times` }],
  };
  const samples: Samples = {
    values,
    at: whole.map((i) => lines[i]!),
    ...{ pointer: null, column: of.column + 1, varies: "within-run" },
  };
  return {
    ...{ metric, unit, cells: { mean: cell }, n: values.length },
    ...{ samples: sd === null ? null : samples, varies: "within-run" },
  };
}

/** The most memory that any one GPU had in use. */
function peakOf({ largest, unit, column }: DeviceReadings): StatedMetric | null {
  if (largest === null) return null;
  const cell = {
    value: largest.value,
    raw: largest.raw,
    locator: { line: largest.line, column: column + 1 },
  };
  return { metric: "peak_memory", unit: unit ?? "MiB", cells: { mean: cell }, n: 1 };
}

function notesOn(headers: readonly string[], ticks: DeviceTicks, repeated: readonly number[]): string[] {
  const notes = [
    "The file does not say when the benchmark began and ended: all its times are averaged, idle ones included.",
  ];
  if (ticks.devices > 1)
    notes.push(
      `Power is the sum over ${ticks.devices} GPUs at each time; utilization, clocks and temperatures are means over them.`,
    );
  const gaps = ticks.readings.filter(({ counts }) => counts.some((count, i) => count < ticks.sizes[i]!));
  for (const { name, counts } of gaps) {
    const times = counts.filter((count, i) => count < ticks.sizes[i]!).length;
    notes.push(`${name} has no number at ${times} of ${counts.length} times, which are left out of it.`);
  }
  if (ticks.readings.some(({ name }) => name === "memory.used"))
    notes.push("Peak memory is the most that any one GPU had in use.");
  const known = headers.filter((header) => isKnown(columnOf(header).name));
  const unread = headers.filter((header) => !known.includes(header));
  if (unread.length > 0) notes.push(`Columns that are not read: ${unread.slice(0, 20).join(", ")}.`);
  if (repeated.length > 0) notes.push(repeatedNote(repeated));
  return notes;
}

function isKnown(name: string): boolean {
  return (
    Object.hasOwn(kinds, name) ||
    deviceNames.includes(name) ||
    ["timestamp", "name", "gpu_name", "driver_version"].includes(name)
  );
}
