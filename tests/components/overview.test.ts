import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { coverage, headline } from "@/components/overview/headline";
import { briefLabels, headlineModel, headlineRows } from "@/components/overview/headline-rows";
import { labelStarts } from "@/components/overview/label-starts";
import { distinctShort, MiniChart } from "@/components/overview/mini-chart";
import { emptyCase } from "@/lib/points/case";
import type { Evidence } from "@/lib/points/evidence";
import { emptyStats } from "@/lib/points/point";
import type { ChartPoint } from "@/lib/series/chart-point";
import type { ExploreData } from "@/lib/series/explore-model";

const none = { samples: 0, summary: 0, single: 0, claim: 0 };
const counts = (evidence: Partial<Record<Evidence, number>>) => {
  const all = { ...none, ...evidence };
  const points = all.samples + all.summary + all.single + all.claim;
  return { points, missing: 0, datasets: 2, evidence: all, models: 1, systems: 2, hardware: 0 };
};

describe("headline", () => {
  it("says the share that comes with raw samples", () => {
    expect(headline(counts({ samples: 61, claim: 39 }))).toEqual([
      "100 results in 2 datasets.",
      "61\u00a0% come with their raw samples.",
    ]);
  });

  it("never says none of some, nor all of most", () => {
    expect(headline(counts({ samples: 1, single: 999 }))[1]).toBe(
      "Under 1\u00a0% come with their raw samples.",
    );
    expect(headline(counts({ samples: 999, single: 1 }))[1]).toBe("99\u00a0% come with their raw samples.");
    expect(headline(counts({ samples: 5 }))[1]).toBe("All come with their raw samples.");
  });

  it("says so where nothing was measured, or nothing has samples", () => {
    expect(headline(counts({ claim: 3 }))[1]).toBe("All of them are claims; nothing here was measured.");
    expect(headline(counts({ single: 1, claim: 1 }))[1]).toBe(
      "None comes with its raw samples; 50\u00a0% were measured.",
    );
    expect(headline(counts({}))[1]).toBe("None of them could be read as a number yet.");
  });

  it("counts models, hardware and systems, none of them included", () => {
    expect(coverage(counts({}))).toBe("1 model, 0 kinds of hardware, 2 systems.");
  });

  it("says how many points are here beside the results, for want of a value", () => {
    const said = (missing: number) => coverage({ ...counts({ single: 9 }), missing });
    expect(said(4)).toMatch(/systems\. 4 more points have no value in the source and say why\.$/);
    expect(said(1)).toMatch(/systems\. 1 more point has no value in the source and says why\.$/);
  });
});

let serial = 0;
function point(
  model: string | null,
  system: string,
  evidence: Evidence,
  more: Partial<ChartPoint> & { batch?: number } = {},
): ChartPoint {
  serial += 1;
  return {
    id: serial.toString(16).padStart(16, "0"),
    metric: "output_tokens_per_second",
    unit: "tok/s",
    value: 100,
    statistic: "mean",
    written: null,
    missing: null,
    range: null,
    case: { ...emptyCase(), model, system, batch: more.batch ?? null },
    stats: emptyStats(),
    evidence,
    interval: null,
    strip: null,
    runStats: null,
    dataset: "0".repeat(64),
    file: "a.csv",
    place: `L${serial}`,
    raw: "100",
    derivation: null,
    audit: null,
    peak: null,
    places: null,
    parts: [],
    ...more,
  };
}

const data = (points: ChartPoint[]): ExploreData => ({
  points,
  slots: {},
  tabCounts: {},
  metrics: [],
  datasets: {},
});
const metric = "output_tokens_per_second";

describe("headlineModel", () => {
  it("takes the model with claims beside measurements before one with more points", () => {
    const many = Array.from({ length: 9 }, (_, i) => point("B", `s${i}`, "single"));
    expect(headlineModel([...many, point("A", "x", "claim"), point("A", "x", "single")])).toBe("A");
  });

  it("takes several claims before one lone number, and several measurements before more claims", () => {
    const claims = [point("C", "x", "claim"), point("C", "y", "claim"), point("C", "z", "claim")];
    expect(headlineModel([point("A", "x", "samples"), ...claims])).toBe("C");
    expect(headlineModel([point("A", "x", "single"), point("A", "y", "single"), ...claims])).toBe("A");
  });

  it("has none where there are no points", () => {
    expect(headlineModel([])).toBeUndefined();
  });
});

describe("headlineRows", () => {
  it("compares systems at the setup that most of them share, and counts what has no room", () => {
    const rows = [
      point("A", "vLLM", "single", { batch: 1 }),
      point("A", "vLLM", "single", { batch: 64, value: 900 }),
      point("A", "SGLang", "single", { batch: 1, value: 90 }),
      point("A", "Grok", "claim", { value: 300 }),
    ];
    const found = headlineRows(data(rows), metric);
    expect(found).toMatchObject({ model: "A", setup: "batch 1", more: 1 });
    expect(found?.rows.map(({ label, mark }) => `${label} ${mark.value}`)).toEqual([
      "vLLM 100",
      "SGLang 90",
      "Grok 300",
    ]);
  });

  it("names the rows of one system by their setup", () => {
    const rows = [point("A", "vLLM", "single", { batch: 1 }), point("A", "vLLM", "single", { batch: 4 })];
    expect(
      headlineRows(data(rows), metric)
        ?.rows.map(({ label }) => label)
        .sort(),
    ).toEqual(["batch 1", "batch 4"]);
  });

  it("says once, beside the system, what most of its rows share", () => {
    const row = (batch: number, input: number) => {
      const made = point("A", "vLLM", "single", { value: batch * 10 + input / 512 });
      return { ...made, case: { ...made.case, batch, input_tokens: input } };
    };
    const found = headlineRows(
      data([row(1, 128), row(4, 128), row(8, 128), row(1, 512), row(1, 64)]),
      metric,
    );
    expect(found).toMatchObject({ model: "A", system: "vLLM", setup: "batch 1, 128 in unless said" });
    expect(found?.rows.map(({ label }) => label)).toEqual([
      "batch 8",
      "batch 4",
      "512 in",
      "batch 1",
      "64 in",
    ]);
  });

  it("puts claims about another model beside measurements that have none of their own, and says whose they are", () => {
    const measured = [point("A", "x", "single"), point("A", "y", "single", { value: 90 })];
    const claims = [point("C", "x", "claim"), point("C", "z", "claim", { value: 300 })];
    const found = headlineRows(data([...measured, ...claims]), metric);
    expect(found?.rows.map(({ mark }) => mark.evidence)).toEqual(["single", "single"]);
    expect(found?.beside?.model).toBe("C");
    expect(found?.beside?.rows.map(({ label }) => label)).toEqual(["z", "x"]);
  });

  it("leaves room for claims beside many measurements, and shows 8 rows at most", () => {
    const measured = Array.from({ length: 20 }, (_, i) => point("A", `s${i}`, "single", { value: i + 1 }));
    const claims = Array.from({ length: 20 }, (_, i) => point("A", `c${i}`, "claim", { value: i + 1 }));
    const rows = headlineRows(data([...measured, ...claims]), metric)?.rows ?? [];
    expect(rows.map(({ mark }) => mark.evidence).filter((evidence) => evidence === "claim")).toHaveLength(3);
    expect(rows).toHaveLength(8);
  });

  it("shows nothing where nothing can be drawn", () => {
    expect(
      headlineRows(data([point("A", "x", "claim", { value: null, missing: "N/A" })]), metric),
    ).toBeNull();
  });
});

describe("briefLabels", () => {
  it("leaves out what more than half of the rows share; a row with nothing else is named by its first part", () => {
    const details = [
      ["batch 8", "128 in", "2 threads"],
      ["batch 1", "128 in", "2 threads"],
      ["batch 1", "512 in", "2 threads"],
      ["batch 1", "128 in", "1 thread"],
    ];
    expect(briefLabels(details)).toEqual({
      usual: ["batch 1", "128 in", "2 threads"],
      labels: ["batch 8", "batch 1", "512 in", "1 thread"],
    });
  });

  it("takes nothing for usual where no value is held by more than half", () => {
    expect(briefLabels([["Offline"], ["Server"]])).toEqual({ usual: [], labels: ["Offline", "Server"] });
  });

  it("says all of two rows that would read the same: one of them does not state what the others share", () => {
    const details = [["batch 1", "fp8"], ["batch 1"], ["batch 4", "fp8"]];
    expect(briefLabels(details).labels).toEqual(["batch 1 · fp8", "batch 1", "batch 4"]);
  });
});

describe("distinctShort", () => {
  it("cuts a long label at its end, and at its start where that would make it another's", () => {
    expect(distinctShort(["TensorRT-LLM Enterprise", "vLLM"])).toEqual(["TensorRT-LLM E…", "vLLM"]);
    expect(distinctShort(["NVIDIA H200-SXM-141GB", "NVIDIA H200-SXM-80GB"])).toEqual([
      "…H200-SXM-141GB",
      "…H200-SXM-80GB",
    ]);
  });
});

describe("labelStarts", () => {
  it("puts each label under its own part", () => {
    const labels = [
      { from: 0, width: 100 },
      { from: 400, width: 60 },
    ];
    expect(labelStarts(labels, 620, 12)).toEqual([0, 400]);
  });

  it("moves a label behind the one before it, and the last back from the end", () => {
    const narrow = [
      { from: 0, width: 80 },
      { from: 20, width: 80 },
      { from: 610, width: 60 },
    ];
    expect(labelStarts(narrow, 620, 12)).toEqual([0, 92, 560]);
    const atEnd = [
      { from: 0, width: 80 },
      { from: 590, width: 70 },
      { from: 610, width: 60 },
    ];
    expect(labelStarts(atEnd, 620, 12)).toEqual([0, 478, 560]);
  });
});

describe("MiniChart", () => {
  it("draws a claim without a whisker and writes names of files as text", () => {
    const rows = headlineRows(data([point("A", "<b>x</b>", "claim", { value: 550 })]), metric)?.rows ?? [];
    const headline = { rows, bound: null, beside: null };
    const drawn = renderToStaticMarkup(createElement(MiniChart, { headline, bars: false, label: "x" }));
    expect(drawn).toContain("&lt;b&gt;x");
    expect(drawn).toContain("stroke-dasharray");
    expect(drawn).not.toContain("v9");
  });

  it("draws the bound that all measured rows share as an ink line beside them, and none where one has another", () => {
    const peak = (value: number) => ({
      peak: { bound: { value, label: "memory-bandwidth bound", of: "one H100" }, mbu: null, mfu: null },
    });
    const rowsOf = (second: number) =>
      headlineRows(
        data([
          point("A", "x", "single", { value: 150, ...peak(254) }),
          point("A", "y", "single", { value: 300, ...peak(second) }),
          point("A", "z", "claim", { value: 550 }),
        ]),
        metric,
      )!;
    expect(rowsOf(254).bound).toEqual({ value: 254, label: "memory-bandwidth bound", rows: 2 });
    expect(rowsOf(507).bound).toBeNull();
    const drawn = (headline: ReturnType<typeof rowsOf>) =>
      renderToStaticMarkup(createElement(MiniChart, { headline, bars: false, label: "x" }));
    // Two rows of 21 px from 10.5 px: the line ends above the claim, at 42 px.
    expect(drawn(rowsOf(254))).toMatch(/class="m-bound" d="M[\d.]+ 0V42"/);
    expect(drawn(rowsOf(254))).toContain("m-beyond");
    expect(drawn(rowsOf(507))).not.toContain("m-bound");
  });

  it("draws bars from 0 and values far apart on a log axis", () => {
    const rows =
      headlineRows(
        data([point("A", "x", "single", { value: 1 }), point("A", "y", "single", { value: 10_000 })]),
        metric,
      )?.rows ?? [];
    const text = (bars: boolean) =>
      renderToStaticMarkup(
        createElement(MiniChart, { headline: { rows, bound: null, beside: null }, bars, label: "x" }),
      );
    expect(text(true)).toContain(">0<");
    expect(text(false)).not.toContain(">0<");
  });
});
