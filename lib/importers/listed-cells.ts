import { readMeasured } from "../points/measured-text";
import { listedParts } from "../points/statistic-list";
import { isMissingText, type Notation } from "../points/value-text";
import { readCell, type PlacedMetric, type ReadCell } from "./table-cell";

/** The cells that one field of a row amounts to: one, or one for each statistic that its header lists. */
export function readCells(placed: PlacedMetric, raw: string, notation: Notation): ReadCell[] {
  const { column, plan } = placed;
  const { statistics } = plan;
  if (statistics === undefined) return [readCell(placed, raw, notation)];
  const parts = isMissingText(raw) ? statistics.map(() => raw) : listedParts(raw);
  if (parts.length !== statistics.length) {
    const names = statistics.map((each) => each ?? "another").join("/");
    return [{ ...readCell(placed, raw, notation), problem: `${statistics.length} values: ${names}` }];
  }
  const unit = unitOfAll(parts, notation);
  return statistics.flatMap((statistic, i) => {
    if (statistic === null) return [];
    const isBare = unit !== null && i < parts.length - 1 && !isMissingText(parts[i]!);
    const text = isBare ? `${parts[i]} ${unit}` : parts[i]!;
    return { ...readCell({ column, plan: { ...plan, statistic } }, text, notation), raw: parts[i]! };
  });
}

/** `12.3/45.6 ms`: the unit behind the last part is that of all; null where another has its own. */
function unitOfAll(parts: readonly string[], notation: Notation): string | null {
  const read = parts.map((part) => readMeasured(part, notation));
  const last = read.at(-1)!;
  const isBare = read.slice(0, -1).every((each) => !("unit" in each) || each.unit === null);
  const unit = "unit" in last && isBare ? last.unit : null;
  if (unit === null || last.kind === "duration") return null;
  return unit;
}
