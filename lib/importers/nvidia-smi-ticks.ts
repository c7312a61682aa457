/** A column of readings: its name without the unit, and where it stands (0-based). */
export interface ReadingColumn {
  name: string;
  column: number;
}

/** What one column holds over all ticks. */
export interface DeviceReadings extends ReadingColumn {
  /** As its header or its first cell says; null where neither does. */
  unit: string | null;
  /** One a tick: the sum over its devices, and how many of them had a number. */
  sums: number[];
  counts: number[];
  /** The largest reading of any one device. */
  largest: { value: number; raw: string; line: number } | null;
  /** The first cell, whatever it says. */
  first: { raw: string; line: number } | null;
  /** The first cell that holds no number. */
  blank: { raw: string; line: number } | null;
}

const reading = /^([+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(\S+)?$/;

/**
 * Readings of several devices as ticks. nvidia-smi writes one row for each device, all devices, then again: a tick ends
 * where a device comes that it holds already. (Rows of one tick may differ in their time by milliseconds.)
 */
export class DeviceTicks {
  /** The line of the first row of each tick, and how many devices it has. */
  readonly lines: number[] = [];
  readonly sizes: number[] = [];
  readonly readings: DeviceReadings[];
  private seen = new Set<string>();

  constructor(columns: readonly (ReadingColumn & { unit: string | null })[]) {
    this.readings = columns.map((column) => ({
      ...{ ...column, sums: [], counts: [] },
      ...{ largest: null, first: null, blank: null },
    }));
  }

  /** How many devices the file is of: those of its fullest tick. */
  get devices(): number {
    return this.sizes.reduce((most, size) => Math.max(most, size), 0);
  }

  add(device: string, fields: readonly string[], line: number): void {
    if (this.seen.size === 0 || this.seen.has(device)) this.begin(line);
    this.seen.add(device);
    const at = this.lines.length - 1;
    this.sizes[at]!++;
    for (const each of this.readings) addCell(each, fields[each.column]!.trim(), line, at);
  }

  private begin(line: number): void {
    this.seen = new Set();
    this.lines.push(line);
    this.sizes.push(0);
    for (const { sums, counts } of this.readings) {
      sums.push(0);
      counts.push(0);
    }
  }
}

function addCell(of: DeviceReadings, raw: string, line: number, at: number): void {
  of.first ??= { raw, line };
  const [, digits, unit] = reading.exec(raw) ?? [];
  if (digits === undefined) {
    of.blank ??= { raw, line };
    return;
  }
  of.unit ??= unit ?? null;
  if (unit !== undefined && unit !== of.unit) return;
  const value = Number(digits);
  of.sums[at]! += value;
  of.counts[at]!++;
  if (of.largest === null || value > of.largest.value) of.largest = { value, raw, line };
}
