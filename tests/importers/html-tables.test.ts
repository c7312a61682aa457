import { describe, expect, it } from "vitest";
import { htmlTables } from "@/lib/importers/html-tables";
import { markdownTables } from "@/lib/importers/markdown-tables";

const table = "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>";

describe("htmlTables", () => {
  it("gives the text that each cell shows", () => {
    const cell = "<td class='x'><b>1</b><br>000 &plusmn; 2</td>";
    const [read] = htmlTables(`<table><tr><th>a</th><th>b</th></tr><tr>${cell}<td></td></tr></table>`, 1);
    expect(read?.rows[0]?.cells).toEqual(["1 000 ± 2", ""]);
  });

  it("repeats a cell down its rows, and leaves blanks to its right", () => {
    const [read] = htmlTables(
      "<table><tr><th colspan=2>a</th><th>b</th></tr><tr><td rowspan=2>1</td><td>2</td><td>3</td></tr><tr><td>4</td><td>5</td></tr></table>",
      1,
    );
    expect(read?.headers).toEqual(["a", "", "b"]);
    expect(read?.rows.map(({ cells }) => cells)).toEqual([
      ["1", "2", "3"],
      ["1", "4", "5"],
    ]);
  });

  it("counts lines from where the piece begins", () => {
    const [read] = htmlTables(
      "<p>\n<!-- one\ntwo -->\n<table>\n<tr><th>a<th>b\n<tr><td>1<td>2\n</table>",
      10,
    );
    expect(read?.headerLine).toBe(14);
    expect(read?.rows[0]).toEqual({ cells: ["1", "2"], line: 15 });
  });

  it.each([
    ["a table within a table", `<table><tr><td>${table}</td></tr></table>`],
    ["a table in a comment", `<!-- ${table} -->`],
    ["a table without its end", "<table><tr><th>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr>"],
    ["a table of one row", "<table><tr><th>a</th><th>b</th></tr></table>"],
    ["no table", "<tablet><tr><td>1</td></tr></tablet>"],
  ])("finds none in %s", (_, html) => expect(htmlTables(html, 1)).toEqual([]));

  it("takes a span that no table has for none", () => {
    const [read] = htmlTables(
      "<table><tr><th colspan=9999>a</th><th>b</th></tr><tr><td>1</td><td>2</td></tr></table>",
      1,
    );
    expect(read?.headers).toEqual(["a", "b"]);
  });

  it.each([
    ["opened and never closed", "<table>".repeat(20_000)],
    ["comments without end", "<!--".repeat(20_000) + table],
    ["brackets", `<table><tr><td>${"<".repeat(50_000)}</td><td>1</td></tr><tr><td>2</td></tr></table>`],
    ["many comments", `<!-- x -->\n`.repeat(20_000) + table],
  ])("is done soon with %s", (_, html) => {
    const from = performance.now();
    htmlTables(html, 1);
    expect(performance.now() - from).toBeLessThan(1000);
  });
});

describe("markdownTables", () => {
  it("has the tables of HTML between those of pipes, with the headings above them", () => {
    const document = `# One\n\n${table}\n\n<h2>Two</h2>\n\n| c | d |\n|---|---|\n| 3 | 4 |\n`;
    expect(markdownTables(document).map(({ headers, heading }) => [headers, heading])).toEqual([
      [["a", "b"], "One"],
      [["c", "d"], "Two"],
    ]);
  });

  it("takes HTML in code for code", () => {
    expect(markdownTables(`\`\`\`html\n${table}\n\`\`\`\n`)).toEqual([]);
  });
});
