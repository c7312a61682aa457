import { describe, expect, it } from "vitest";
import { exploreModel, findRow } from "@/lib/series/explore";
import type { ChartGroup, RowSeries } from "@/lib/series/series";
import { parseView } from "@/lib/view/codec";
import { chartPoint, claim, exploreData, summary } from "./chart-points";

const llama = { model: "Llama-2 7B" };
const on = (system: string, more = {}) => ({ ...llama, system, ...more });

function rowsOf(points: Parameters<typeof exploreData>[0], query = ""): RowSeries {
  const { series } = exploreModel(exploreData(points), parseView(query));
  if (series.kind !== "rows") throw new Error(`expected rows, found ${series.kind}`);
  return series;
}

const written = (group: ChartGroup | undefined) =>
  group?.rows.map((row) => [
    row.label,
    row.detail,
    row.marks.map((mark) => `${mark.text} ${mark.spread}`.trim()).join(" · "),
  ]);

describe("exploreModel, rows", () => {
  it("puts measurements before claims, best first in each, missing values last with their text", () => {
    const series = rowsOf([
      claim(300, on("B")),
      claim(550, on("A")),
      claim(null, on("C")),
      chartPoint(117, on("D")),
      summary(151.2, 34.1, 40, on("E")),
    ]);
    expect(written(series.groups[0])).toEqual([
      ["E", "", "151 ±11"],
      ["D", "", "117"],
      ["A", "", "550 claim"],
      ["B", "", "300 claim"],
      ["C", "", "N/A"],
    ]);
    expect(series.groups[0]?.measured).toBe(2);
    expect(series.missing).toBe(1);
    expect(series.counts).toEqual({ samples: 0, summary: 1, single: 1, claim: 2 });
  });

  it("sorts a metric that is better lower the other way round, and worst first where asked", () => {
    const ttft = (value: number, system: string) =>
      chartPoint(value, on(system), { metric: "ttft", unit: "ms" });
    const points = [ttft(80, "A"), ttft(45, "B"), ttft(90, "C")];
    expect(rowsOf(points, "metric=ttft").groups[0]?.rows.map((row) => row.label)).toEqual(["B", "A", "C"]);
    expect(rowsOf(points, "metric=ttft&sort=worst").groups[0]?.rows.map((row) => row.label)).toEqual([
      "C",
      "A",
      "B",
    ]);
    expect(rowsOf(points, "metric=ttft&sort=name").groups[0]?.rows.map((row) => row.label)).toEqual([
      "A",
      "B",
      "C",
    ]);
  });

  it("says in a row's detail the fields that vary within the group, and what varies among one system's rows only if needed", () => {
    const series = rowsOf([
      chartPoint(1, on("vLLM", { system_version: "0.6.3", batch: 4, extra: { threads: "2", note: "x" } })),
      chartPoint(2, on("vLLM", { system_version: "0.6.3", batch: 4, extra: { threads: "4", note: "x" } })),
      chartPoint(3, on("vLLM", { system_version: "0.6.3", batch: 1, extra: { threads: "2", note: "x" } })),
    ]);
    expect(written(series.groups[0])?.map(([label, detail]) => [label, detail])).toEqual([
      ["vLLM", "batch 1 · 2 threads"],
      ["vLLM", "batch 4 · 4 threads"],
      ["vLLM", "batch 4 · 2 threads"],
    ]);
    expect(series.subtitle).toBe("Llama-2 7B, vLLM, 0.6.3. 3 points.");
  });

  it("tells rows that agree in every field apart by their place in the file", () => {
    const series = rowsOf([claim(5, on("A"), { place: "L4" }), claim(6, on("A"), { place: "L9" })]);
    expect(written(series.groups[0])?.map(([, detail]) => detail)).toEqual(["L9", "L4"]);
  });

  it("gives a claim and the one measurement of its system one row, with claim / measured", () => {
    const series = rowsOf([
      chartPoint(117, on("Ollama", { batch: 1, hardware: "H100" })),
      claim(330, on("Ollama")),
    ]);
    expect(series.groups[0]?.rows).toHaveLength(1);
    expect(written(series.groups[0])?.[0]?.[2]).toBe("117 · 330 claim");
    expect(series.groups[0]?.rows[0]?.ratio).toBeCloseTo(2.8205, 4);
  });

  it("keeps a claim apart from a measurement whose case says otherwise, and from two measurements", () => {
    const other = rowsOf([
      chartPoint(117, on("Ollama", { batch: 1 })),
      claim(330, on("Ollama", { batch: 8 })),
    ]);
    expect(other.groups[0]?.rows).toHaveLength(2);
    const two = rowsOf([
      chartPoint(117, on("A", { batch: 1 })),
      chartPoint(90, on("A", { batch: 2 })),
      claim(330, on("A")),
    ]);
    expect(two.groups[0]?.rows).toHaveLength(3);
  });

  it("gathers points that name no model under one group that says so, after the others", () => {
    const series = rowsOf([claim(1, { system: "A" }), claim(2, { system: "B" }), claim(3, on("A"))]);
    expect(series.groups.map((group) => group.label)).toEqual(["Llama-2 7B", "Model not stated"]);
  });

  it("opens on a group with a whisker, whatever has more rows without one", () => {
    const series = rowsOf([
      claim(550, { model: "M0", system: "A" }),
      claim(320, { model: "M0", system: "B" }),
      claim(300, { model: "M0", system: "C" }),
      chartPoint(117, { model: "M1", system: "A" }),
      chartPoint(120, { model: "M1", system: "B" }),
      summary(151.2, 34.1, 40, { model: "M2", system: "A" }),
    ]);
    expect(series.groups.map(({ label }) => label)).toEqual(["M2", "M1", "M0"]);
  });

  it("starts a linear axis at 0 and holds the whiskers", () => {
    // mean 100, sd 20, n 5: t(0.975, 4) = 2.7764, half width 24.83.
    const series = rowsOf([summary(100, 20, 5, on("A"))]);
    expect(series.domain[0]).toBe(0);
    expect(series.domain[1]).toBeGreaterThanOrEqual(124.83);
    expect(series.ticks.length).toBeGreaterThanOrEqual(4);
    expect(series.ticks.length).toBeLessThanOrEqual(7);
  });

  it("lets a whisker leave the axis rather than shrink the values: at n = 2 it is 12.7 standard errors", () => {
    const series = rowsOf([summary(100, 50, 2, on("A")), chartPoint(90, on("B"))]);
    expect(series.domain).toEqual([0, 150]);
    expect(series.groups[0]?.rows[0]?.marks[0]?.interval?.high).toBeCloseTo(
      100 + (12.7062 * 50) / Math.SQRT2,
      1,
    );
  });

  it("uses a log axis for dots where asked, never for bars, always for ratios", () => {
    const points = [chartPoint(3, on("A")), chartPoint(900, on("B"))];
    expect(rowsOf(points, "scale=log")).toMatchObject({ scale: "log", domain: [2, 1000] });
    expect(rowsOf(points, "scale=log&mark=bars")).toMatchObject({ scale: "linear", domain: [0, 1000] });
    const ratios = [chartPoint(3, on("A"), { metric: "speedup", unit: "x" })];
    expect(rowsOf(ratios, "metric=speedup").scale).toBe("log");
  });

  it("chooses a log axis by itself for values above 0 that span more than 2.5 powers of ten, and says so", () => {
    const points = (...values: number[]) => values.map((value, i) => chartPoint(value, on(`S${i}`)));
    const far = rowsOf(points(12, 48_000)); // 4000 times
    expect(far).toMatchObject({ scale: "log", domain: [10, 50_000] });
    expect(far.notes).toEqual([
      "Log axis: the largest value is 4000 times the smallest. Linear shows how far apart they are.",
    ]);
    expect(rowsOf(points(1, 316)).scale).toBe("linear"); // 10^2.5 is 316.2
    expect(rowsOf(points(1, 317)).scale).toBe("log");
    expect(rowsOf(points(0, 5, 48_000)).scale).toBe("linear");
    expect(rowsOf(points(-1, 5, 48_000)).scale).toBe("linear");
  });

  it("keeps far values on a linear axis where the link says so, and bars always, and says what that hides", () => {
    const points = [1, 2, 1e9].map((value, i) => chartPoint(value, on(`S${i}`)));
    for (const query of ["scale=linear", "mark=bars"]) {
      const series = rowsOf(points, query);
      expect(series).toMatchObject({ scale: "linear", domain: [0, 1e9] });
      expect(series.notes.join()).toMatch(/^The largest value is .* times the smallest/);
    }
    expect(rowsOf(points, "scale=log").notes).toEqual([]);
  });

  it.each([
    ["one point", [5], [0, 5]],
    ["all equal", [7, 7, 7], [0, 8]],
    ["negative values", [-30, -60], [-60, 0]],
    ["only zero", [0], [0, 1]],
  ] as const)("has an axis for %s", (_, values, domain) => {
    const series = rowsOf(values.map((value, i) => chartPoint(value, on(`S${i}`))));
    expect(series.domain).toEqual(domain);
    expect(series.ticks.length).toBeGreaterThanOrEqual(4);
  });

  it("has an axis from 0 to 1 and rows that say why where all values are missing", () => {
    const series = rowsOf([claim(null, on("A")), claim(null, on("B"))]);
    expect(series.domain).toEqual([0, 1]);
    expect(series.groups[0]?.rows.map((row) => row.marks[0]?.missing)).toEqual(["N/A", "N/A"]);
  });

  it("gives an empty chart for no points at all", () => {
    const model = exploreModel(exploreData([]), parseView(""));
    expect(model).toMatchObject({ rows: [], shown: 0, total: 0, advice: null, announcement: "0 points" });
    expect(model.series).toMatchObject({ kind: "rows", groups: [], domain: [0, 1] });
  });

  it("keeps a range as a range: both ends on the axis, no value, no interval", () => {
    const series = rowsOf([claim(null, on("A"), { range: { low: 2, high: 10 }, raw: "2-10x" })]);
    expect(series.groups[0]?.rows[0]?.marks[0]).toMatchObject({
      value: null,
      interval: null,
      text: "2–10",
      spread: "claim",
    });
    expect(series.domain[1]).toBeGreaterThanOrEqual(10);
  });

  it("gives claims and single numbers no interval at any level", () => {
    for (const level of [90, 95, 99]) {
      const series = rowsOf(
        [chartPoint(117, on("A")), claim(550, on("B"), { stats: { ...claim(1).stats, n: 9, sd: 3 } })],
        `level=${level}`,
      );
      expect(series.groups[0]?.rows.flatMap((row) => row.marks.map((mark) => mark.interval))).toEqual([
        null,
        null,
      ]);
    }
  });

  it("reads a point aloud with its interval, level and n", () => {
    const series = rowsOf([summary(151.2, 34.1, 40, on("vLLM"))]);
    expect(series.groups[0]?.rows[0]?.marks[0]?.says).toBe(
      "vLLM, Llama-2 7B, 151 tokens per second, 95 percent interval 140 to 162, 40 runs.",
    );
  });

  it("says aloud why an interval has no width", () => {
    const series = rowsOf([summary(151, 0, 40, on("vLLM"))]);
    expect(series.groups[0]?.rows[0]?.marks[0]?.says).toBe(
      "vLLM, Llama-2 7B, 151 tokens per second, 95 percent interval 151 to 151, 40 runs, no width, since the spread of the 40 runs is 0.",
    );
  });

  it("packs one row a system above 150 points and draws density above 2,000, and says so", () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, i) => chartPoint(i + 1, on(`S${i % 4}`, { batch: i })));
    expect(rowsOf(many(150)).packing).toBe("rows");
    const packed = rowsOf(many(151));
    expect(packed.packing).toBe("packed");
    expect(packed.groups[0]?.rows.map((row) => row.marks.length).sort()).toEqual([37, 38, 38, 38]);
    expect(packed.notes.join(" ")).toContain("packed into one row a system");
    const density = rowsOf(many(2001));
    expect(density.packing).toBe("density");
    expect(density.density.map((row) => row.bins.reduce((sum, bin) => sum + bin, 0))).toEqual([
      501, 500, 500, 500,
    ]);
    expect(density.notes.join(" ")).toContain("drawn as density");
  });

  it("never counts claims and measurements into one density", () => {
    const points = Array.from({ length: 2001 }, (_, i) =>
      i % 3 === 0 ? claim(i + 1, on("A")) : chartPoint(i + 1, on("A")),
    );
    expect(rowsOf(points).density.map((row) => [row.label, row.isClaim, row.count])).toEqual([
      ["A", false, 1334],
      ["A", true, 667],
    ]);
  });

  it("takes the statistic asked for and says how many points do not state it", () => {
    const points = [
      chartPoint(50, on("A"), { metric: "ttft", unit: "ms", stats: { p99: 80 } }),
      chartPoint(60, on("B"), { metric: "ttft", unit: "ms" }),
    ];
    const series = rowsOf(points, "metric=ttft&statistic=p99");
    expect(written(series.groups[0])).toEqual([["A", "", "80"]]);
    expect(series.title).toBe("Time to first token, p99");
    expect(series.notes).toContain("1 point does not state the p99 and is left out.");
  });

  it("takes the statistic that most points state where none states the metric's own", () => {
    const p99 = (value: number) =>
      chartPoint(value, on("A"), { statistic: "p99", stats: { mean: null, p99: value } });
    expect(rowsOf([p99(5)]).statistic).toBe("p99");
  });
});

describe("exploreModel, filters and facets", () => {
  const points = [
    chartPoint(1, on("A", { hardware: "H100" })),
    chartPoint(2, on("A", { hardware: "A100" })),
    claim(3, on("B")),
    claim(4, { model: "Other", system: "B" }, { dataset: "b".repeat(64) }),
  ];
  const data = exploreData(points);
  const facet = (query: string, field: string) => {
    const found = exploreModel(data, parseView(query)).facets.find((each) => each.field === field);
    return found?.options.map(
      (option) => `${option.label} ${option.count}${option.selected ? " selected" : ""}`,
    );
  };

  it("takes the union within a field and all fields together", () => {
    expect(exploreModel(data, parseView("hardware=H100&hardware=A100")).shown).toBe(2);
    expect(exploreModel(data, parseView("hardware=H100&hardware=&model=Llama-2+7B")).shown).toBe(2);
    expect(exploreModel(data, parseView("evidence=claim&model=Other")).shown).toBe(1);
    expect(exploreModel(data, parseView("dataset=bbbbbbbbbbbb")).shown).toBe(1);
  });

  it("counts an option with the other fields' filters applied and its own not", () => {
    expect(facet("hardware=H100", "hardware")).toEqual(["A100 1", "H100 1 selected", "Not stated 2"]);
    expect(facet("hardware=H100", "system")).toEqual(["A 1"]);
    expect(facet("evidence=claim", "model")).toEqual(["Llama-2 7B 1", "Other 1"]);
    expect(facet("evidence=claim", "dataset")).toEqual(["a.csv 1", "b.csv 1"]);
    // No claim states its hardware: the facet would offer "Not stated" alone.
    const offered = exploreModel(data, parseView("evidence=claim")).facets.map(({ field }) => field);
    expect(offered).not.toContain("hardware");
  });

  it("always has the four kinds of evidence in their order, and leaves out fields that no point states", () => {
    expect(facet("", "evidence")).toEqual(["Samples 0", "Summary 0", "Single 2", "Claim 2"]);
    expect(facet("", "precision")).toBeUndefined();
  });

  it("keeps a selected value that no point has, so that it can be taken out again", () => {
    expect(facet("system=Gone", "system")).toEqual(["A 2", "B 2", "Gone 0 selected"]);
  });

  it("advises the one filter whose removal brings most back where nothing is left", () => {
    const model = exploreModel(data, parseView("hardware=H100&evidence=claim"));
    expect(model.shown).toBe(0);
    // Without hardware: 2 claims. Without evidence: 1 point on H100.
    expect(model.advice).toEqual({ field: "hardware", label: "Hardware", values: ["H100"], brings: 2 });
  });

  it("announces points, claims and missing values", () => {
    expect(exploreModel(data, parseView("")).announcement).toBe("4 points, 2 claims");
    expect(exploreModel(exploreData([claim(null)]), parseView("")).announcement).toBe(
      "1 point, 1 without a value",
    );
  });

  it("lists the table in the chart's order", () => {
    const model = exploreModel(data, parseView(""));
    const { groups } = model.series as RowSeries;
    const drawn = groups.flatMap((group) =>
      group.rows.flatMap((row) => row.marks.map((mark) => mark.pointId)),
    );
    expect(model.rows.map((row) => row.pointId)).toEqual(drawn);
    expect(drawn).toHaveLength(4);
  });
});

describe("exploreModel, files of one case", () => {
  const run = (value: number, digit: string) =>
    chartPoint(value, on("A"), { dataset: digit.repeat(64), file: `${digit}.csv` });

  it("merges them into one point whose n is the number of runs", () => {
    // Mean of 10, 12, 14 is 12, sd 2; t(0.975, 2) = 4.3027, half width 4.3027 x 2 / sqrt(3) = 4.968.
    const points = [run(10, "a"), run(12, "b"), run(14, "c")];
    const model = exploreModel(exploreData(points), parseView(""));
    expect(model.rows).toHaveLength(1);
    const [row] = model.rows;
    expect(row).toMatchObject({ value: 12, n: 3, evidence: "samples", text: "12.0", spread: "±5.0" });
    expect(row?.interval).toMatchObject({ method: "student-t", varies: "between-run", n: 3 });
    expect(row?.interval?.high).toBeCloseTo(16.968, 3);
  });

  it("finds the merged point by the id of any part, and keeps one id in any order of the files", () => {
    const points = [run(10, "a"), run(12, "b")];
    const model = exploreModel(exploreData(points), parseView(""));
    const turned = exploreModel(exploreData([...points].reverse()), parseView(""));
    expect(turned.rows[0]?.pointId).toBe(model.rows[0]?.pointId);
    for (const { id } of points) expect(findRow(model.rows, id)?.pointId).toBe(model.rows[0]?.pointId);
    expect(findRow(model.rows, "ffffffffffffffff")).toBeNull();
    expect(findRow(model.rows, null)).toBeNull();
  });

  it("merges only the files that the view lets in", () => {
    const points = [run(10, "a"), run(12, "b"), run(14, "c")];
    const model = exploreModel(exploreData(points), parseView("dataset=aaaaaaaaaaaa&dataset=bbbbbbbbbbbb"));
    expect(model.rows[0]).toMatchObject({ value: 11, n: 2 });
  });

  it("counts a merged point in the facet of each of its files", () => {
    const model = exploreModel(exploreData([run(10, "a"), run(12, "b")]), parseView(""));
    const files = model.facets.find((facet) => facet.field === "dataset")?.options;
    expect(files?.map((option) => [option.label, option.count])).toEqual([
      ["a.csv", 1],
      ["b.csv", 1],
    ]);
  });

  it("merges neither claims nor points of other cases", () => {
    const points = [
      claim(1, on("A"), { dataset: "a".repeat(64) }),
      claim(1, on("A"), { dataset: "b".repeat(64) }),
      chartPoint(1, on("B", { extra: { threads: "2" } }), { dataset: "a".repeat(64) }),
      chartPoint(1, on("B", { extra: { threads: "4" } }), { dataset: "b".repeat(64) }),
    ];
    expect(exploreModel(exploreData(points), parseView("")).rows).toHaveLength(4);
  });
});

describe("exploreModel, colours", () => {
  it("takes a system's slot from the data, and none above 8 or unknown", () => {
    const points = [chartPoint(1, on("A")), chartPoint(2, on("B")), chartPoint(3, on("constructor"))];
    const { series } = exploreModel(exploreData(points, { A: 3, B: 9 }), parseView("sort=name"));
    expect((series as RowSeries).groups[0]?.rows.map((row) => [row.label, row.slot])).toEqual([
      ["A", 3],
      ["B", null],
      ["constructor", null],
    ]);
  });

  it("gives other series fields slots that do not change with a filter", () => {
    const points = [
      chartPoint(1, on("A", { hardware: "H100" })),
      chartPoint(2, on("B", { hardware: "H100" })),
      chartPoint(3, on("C", { hardware: "A100" })),
    ];
    const slot = (query: string) =>
      exploreModel(exploreData(points), parseView(`series=hardware&${query}`)).rows.find(
        (row) => row.label === "A100",
      )?.slot;
    expect(slot("")).toBe(2);
    expect(slot("hardware=A100")).toBe(2);
  });
});
