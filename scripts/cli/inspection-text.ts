import type { ColumnReading } from "@/lib/importers/importer";
import type { Imported } from "@/lib/importers/index";
import type { SourceFile } from "@/lib/importers/source-file";
import { audit } from "@/lib/audit/audit";
import { findingsText } from "./findings-text";
import { cut, padded, plain, styled, widthOf, wrapped, type Page } from "./page";
import { pointsText } from "./points-text";
import { problemsText } from "./problems-text";

/** How many points and columns are listed for a person; `--json` gives all. */
const listed = { points: 200, columns: 40 };

/**
 * What is read of a file, as a person reads it: what it was recognised as and why, a line a point with its whisker, notes,
 * and the problems with their lines. No line is wider than the page.
 */
export function inspectionText(
  { imported, file }: { imported: Imported; file: SourceFile | null },
  page: Page,
  options: { samples: boolean },
): string {
  const { points, problems, notes, columns } = imported;
  const more = points.length - listed.points;
  const blocks = [
    headText(imported, page),
    ...(columns.length > 0 ? [columnsText(columns, page)] : []),
    ...pointsText(points.slice(0, listed.points), page, options),
    ...(more > 0 ? [`… and ${more} more ${more === 1 ? "point" : "points"} (--json lists all)`] : []),
    ...(notes.length > 0
      ? [["Notes", ...notes.flatMap((note) => wrapped(plain(note), page))].join("\n")]
      : []),
    ...findingsText(audit(points), points, page),
    ...(problems.length > 0 ? [problemsText(problems, file, imported.file.delimiter, page)] : []),
  ];
  return `${blocks.join("\n\n")}\n`;
}

function headText({ file, importer, points }: Imported, page: Page): string {
  const name = plain(file.name);
  const about = `${file.bytes} bytes${file.sha256 === "" ? "" : `  sha256 ${file.sha256.slice(0, 12)}`}`;
  const isShort = widthOf(name) + 2 + widthOf(about) <= page.columns;
  const head = styled(cut(name, page.columns), "strong", page);
  const claims = points.filter(({ evidence }) => evidence === "claim").length;
  const count = counted(points.length, "point") + claimsText(claims, points.length);
  const read =
    importer === null
      ? "No benchmark results could be read."
      : `Read as ${importer.label}: ${count}. Its content says so, not its name.`;
  const facts = [
    file.encoding,
    file.lineEnds === null ? null : `lines end in ${file.lineEnds}`,
    file.delimiter === null ? null : `fields parted by ${file.delimiter}`,
    file.lines === null ? null : counted(file.lines, "line"),
  ].filter((fact) => fact !== null);
  return [
    ...(isShort ? [`${head}  ${about}`] : [head, about]),
    ...wrapped(read, page, 0),
    ...(facts.length > 0 ? wrapped(`${facts.join(", ")}.`, page, 0) : []),
  ].join("\n");
}

/** Each column with what it was read as, and why. */
function columnsText(columns: readonly ColumnReading[], page: Page): string {
  const shown = columns.slice(0, listed.columns);
  const third = Math.floor((page.columns - 6) / 3);
  const width = (texts: string[]) => Math.min(third, Math.max(...texts.map(widthOf)));
  const digits = String(shown.at(-1)?.column ?? 0).length;
  const headers = shown.map(({ column, header }) => `${String(column).padStart(digits)} ${plain(header)}`);
  const readings = shown.map((column) => plain(readingText(column)));
  const [first, second] = [width(headers), width(readings)];
  const rows = shown.map((column, i) => {
    const why = plain(
      Array.from(new Set([column.note, column.reason]))
        .filter(Boolean)
        .join("; "),
    );
    const cells = [
      padded(cut(headers[i] ?? "", first), first),
      padded(cut(readings[i] ?? "", second), second),
    ];
    const line = `  ${cells.join("  ")}  ${cut(why, page.columns - first - second - 6)}`;
    return line.trimEnd();
  });
  const more = columns.length - shown.length;
  return [styled("Columns", "strong", page), ...rows, ...(more > 0 ? [`  … and ${more} more`] : [])].join(
    "\n",
  );
}

function readingText({ readAs, unit }: ColumnReading): string {
  if (unit === null) return readAs;
  return `${readAs}, ${unit.found === unit.canonical ? unit.found : `${unit.found} → ${unit.canonical}`}`;
}

function claimsText(claims: number, points: number): string {
  if (claims === 0) return "";
  return claims === points
    ? `, ${claims === 1 ? "a claim" : "all claims"}`
    : `, ${counted(claims, "claim")} among them`;
}

function counted(count: number, name: string): string {
  return `${count} ${name}${count === 1 ? "" : "s"}`;
}
