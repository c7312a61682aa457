import fc from "fast-check";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmTableFromMarkdown } from "mdast-util-gfm-table";
import { gfmTable } from "micromark-extension-gfm-table";
import { describe, expect, it } from "vitest";
import { cellText } from "@/lib/importers/markdown-cell";
import { hasMarkdownTable, markdownTables, splitRow } from "@/lib/importers/markdown-tables";

/** How many cells each row of the first table has, by the reference parser of GitHub Flavored Markdown. */
function referenceCells(text: string): number[] | null {
  const root = fromMarkdown(text, { extensions: [gfmTable()], mdastExtensions: [gfmTableFromMarkdown()] });
  const table = root.children.find(({ type }) => type === "table");
  return table?.type === "table" ? table.children.map((row) => row.children.length) : null;
}

describe("markdownTables", () => {
  it("cuts rows into as many cells as the reference parser does", () => {
    const cell = fc.string({
      unit: fc.constantFrom("a", "1", "\\", "|", "`", "*", " ", ".", "±"),
      maxLength: 6,
    });
    const row = fc
      .array(cell, { minLength: 2, maxLength: 4 })
      .map((cells) => `|${cells.map((each) => ` ${each} x `).join("|")}|`);
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 4 }), (rows) => {
        const text = ["| a | b |", "|---|---|", ...rows].join("\n");
        const [table] = markdownTables(text);
        expect([2, ...table!.rows.map(({ cells }) => cells.length)]).toEqual(referenceCells(text));
      }),
      { seed: 20260102, numRuns: 300 },
    );
  });

  it("says on which line each row stands, whatever the line ends", () => {
    for (const end of ["\n", "\r\n", "\r"]) {
      const [table] = markdownTables(
        ["words", "", "| a | b |", "|:--|--:|", "| 1 | 2 |", "| 3 | 4 |", "", "end"].join(end),
      );
      expect(table).toEqual({
        ...{ headers: ["a", "b"], headerLine: 3, heading: null, after: "end" },
        above: [{ paragraph: "words", heading: null }],
        rows: [
          { cells: ["1", "2"], line: 5 },
          { cells: ["3", "4"], line: 6 },
        ],
      });
    }
  });

  it("reads tables in quotes, in lists, in fences and right below words, each under its heading", () => {
    const text =
      "## One\n> | a | b |\n> |---|---|\n> | 1 | 2 |\n\n## Two ##\n```\n# no heading\nwords\na | b\n---|---\n3 | 4\n```\n- x\n\n  | a | b |\n  |---|---|\n  | 5 | 6 |\n";
    expect(
      markdownTables(text).map(({ heading, rows }) => [heading, rows.map(({ cells }) => cells)]),
    ).toEqual([
      ["One", [["1", "2"]]],
      ["Two", [["3", "4"]]],
      ["Two", [["5", "6"]]],
    ]);
  });

  it.each([
    "a | b\n1 | 2\n",
    "---\ntitle | x\n---\n",
    "a | b\n---\n",
    "|a|b|\n|---|\n",
    "",
    "|",
    "a,b\n---,---\n",
  ])("finds no table in %j", (text) => {
    expect(hasMarkdownTable(text)).toBe(false);
    expect(markdownTables(text)).toEqual([]);
  });

  it("takes no longer than the text is long: 200,000 rows, a line of a million blanks, a row of a million pipes", () => {
    expect(markdownTables("| a | b |\n|---|---|\n" + "| 1 | 2 |\n".repeat(200_000))[0]!.rows).toHaveLength(
      200_000,
    );
    for (const line of [`|${" ".repeat(1e6)}x`, `#${" ".repeat(1e6)}x`, `- ${" ".repeat(1e6)}|x`])
      markdownTables(`a | b\n${line}\n`);
    markdownTables(`a | b\n${"|-".repeat(5e5)}x\n`);
  });
});

describe("splitRow", () => {
  it("keeps escaped pipes in their cell, in code as well, and an escaped backslash before a pipe that parts", () => {
    expect(splitRow("| a\\|b | `c\\|d` | e\\\\|f |")).toEqual([" a\\|b ", " `c\\|d` ", " e\\\\", "f "]);
  });
});

describe("cellText", () => {
  it.each([
    ["**144.49**", "144.49"],
    ["`5.0`", "5.0"],
    ["[H100](https://example.org/a_b)", "H100"],
    ["1 &lt; 2", "1 < 2"],
    ["a\\|b", "a|b"],
    ["a<br>b", "a b"],
    ["Q4_K_M", "Q4_K_M"],
    ["_x_", "x"],
    ["- 5", "- 5"],
    ["# 5", "# 5"],
    ["~~3~~ 4", "~~3~~ 4"],
    ["", ""],
  ])("shows %j as %j", (source, shown) => {
    expect(cellText(source)).toBe(shown);
  });
});
