// Dates as spreadsheets count them, in days since 1899-12-30 (so that 60 is the leap day that 1900 did not have): what a cell of
// a date becomes where its format is lost on the way to CSV. https://learn.microsoft.com/office/troubleshoot/excel/1900-and-1904-date-system
const dayLength = 86_400_000;
const first = Date.UTC(1899, 11, 30);
/** 2000 to 2099: a year alone, or a Unix time, is no such number. */
const [earliest, latest] = [36_526, 73_050];

/** The date and time of a serial number, without a zone as the sheet has none; null for any other text. */
export function serialDate(text: string): string | null {
  const days = /^\s*\d{5}(?:\.\d{1,15})?\s*$/.test(text) ? Number(text) : NaN;
  if (!(days >= earliest && days <= latest)) return null;
  // Fractions of a day are rounded to the second.
  const seconds = Math.round(days * 86_400);
  const written = new Date(first + seconds * 1000).toISOString();
  return seconds % (dayLength / 1000) === 0 ? written.slice(0, 10) : written.slice(0, 19);
}

/** Whether all cells of a column are serial numbers. */
export function areSerialDates(cells: readonly string[]): boolean {
  const said = cells.filter((cell) => cell.trim() !== "");
  return said.length > 0 && said.every((cell) => serialDate(cell) !== null);
}

export function serialNote(header: string, example: string): string {
  return `Numbers under “${header}” are read as a spreadsheet's count of days: ${example.trim()} is ${serialDate(example)!.replace("T", " ")}.`;
}
