import { describe, expect, it } from "vitest";
import type { AuditLevel } from "@/lib/points/point-audit";
import { exploreModel } from "@/lib/series/explore";
import { parseView, viewQuery } from "@/lib/view/codec";
import { toggleFilter } from "@/lib/view/change-view";
import { chartPoint, exploreData } from "./chart-points";

const judged = (value: number, level: AuditLevel | null, dataset = "a") =>
  chartPoint(
    value,
    { model: "Llama-2 7B", system: "vLLM" },
    {
      audit: level && { level, title: `Title of ${level}` },
      dataset: dataset.repeat(64),
    },
  );

const data = exploreData([
  judged(1, "impossible"),
  judged(2, "untestable"),
  judged(3, "untestable"),
  judged(4, "passed"),
  judged(5, null),
]);

const facet = (query: string) =>
  exploreModel(data, parseView(query))
    .facets.find(({ field }) => field === "audit")
    ?.options.map(({ label, count, selected }) => `${label} ${count}${selected ? " selected" : ""}`);

describe("the facet of the audit", () => {
  it("lists the levels that points have, gravest first, with their counts", () => {
    expect(facet("")).toEqual(["Impossible 1", "Untestable 2", "Passed 1", "Not audited 1"]);
  });

  it("lets through what a link names, several levels together", () => {
    expect(
      exploreModel(data, parseView("audit=impossible&audit=passed")).rows.map(({ value }) => value),
    ).toEqual([4, 1]);
    expect(exploreModel(data, parseView("audit=")).rows.map(({ value }) => value)).toEqual([5]);
    expect(facet("audit=impossible")).toEqual([
      "Impossible 1 selected",
      "Untestable 2",
      "Passed 1",
      "Not audited 1",
    ]);
  });

  it("drops from a link what is no level", () => {
    expect(viewQuery(parseView("audit=fraud&audit=unusual"))).toBe("audit=unusual");
    expect(viewQuery(toggleFilter(parseView("audit=unusual"), "audit", "unusual"))).toBe("");
  });

  it("is not there where nothing was audited", () => {
    const unaudited = exploreModel(exploreData([judged(1, null)]), parseView(""));
    expect(unaudited.facets.map(({ field }) => field)).not.toContain("audit");
  });

  it("says the gravest finding in the table's row and, if it is more than not testable, aloud", () => {
    const { rows, series } = exploreModel(data, parseView("sort=worst"));
    expect(rows[0]?.audit).toEqual({ level: "impossible", title: "Title of impossible" });
    const says = series.kind === "rows" ? series.groups[0]!.rows.map(({ marks }) => marks[0]!.says) : [];
    expect(says[0]).toMatch(/, impossible: Title of impossible\.$/);
    expect(says[1]).not.toContain("untestable");
  });

  it("of files that are merged into one point takes the gravest, and none where one was not audited", () => {
    const merged = (levels: (AuditLevel | null)[]) =>
      exploreModel(
        exploreData(levels.map((level, i) => judged(10 + i, level, "abc"[i]))),
        parseView(""),
      ).rows.map(({ audit }) => audit?.level ?? null);
    expect(merged(["passed", "unusual", "untestable"])).toEqual(["unusual"]);
    expect(merged(["passed", "passed"])).toEqual(["passed"]);
    expect(merged(["unusual", null])).toEqual([null]);
  });
});
