type Align = "left" | "right";

/** A cell longer than this does not widen its whole column. */
const widest = 72;

/** A table whose columns also line up where nothing renders it, as in a terminal or a plain-text mail. */
export function markdownTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  aligns: readonly Align[] = [],
): string {
  const widths = head.map((name, at) => {
    const lengths = [name, ...rows.map((cells) => cells[at] ?? "")].map(lengthOf);
    return Math.max(3, ...lengths.filter((length) => length <= widest));
  });
  const line = (cells: readonly string[]) =>
    `| ${widths.map((width, at) => padded(cells[at] ?? "", width, aligns[at] ?? "left")).join(" | ")} |`;
  const rule = `|${widths.map((width, at) => `-${"-".repeat(width)}${aligns[at] === "right" ? ":" : "-"}`).join("|")}|`;
  return [line(head), rule, ...rows.map(line)].join("\n");
}

function padded(cell: string, width: number, align: Align): string {
  const space = " ".repeat(Math.max(0, width - lengthOf(cell)));
  return align === "right" ? space + cell : cell + space;
}

function lengthOf(text: string): number {
  return Array.from(text).length;
}
