import { describe, expect, it } from "vitest";
import { parseRecipe } from "@/lib/importers/parse-recipe";
import {
  completed,
  haveOneHeader,
  headedBy,
  isMappable,
  noMapping,
  openColumns,
  openCount,
  publishRecipe,
  recipeOf,
  withColumn,
  withoutColumns,
} from "@/components/upload/mapping";
import { conversionText, unitChoices, type FileQuestion, type Role } from "@/components/upload/role";
import { chosenKey, roleGroups, type UnitlessMetric } from "@/components/upload/role-options";
import { columnOf, openFile, previewOf, tokens, whichTokens } from "./preview-of";

const base = previewOf(openFile);
const total = tokens("total_tokens_per_second");

describe("recipeOf", () => {
  it("is none where nobody said anything: the importer's reading is nobody's word", () => {
    expect(recipeOf(base, noMapping)).toBeNull();
    expect(publishRecipe(base, noMapping)).toBeNull();
  });

  it("says all columns: the answered one as answered, the others as suggested", () => {
    expect(recipeOf(base, withColumn(noMapping, 2, total))).toEqual({
      headers: ["model", "tok/s"],
      columns: [{ as: "case", field: "model" }, total],
      notation: null,
    });
  });

  it("is one that the importers take", () => {
    const recipe = recipeOf(base, { ...withColumn(noMapping, 2, total), notation: "comma" });
    expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual({ recipe });
  });

  it("leaves a column as it was while its unit is not chosen", () => {
    const half: UnitlessMetric = { as: "metric without unit", metric: "ttft", statistic: "mean" };
    expect(recipeOf(base, withColumn(noMapping, 2, half))).toBeNull();
    const both = withColumn(withColumn(noMapping, 2, half), 1, { as: "field" });
    expect(recipeOf(base, both)?.columns).toEqual([{ as: "field" }, tokens("output_tokens_per_second")]);
  });

  it("keeps the decimal sign of the recipe that read the file", () => {
    const read = previewOf(openFile, { recipe: { id: "12", notation: "comma" } });
    expect(recipeOf(read, withColumn(noMapping, 2, total))?.notation).toBe("comma");
    expect(publishRecipe(read, noMapping)).toEqual({ id: "12" });
  });

  it("is none for a format that fixes its columns", () => {
    const fixed = previewOf([columnOf(1, "model", undefined)]);
    expect(isMappable(fixed)).toBe(false);
    expect(recipeOf(fixed, withColumn(noMapping, 1, { as: "field" }))).toBeNull();
  });
});

describe("what is open", () => {
  const pivot: FileQuestion = { kind: "pivot", says: "", columns: [2, 3] };
  const notation: FileQuestion = { kind: "notation", says: "", example: "1,234", line: 2 };

  it("is a question that nobody answered; confirming what is suggested answers it", () => {
    expect(openColumns(base, noMapping).map(({ header }) => header)).toEqual(["tok/s"]);
    expect(openColumns(base, withColumn(noMapping, 2, openFile[1]!.role!))).toEqual([]);
    expect(openColumns(base, withoutColumns(withColumn(noMapping, 2, total), [2]))).toHaveLength(1);
  });

  it("is a metric without its unit, also in a column without a question", () => {
    const half = { as: "metric without unit", metric: "ttft", statistic: "mean" } as const;
    expect(openColumns(base, withColumn(withColumn(noMapping, 2, total), 1, half))).toHaveLength(1);
  });

  it("counts the file's own questions; a pivot is answered by all its columns", () => {
    const asking = previewOf([], { questions: [pivot, notation] });
    expect(openCount(asking, noMapping)).toBe(2);
    expect(openCount(asking, { ...noMapping, notation: "point" })).toBe(1);
    const one = withColumn(noMapping, 2, { as: "field" });
    expect(openCount(asking, one)).toBe(2);
    expect(openCount(asking, withColumn(one, 3, { as: "field" }))).toBe(1);
  });
});

describe("completed", () => {
  const seconds: Role = { as: "metric", metric: "ttft", statistic: "mean", unit: "s" };
  const pick = (metric: string, statistic: "mean" | "p99" | "n" = "mean"): UnitlessMetric => ({
    as: "metric without unit",
    metric,
    statistic,
  });
  const column = columnOf(1, "TTFT", seconds);

  it("keeps the column's unit where it measures the chosen metric", () => {
    expect(completed(pick("itl"), column, seconds)).toEqual({ ...seconds, metric: "itl" });
    expect(completed(pick("ttft", "p99"), column, seconds)).toEqual({ ...seconds, statistic: "p99" });
  });

  it("leaves the unit open where the column's does not: seconds are no watts", () => {
    expect(completed(pick("power"), column, seconds)).toEqual(pick("power"));
  });

  it("finds the column's own unit again after a detour", () => {
    expect(completed(pick("ttft"), column, { as: "ignored" })).toEqual(seconds);
  });

  it("leaves units in the cells there", () => {
    const inCells: Role = { ...seconds, unit: null };
    expect(completed(pick("power"), columnOf(1, "", inCells), inCells)).toMatchObject({ unit: null });
  });

  it("asks no unit of what has none: a count, an accuracy", () => {
    expect(completed(pick("ttft", "n"), column, seconds)).toMatchObject({ statistic: "n", unit: "" });
    expect(completed(pick("accuracy"), column, seconds)).toMatchObject({ metric: "accuracy", unit: "" });
  });

  it("takes an answer with its unit as it is", () => {
    const answer: Role = { ...seconds, unit: "ms" };
    expect(completed(answer, column, seconds)).toBe(answer);
  });
});

describe("roleGroups", () => {
  const role = openFile[1]!.role!;

  it("has the answers to the column's question first, and each option once", () => {
    const groups = roleGroups("tok/s", role, whichTokens);
    expect(groups[0]?.options.map(({ choice }) => choice)).toEqual(
      whichTokens.choices.map((each) => each.role),
    );
    const keys = groups.flatMap(({ options }) => options.map(({ key }) => key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  const shown: [Role | UnitlessMetric, string][] = [
    [{ as: "metric", metric: "ttft", statistic: "p99", unit: "s" }, "Time to first token, p99"],
    [{ as: "metric without unit", metric: "power", statistic: "mean" }, "Power"],
    [{ as: "metric", metric: "custom:Rate", statistic: "mean", unit: "" }, "Rate"],
    [{ as: "case", field: "batch" }, "Batch"],
    [{ as: "context", field: "git_commit" }, "Git commit"],
    [{ as: "both lengths" }, "Input and output tokens"],
    [{ as: "parts" }, "Several fields in each cell"],
    [{ as: "sample" }, "Sample within a run"],
    [{ as: "ignored" }, "Not imported"],
  ];
  it.each(shown)("shows %j as “%s”", (each, label) => {
    const key = chosenKey(each, null);
    const options = roleGroups("Rate", each, null).flatMap((group) => group.options);
    expect(options.filter((option) => option.key === key).map((option) => option.label)).toEqual([label]);
  });

  it("offers to keep a column under its own name", () => {
    const labels = roleGroups("Rate", { as: "ignored" }, null).flatMap(({ options }) =>
      options.map(({ label }) => label),
    );
    expect(labels).toContain("“Rate”, by its own name");
  });
});

describe("units", () => {
  it("are those that measure the metric, with what they become; or stand in the cells", () => {
    const role = { as: "metric", metric: "ttft", statistic: "mean", unit: "s" } as const;
    expect(unitChoices(role).map(({ label }) => label)).toEqual([
      "ms",
      "s → ms",
      "µs → ms",
      "ns → ms",
      "min → ms",
      "h → ms",
      "in the cells",
    ]);
  });

  it("are no choice for a count, or for a metric by its own name", () => {
    expect(unitChoices({ as: "metric", metric: "ttft", statistic: "n", unit: "" })).toEqual([]);
    expect(unitChoices({ as: "metric", metric: "custom:x", statistic: "mean", unit: "" })).toEqual([]);
  });

  // 1 MiB is 1024 · 1024 bytes: 1.048576 MB, 0.001048576 GB.
  it("say what is done to the numbers", () => {
    const role = { as: "metric", metric: "peak_memory", statistic: "mean", unit: "MiB" } as const;
    expect(conversionText(role)).toBe("× 0.001048576");
    expect(conversionText({ ...role, unit: "GB" })).toBe("");
    const fixed = [{ field: "batch" as const, name: "batch", text: "8" }];
    expect(conversionText({ ...role, unit: null, fixed })).toBe("units in the cells; batch 8");
  });
});

describe("headers", () => {
  it("of a pivot say their value last", () => {
    expect([headedBy("8"), headedBy("Batch / 8")]).toEqual(["8", "8"]);
  });

  it("of two files are one where all columns have the same names, and both may be mapped", () => {
    const [model, rate] = openFile as [(typeof openFile)[0], (typeof openFile)[0]];
    expect(haveOneHeader(base, previewOf([model, { ...rate, role: total }]))).toBe(true);
    expect(haveOneHeader(base, previewOf([model]))).toBe(false);
    expect(haveOneHeader(base, previewOf([model, { ...rate, header: "req/s" }]))).toBe(false);
    const { header, column } = rate;
    expect(haveOneHeader(base, previewOf([model, columnOf(column, header, undefined)]))).toBe(false);
  });
});
