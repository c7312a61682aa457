// Columns whose cells hold two or three things each, as their headers say: `Prompt / Gen tok/s` over `1234 / 56.7`, and memory
// that is used of what there is: `71.4/80`. Each part becomes a column of its own.
import { readHeader } from "../points/headers";
import { findMetric } from "../points/metrics";
import { readMeasured, type MeasuredText } from "../points/measured-text";
import type { Problem } from "../points/problem";
import { listedParts, statisticListIn } from "../points/statistic-list";
import { findUnit } from "../points/units";
import { isMissingText, notationOf } from "../points/value-text";
import type { CellTable } from "./cell-table";
import { meaningWithin } from "./header-fixed";

/** A table of which each cell holds one thing, and what could not be divided. */
export interface Divided {
  table: CellTable;
  problems: Problem[];
  notes: string[];
}

interface Division {
  column: number;
  /** The headers of the parts. */
  headers: string[];
  /** What the header says of all its parts, where no part's own says it; else "". */
  unit: string;
}

/** A column of the divided table. */
interface Place {
  header: string;
  column: number;
  /** Null of a column that is whole. */
  part: number | null;
}

const mostParts = 3;
/** Of all cells that say something, so many must have as many parts as the header. */
const mostlyDivided = 2 / 3;

/** Null where no column holds several things. */
export function withoutPairs(table: CellTable): Divided | null {
  if (!table.headers.some((header, i) => header.includes("/") || isOfMemory(header, table, i))) return null;
  const divisions = table.headers.flatMap((_, column) => divisionOf(table, column) ?? []);
  if (divisions.length === 0) return null;
  const places = table.headers.flatMap((header, column): Place[] => {
    const division = divisions.find((each) => each.column === column);
    return division === undefined
      ? [{ column, part: null, header }]
      : division.headers.map((of, part) => ({ column, part, header: of }));
  });
  const cellAt = (row: CellTable["rows"][number], column: number, part: number | null) => {
    const cell = row[column] ?? null;
    if (part === null || cell === null) return cell;
    const { headers, unit } = divisions.find((each) => each.column === column)!;
    const parts = partsOf(cell, headers.length, headers[part] === capacity ? unit : "");
    return parts?.[part] ?? (isMissingText(cell) ? cell : null);
  };
  return {
    table: {
      headers: places.map(({ header }) => header),
      rows: table.rows.map((row) => places.map(({ column, part }) => cellAt(row, column, part))),
      locator: (row, column) => table.locator(row, places[column]?.column ?? column),
      sampleAt: table.sampleAt,
    },
    problems: divisions.flatMap((division) => undivided(division, table)),
    notes: divisions.map(({ column, headers }) => noteOf(table, column, headers)),
  };
}

function noteOf({ headers, rows }: CellTable, column: number, parts: readonly string[]): string {
  const example = rows.map((row) => row[column] ?? "").find((cell) => partsOf(cell, parts.length) !== null)!;
  const named = parts.map((part) => `“${part}”`).join(" and ");
  return `Each cell of “${headers[column]}” (“${example.trim()}”) is read as ${named}.`;
}

function undivided({ column, headers }: Division, { rows, locator }: CellTable): Problem[] {
  return rows.flatMap((row, i) => {
    const cell = row[column] ?? "";
    if (isMissingText(cell) || partsOf(cell, headers.length) !== null) return [];
    const expected = `${headers.length} values: ${headers.join(", ")}`;
    return [{ where: locator(i, column), found: cell.trim(), expected }];
  });
}

function divisionOf(table: CellTable, column: number): Division | null {
  const header = table.headers[column]!;
  const cells = table.rows.map((row) => row[column] ?? "").filter((cell) => !isMissingText(cell));
  for (let parts = 2; parts <= mostParts; parts++) {
    const divided = cells.filter((cell) => partsOf(cell, parts) !== null);
    if (divided.length === 0 || divided.length < cells.length * mostlyDivided) continue;
    const headers = namesIn(header, parts) ?? (parts === 2 ? memoryNames(header, table, column) : null);
    if (headers !== null) return { column, headers, unit: unitNamed(memoryHeader(header)) ?? "" };
  }
  return null;
}

/** The parts of a cell, each a number with the unit behind the last, or else that given; null where there are not as many. */
function partsOf(cell: string, many: number, given = ""): string[] | null {
  const parts = listedParts(cell);
  if (parts.length !== many) return null;
  const notation = notationOf(parts);
  const read = parts.map((part) => readMeasured(part, notation));
  if (read.some(({ kind }) => kind === "unreadable")) return null;
  const unit = unitOf(read.at(-1)!) ?? (given || null);
  return parts.map((part, i) =>
    unit !== null && read[i]!.kind === "number" && unitOf(read[i]!) === null ? `${part} ${unit}` : part,
  );
}

function unitOf(read: MeasuredText): string | null {
  return "unit" in read ? read.unit : null;
}

/**
 * The names that a header lists, each of another metric, with the unit behind the last: of `Prompt / Gen tok/s` `Prompt (tok/s)`
 * and `Gen tok/s`. Null for any other header.
 */
function namesIn(header: string, many: number): string[] | null {
  if (statisticListIn(header) !== null || header.length > 200) return null;
  const found = [...unitsIn(header, many), ...splits(header, many)].find((names) => {
    const metrics = names.map(metricOf);
    return metrics.every((each) => each !== null) && new Set(metrics).size === many;
  });
  return found ?? null;
}

/** `Throughput (req/s / tok/s)`: one name in several units. */
function unitsIn(header: string, many: number): string[][] {
  const [, name = "", inner = ""] = /^(.+?)\s*[([]([^()[\]]+)[)\]]$/.exec(header) ?? [];
  const units = inner.split(/\s+[/|]\s+/);
  const areUnits = units.length === many && units.every((unit) => findUnit(unit) !== null);
  return areUnits ? [units.map((unit) => `${name} (${unit})`)] : [];
}

/** All ways to part a header at its slashes, with the unit of the last name behind those that have none. */
function splits(header: string, many: number): string[][] {
  const slashes = Array.from(header.matchAll(/\s*\/\s*/g));
  const cuts =
    many === 2
      ? slashes.map((cut) => [cut])
      : slashes.flatMap((a, i) => slashes.slice(i + 1).map((b) => [a, b]));
  return cuts.flatMap((cut) => {
    const ends = [...cut.map(({ index }) => index), header.length];
    const starts = [0, ...cut.map(({ index, 0: text }) => index + text.length)];
    const names = starts.map((from, i) => header.slice(from, ends[i]).trim());
    if (names.some((name) => name === "")) return [];
    const unit = unitNamed(names.at(-1)!);
    return unit === null
      ? []
      : [names.map((name) => (unitNamed(name) === null ? `${name} (${unit})` : name))];
  });
}

function unitNamed(name: string): string | null {
  const meaning = readHeader(name);
  if (meaning.kind === "metric" || meaning.kind === "unknown") return meaning.unit;
  return null;
}

/** The metric and statistic of a name that says its unit; null for any other name. */
function metricOf(name: string): string | null {
  const read = readHeader(name);
  const meaning = read.kind === "unknown" ? (meaningWithin(name)?.meaning ?? read) : read;
  return meaning.kind === "metric" && meaning.unit !== null ? `${meaning.metric} ${meaning.statistic}` : null;
}

const usedOfAll = /(\(?)\s*used\s*\/\s*(?:total|capacity|available)\s*(,?)\s*(\)?)/i;

/** `VRAM (used/total, GB)` as `VRAM used (GB)`; any other header as it is. */
function memoryHeader(header: string): string {
  const named = header.replace(usedOfAll, (_, open: string, comma: string, close: string) =>
    comma !== "" || close === "" ? ` used ${open}` : " used ",
  );
  return named.replace(/\s+/g, " ").trim();
}

/** The name of memory that is used, and of what there is of it. */
function memoryNames(header: string, table: CellTable, column: number): string[] | null {
  if (!isOfMemory(header, table, column)) return null;
  return [memoryHeader(header), capacity];
}

/** A setting by its name. */
const capacity = "memory capacity";

/** Whether each cell holds memory that is used of what there is: the header says it, or the rows have one capacity. */
function isOfMemory(header: string, { rows }: CellTable, column: number): boolean {
  const meaning = readHeader(memoryHeader(header));
  const isMemory = meaning.kind === "metric" && findMetric(meaning.metric).dimension === "memory";
  if (!isMemory) return false;
  const pairs = rows.flatMap((row) => {
    const parts = partsOf(row[column] ?? "", 2);
    const [used, all] = (parts ?? []).map((part) => readMeasured(part, notationOf([part])));
    return used?.kind === "number" && all?.kind === "number" ? [{ used: used.value, all: all.value }] : [];
  });
  if (pairs.length === 0 || pairs.some(({ used, all }) => used > all)) return false;
  const isOne = (values: readonly number[]) => new Set(values).size === 1;
  return (
    usedOfAll.test(header) ||
    (pairs.length > 1 && isOne(pairs.map(({ all }) => all)) && !isOne(pairs.map(({ used }) => used)))
  );
}
