import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { caseFields, isNumberField, numberFields } from "@/lib/points/case";
import { evidences } from "@/lib/points/evidence";
import { metrics } from "@/lib/points/metrics";
import { statistics } from "@/lib/points/point";
import { auditChoices } from "@/lib/points/point-audit";
import { parseView, viewQuery } from "@/lib/view/codec";
import { clearFilters, toggleFilter, withFilter, withMetric } from "@/lib/view/change-view";
import { defaultView, type View } from "@/lib/view/view";

describe("viewQuery", () => {
  it("leaves defaults out: the default view has an empty query", () => {
    expect(viewQuery(defaultView)).toBe("");
  });

  it("writes the names of interfaces.md in one order, whatever order the filters were made in", () => {
    const view: View = {
      ...defaultView,
      metric: "ttft",
      statistic: "p99",
      y: "value",
      filters: { precision: ["bf16", ""], "extra.gpu/node": ["a b"], model: ["Llama-2-7B"] },
      evidence: ["summary", "samples"],
      dataset: ["bbbbbbbbbbbb", "aaaaaaaaaaaa"],
      compare: ["vLLM", ""],
      mark: "bars",
      scale: "log",
      level: 99,
      sort: "name",
      point: "0123456789abcdef",
      theme: "dark",
    };
    expect(viewQuery(view)).toBe(
      "metric=ttft&statistic=p99&y=value&model=Llama-2-7B&precision=&precision=bf16&extra.gpu/node=a+b" +
        "&evidence=samples&evidence=summary&dataset=aaaaaaaaaaaa&dataset=bbbbbbbbbbbb" +
        "&compare=vLLM&compare=&mark=bars&scale=log&level=99&sort=name&point=0123456789abcdef&theme=dark",
    );
  });

  it("says a linear scale that was chosen: left out, the values decide", () => {
    expect(viewQuery({ ...defaultView, scale: "linear" })).toBe("scale=linear");
    expect(parseView("scale=linear").scale).toBe("linear");
    expect(parseView("").scale).toBeNull();
  });

  it("keeps an ordinary view below 2 kB: eight filters of five values each", () => {
    const filters = Object.fromEntries(
      caseFields
        .slice(0, 8)
        .map((field) => [field, [1, 2, 3, 4, 5].map((i) => `Meta-Llama-3.1-70B-Instruct ${i}`)]),
    );
    const query = viewQuery({ ...defaultView, filters, evidence: ["samples"], dataset: ["0123456789ab"] });
    expect(query.length).toBeLessThan(2048);
  });
});

describe("parseView", () => {
  it("reads a trend as x, but not of a chart that has an x of its own", () => {
    expect(parseView("metric=ttft&x=system_version").x).toBe("system_version");
    expect(parseView("x=measured_at").x).toBe("measured_at");
    expect(parseView("x=git_commit").x).toBeNull();
    expect(parseView("metric=scaling&x=measured_at").x).toBeNull();
    expect(parseView("metric=pareto&x=measured_at").x).toBeNull();
  });

  it("reads the example of interfaces.md", () => {
    const view = parseView(
      "?metric=ttft&model=Llama-2-7B&evidence=samples&evidence=summary&point=0011223344556677",
    );
    expect(view).toEqual({
      ...defaultView,
      metric: "ttft",
      filters: { model: ["Llama-2-7B"] },
      evidence: ["samples", "summary"],
      point: "0011223344556677",
    });
  });

  it.each([
    ["metric=nonsense", "an unknown metric"],
    ["metric=custom:", "a custom metric without a name"],
    ["statistic=mode", "an unknown statistic"],
    ["x=model", "an x axis of text"],
    ["y=efficiency", "a scaling chart that is not drawn"],
    ["series=colour", "a series field that no case has"],
    ["evidence=rumour", "unknown evidence"],
    ["dataset=xyz", "a dataset prefix that is no hash"],
    ["mark=pie&scale=cubic&level=96&sort=random&theme=pink", "unknown display values"],
    ["point=<script>", "a point that is no id"],
    ["concurrency=many", "a number filter that is no number"],
    [`model=${"x".repeat(201)}`, "a value of 201 characters"],
    ["__proto__=1&constructor=2&extra.=3", "names that are no fields"],
    ["%E0%A4%A&%%%", "broken percent signs"],
  ])("drops %s (%s) and takes the default", (query) => {
    expect(parseView(query)).toEqual(defaultView);
  });

  it("reads an empty value as not stated", () => {
    expect(parseView("hardware=&hardware=H100").filters).toEqual({ hardware: ["", "H100"] });
  });

  it("reads 8 and 8.0 as one value of a number field", () => {
    expect(parseView("accelerators=8.0&accelerators=8").filters).toEqual({ accelerators: ["8"] });
  });

  it("keeps a column named __proto__ as a field like any other", () => {
    const view = parseView("extra.__proto__=1");
    expect(view.filters).toEqual({ "extra.__proto__": ["1"] });
    expect(viewQuery(view)).toBe("extra.__proto__=1");
  });

  it("reads a comparison of two different values, the baseline first, and drops any other", () => {
    expect(parseView("compare=b&compare=a").compare).toEqual(["b", "a"]);
    expect(parseView("compare=&compare=a").compare).toEqual(["", "a"]);
    const long = "x".repeat(201);
    for (const query of [
      "compare=a",
      "compare=a&compare=a",
      "compare=a&compare=b&compare=c",
      `compare=a&compare=${long}`,
    ])
      expect(parseView(query).compare).toBeNull();
  });

  it("caps the values of a field at 100 and the fields at 40", () => {
    const values = Array.from({ length: 5000 }, (_, i) => `model=m${i}`).join("&");
    const fields = Array.from({ length: 5000 }, (_, i) => `extra.f${i}=1`).join("&");
    expect(parseView(values).filters["model"]).toHaveLength(100);
    expect(Object.keys(parseView(fields).filters)).toHaveLength(40);
  });

  it("cuts a longer dataset hash to 12 digits", () => {
    expect(parseView(`dataset=${"AB".repeat(32)}`).dataset).toEqual(["abababababab"]);
  });
});

const text = fc
  .string({ unit: "grapheme", maxLength: 60 })
  .map((value) => value.replace(/\p{Surrogate}/gu, ""));
const sorted = (values: string[]) => Array.from(new Set(values)).sort();
const filterName = fc.oneof(
  fc.constantFrom(...caseFields),
  text.filter((name) => name !== "").map((name) => `extra.${name}`),
);
const filter = filterName.chain((name) => {
  const value = isNumberField(name) ? fc.oneof(fc.constant(""), fc.integer().map(String)) : text;
  return fc.array(value, { minLength: 1, maxLength: 5 }).map((values) => [name, sorted(values)] as const);
});
const anyView: fc.Arbitrary<View> = fc.record({
  metric: fc.oneof(
    fc.constantFrom("scaling", ...metrics.map((each) => each.id)),
    text.filter((name) => name !== "").map((name) => `custom:${name}`),
  ),
  statistic: fc.option(fc.constantFrom(...statistics)),
  x: fc.option(fc.constantFrom<string>(...numberFields)),
  y: fc.constantFrom("speedup", "value"),
  series: filterName,
  filters: fc.array(filter, { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
  evidence: fc.subarray([...evidences]),
  audit: fc.subarray([...auditChoices]),
  dataset: fc
    .array(fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 12, maxLength: 12 }), {
      maxLength: 4,
    })
    .map(sorted),
  compare: fc.option(fc.tuple(text, text).filter(([baseline, candidate]) => baseline !== candidate)),
  mark: fc.constantFrom("dots", "bars"),
  scale: fc.option(fc.constantFrom("linear", "log")),
  level: fc.constantFrom(90, 95, 99),
  sort: fc.constantFrom("best", "worst", "name"),
  point: fc.option(fc.string({ unit: fc.constantFrom(..."0123456789abcdef"), minLength: 16, maxLength: 16 })),
  theme: fc.option(fc.constantFrom("light", "dark")),
});

describe("parseView and viewQuery", () => {
  it("give any view back from its query", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        expect(parseView(viewQuery(view))).toEqual(view);
      }),
      { seed: 20, numRuns: 1000 },
    );
  });

  it("never throw, and agree on one query, for any text as a query", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (query) => {
        const once = viewQuery(parseView(query));
        expect(viewQuery(parseView(once))).toBe(once);
      }),
      { seed: 21, numRuns: 1000 },
    );
  });
});

describe("toggleFilter", () => {
  it("adds a value, takes it out again, and lets the selected point go", () => {
    const selected = { ...defaultView, point: "0123456789abcdef" };
    const on = toggleFilter(selected, "model", "GPT-2");
    expect(on).toEqual({ ...defaultView, filters: { model: ["GPT-2"] } });
    expect(toggleFilter(on, "model", "GPT-2")).toEqual(defaultView);
  });

  it("treats evidence and dataset as fields", () => {
    expect(
      toggleFilter(toggleFilter(defaultView, "evidence", "claim"), "evidence", "samples").evidence,
    ).toEqual(["samples", "claim"]);
    expect(toggleFilter(defaultView, "dataset", "0123456789ab").dataset).toEqual(["0123456789ab"]);
  });
});

describe("withFilter, clearFilters, withMetric", () => {
  it("change one thing and keep the rest", () => {
    const view = withFilter({ ...defaultView, mark: "bars", statistic: "p99", y: "value" }, "model", [
      "b",
      "a",
      "b",
    ]);
    expect(view.filters).toEqual({ model: ["a", "b"] });
    expect(clearFilters(view)).toEqual({ ...defaultView, mark: "bars", statistic: "p99", y: "value" });
    expect(withMetric(view, "ttft")).toEqual({ ...view, metric: "ttft", statistic: null, y: "speedup" });
  });
});
