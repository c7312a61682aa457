// A document's table of two columns whose header is a row like the others (`| GPU | H100 |`), or blank: names and values.
import { readHeader } from "../points/headers";
import type { CellTable } from "./cell-table";
import { isSetupName } from "./metric-row-headers";

/** The table as one of metrics with their values; null where it is no such table. */
export function withPairs({ headers, rows, locator, sampleAt }: CellTable): CellTable | null {
  const [name = "", value = ""] = headers.map((header) => header.trim());
  const isBlank = name === "" && value === "";
  const names = rows.map(([cell]) => cell ?? "");
  const isOfMetrics = names.some((cell) => readHeader(cell).kind === "metric");
  const isPair = isBlank ? names.some(isSetupName) : isValueOf(name, value);
  if (headers.length !== 2 || !isOfMetrics || !isPair) return null;
  if (names.filter((cell) => readHeader(cell).kind === "unknown").length * 2 > names.length) return null;
  const first = isBlank ? 0 : 1;
  return {
    headers: ["metric", "value"],
    rows: isBlank ? rows : [headers, ...rows],
    locator: (row, column) => locator(row - first, column),
    sampleAt: { ...sampleAt, of: (row) => sampleAt.of(Math.max(0, row - first)) },
  };
}

/** `GPU | H100`, and no header such as `Batch size | TTFT (ms)`. */
function isValueOf(name: string, value: string): boolean {
  return isSetupName(name) && value !== "" && readHeader(value).kind === "unknown";
}
