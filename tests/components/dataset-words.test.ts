import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { changeText, readAsLabel } from "@/components/datasets/column-mapping";
import {
  originText,
  ownTitle,
  publishedAt,
  readAsText,
  type DatasetFacts,
} from "@/components/datasets/dataset-facts";
import { matches, sorted } from "@/components/datasets/dataset-table";
import { dateText, timeText } from "@/components/datasets/date-text";
import { EvidenceBar } from "@/components/datasets/evidence-bar";
import { MarkdownNote } from "@/components/datasets/markdown-note";
import { placeQuery } from "@/components/datasets/selection";
import { sizeText } from "@/components/datasets/size-text";

const none = { samples: 0, summary: 0, single: 0, claim: 0 };

function dataset(more: Partial<DatasetFacts>): DatasetFacts {
  return {
    sha256: "ab".repeat(32),
    name: "sweep.csv",
    title: "sweep",
    origin: { kind: "uploaded", uploader: null },
    storedAt: "2026-11-14T10:02:00.000Z",
    bytes: 100,
    lines: 3,
    encoding: "UTF-8",
    delimiter: "comma",
    lineEnds: "LF",
    importer: { id: "table", label: "Table", version: "1" },
    evidence: none,
    missing: 0,
    points: 0,
    problems: 0,
    ...more,
  };
}

describe("sizeText", () => {
  it("gives three significant digits in powers of 1000", () => {
    expect([1, 552, 15_100, 104_000_000, 303_921_647, 1_500_000_000].map(sizeText)).toEqual([
      "1 byte",
      "552 bytes",
      "15.1 kB",
      "104 MB",
      "304 MB",
      "1.50 GB",
    ]);
  });
});

describe("timeText", () => {
  it("writes a time in UTC, whatever the machine's zone, and leaves what is no time as it is", () => {
    expect(timeText("2026-11-14T01:02:59+03:00")).toBe("13 Nov 2026, 22:02 UTC");
    expect(dateText("2026-11-14T10:02:00Z")).toBe("14 Nov 2026");
    expect(dateText("soon")).toBe("soon");
  });
});

describe("facts of a dataset", () => {
  it("says where it came from, and when its numbers were published", () => {
    const committed = {
      kind: "committed",
      path: "data/a.csv",
      gitCommit: "0123456789ab",
      gitDate: "2025-01-02T00:00:00Z",
    } as const;
    expect(originText(committed)).toBe("committed 0123456");
    expect(originText({ ...committed, gitCommit: null })).toBe("in data/, not committed");
    expect(publishedAt(dataset({ origin: committed }))).toBe("2025-01-02T00:00:00Z");
    expect(publishedAt(dataset({ origin: { ...committed, gitDate: null } }))).toBe(
      "2026-11-14T10:02:00.000Z",
    );
  });

  it("says how the bytes were read and leaves out what is not known", () => {
    expect(readAsText(dataset({}))).toBe("UTF-8, comma, LF");
    expect(readAsText(dataset({ delimiter: null, lineEnds: null }))).toBe("UTF-8");
  });

  it("has a title of its own only where that is not the file's name", () => {
    expect(ownTitle(dataset({ title: "sweep" }))).toBeNull();
    expect(ownTitle(dataset({ title: "sweep.csv" }))).toBeNull();
    expect(ownTitle(dataset({ title: "Decode sweep" }))).toBe("Decode sweep");
  });
});

describe("the list of datasets", () => {
  it("matches every word anywhere in name, title, importer, origin and hash", () => {
    const one = dataset({ title: "Decode on H100" });
    expect(matches(one, "decode SWEEP")).toBe(true);
    expect(matches(one, "abab table uploaded")).toBe(true);
    expect(matches(one, "decode b200")).toBe(false);
    expect(matches(one, "")).toBe(true);
  });

  it("sorts by a column both ways and leaves equal ones in their order", () => {
    const [a, b, c] = [
      dataset({ name: "a10", points: 1 }),
      dataset({ name: "a2", points: 5 }),
      dataset({ name: "b", points: 1 }),
    ];
    const names = (key: "name" | "points", descending: boolean) =>
      sorted([a, b, c], { key, descending }).map(({ name }) => name);
    expect(names("name", false)).toEqual(["a2", "a10", "b"]);
    expect(names("points", true)).toEqual(["a2", "a10", "b"]);
  });
});

describe("readAsLabel", () => {
  it("names metrics with their statistic, case fields, further columns and what is not read", () => {
    expect(readAsLabel("ttft.p99")).toBe("Time to first token, p99");
    expect(readAsLabel("output_tokens_per_second")).toBe("Output tokens per second");
    expect(readAsLabel("model")).toBe("Model");
    expect(readAsLabel("source_locator")).toBe("Source locator");
    expect(readAsLabel("custom:tok.s")).toBe("tok.s");
    expect(readAsLabel("extra")).toBe("Kept as a field");
    expect(readAsLabel("ignored")).toBe("Not read");
  });

  it("says a unit's change", () => {
    expect(changeText({ found: "s", canonical: "ms" })).toBe("s → ms");
    expect(changeText({ found: "ms", canonical: "ms" })).toBe("ms, no conversion");
    expect(changeText(null)).toBe("as written");
  });
});

describe("placeQuery", () => {
  it("names a line with its field, a pointer, and only the line of a Markdown cell", () => {
    expect(placeQuery({ line: 41, column: 5 })).toBe("?line=41&column=5");
    expect(placeQuery({ pointer: "/a b" })).toBe("?pointer=%2Fa+b");
    expect(placeQuery({ table: 1, row: 2, column: 3, line: 9 })).toBe("?line=9");
  });
});

describe("EvidenceBar", () => {
  it("says its counts in words and draws a part for each grade that is there", () => {
    const drawn = renderToStaticMarkup(
      createElement(EvidenceBar, { counts: { ...none, samples: 3, claim: 1 } }),
    );
    expect(drawn).toContain('aria-label="3 samples, 1 claim"');
    expect(drawn.match(/<rect/g)).toHaveLength(2);
    // 92 px less a gap of 2 and twice the least width of 3 leaves 84, of which samples take three quarters.
    expect(drawn).toContain('width="66"');
  });

  it("draws nothing where there is no point", () => {
    expect(renderToStaticMarkup(createElement(EvidenceBar, { counts: none }))).not.toContain("<rect");
  });
});

describe("MarkdownNote", () => {
  const note = (text: string) => renderToStaticMarkup(createElement(MarkdownNote, { text }));

  it("leaves HTML as text", () => {
    expect(note("a <script>alert(1)</script> b")).toContain("&lt;script&gt;");
    expect(note("<img src=x onerror=alert(1)>")).not.toContain("<img");
  });

  it("links http and https only", () => {
    expect(note("[a](https://example.org/x)")).toContain('href="https://example.org/x"');
    expect(note("[a](javascript:alert(1))")).not.toContain("href");
    expect(note("[a](//example.org)")).not.toContain("href");
  });

  it("loads no image", () => {
    expect(note("![what it shows](https://example.org/x.png)")).toBe(
      '<div class="md"><p>what it shows</p></div>',
    );
  });

  it("renders tables and code", () => {
    expect(note("| a |\n|---|\n| `b` |")).toContain("<td><code>b</code></td>");
  });
});
