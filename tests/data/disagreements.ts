import { placeAt, placeOf } from "./cited-place";
import { readings } from "./wording";

/** A row of a table of claims, by column. */
export type Row = Record<string, string>;

/** The lines that a row cites, `L9, L113` as 9 and 113. */
export const locatorsOf = (row: Row) =>
  (row["source_locator"] ?? "").split(", ").map((one) => Number(one.slice(1)));

/** What a row says and a line that it cites does not, or the line says and the row does not. */
export function disagreements(name: string, row: Row, lines: string[]): string[] {
  const reading = readings[name];
  if (!reading) return [`${name} is read by nobody`];
  const printed = reading.printed(row);
  const unread = Object.keys(row).filter(
    (field) => row[field] && !(field in reading.words) && !besides.has(field),
  );
  const found = unread.map((field) => `${field} is read by nobody`);
  for (const number of locatorsOf(row)) {
    const locator = `L${number}`;
    const place = placeAt(lines, number);
    const at = placeOf(printed, place.line);
    if (!printed || at < 0) found.push(`${locator} does not print ${printed}`);
    const ofResults = reading.tables.some(([first, last]) => number >= first && number <= last);
    if (ofResults && !place.cells.includes(printed)) found.push(`${printed} is no whole cell at ${locator}`);
    const { figure, ...numbers } = numbersOf(row["metric"] ?? "", printed, place.line.slice(0, at));
    for (const [field, text] of Object.entries(numbers))
      if ((row[field] ?? "") !== text) found.push(`${field} is ${text || "blank"} at ${locator}`);
    for (const [field, words] of Object.entries(reading.words)) {
      const said = Object.keys(words).filter((value) => words[value]?.some((holds) => holds(place, figure)));
      if (said.join(" and ") !== (row[field] ?? ""))
        found.push(`${field} is ${said.join(" and ") || "blank"} at ${locator}`);
    }
  }
  return found;
}

/** Columns that say nothing of the case: the figure's, which are read from the print, and the place's. */
export const besides = new Set([
  "value",
  "range_low",
  "range_high",
  "as_printed",
  "evidence",
  "source",
  "source_locator",
]);

/**
 * A printed figure as a row has it: a reduction of cost is a negative change, millions are written out, "up to" has no
 * low side, and all else is the value as it stands.
 */
function numbersOf(metric: string, printed: string, before: string) {
  const match = /(N\/A|[<$]?\d+(?:\.\d+)?(?:-\d+(?:\.\d+)?)?(?:M?\+)?)/.exec(printed);
  const figure = match?.[0] ?? "no figure";
  const [low = "", high = ""] = figure.split("-");
  const blank = { figure, value: "", range_low: "", range_high: "" };
  if (metric === "cost_change") return { ...blank, range_low: `-${high}`, range_high: `-${low}` };
  if (figure.endsWith("M+")) return { ...blank, range_low: figure.replace("M+", "000000") };
  if (/up to $/i.test(before + printed.slice(0, match?.index)) && !figure.endsWith("+"))
    return { ...blank, range_high: figure };
  return { ...blank, value: figure.replace("$", "") };
}
