import { describe, expect, it } from "vitest";
import { mappableHeaders, readFile } from "@/lib/importers/index";
import { readingId } from "@/lib/importers/reading-id";
import { parseRecipe } from "@/lib/importers/parse-recipe";
import { headerKey, recipeId, type Recipe } from "@/lib/importers/recipe";
import { fileFromBytes } from "@/lib/importers/source-file";
import type { ColumnRole } from "@/lib/importers/column-role";
import { bytesOf, readText } from "./text-of";

function readBy(recipe: Recipe, text: string) {
  return readFile(fileFromBytes("a.csv", bytesOf(text)), { recipe });
}

function recipeOf(columns: [string, ColumnRole][], notation: Recipe["notation"] = null): Recipe {
  return { headers: columns.map(([header]) => header), columns: columns.map(([, role]) => role), notation };
}

const throughput: ColumnRole = {
  as: "metric",
  metric: "total_tokens_per_second",
  statistic: "mean",
  unit: "tok/s",
};

describe("readFile by a recipe", () => {
  const text = "name,Throughput\nA,100\nB,200\n";
  const recipe = recipeOf([
    ["name", { as: "case", field: "model" }],
    ["Throughput", throughput],
  ]);

  it("reads the columns as the recipe says, and names it", () => {
    const read = readBy(recipe, text);
    expect(read.recipe).toEqual(recipe);
    expect(read.points).toMatchObject([
      { metric: "total_tokens_per_second", unit: "tok/s", value: 100, case: { model: "A" } },
      { metric: "total_tokens_per_second", value: 200, case: { model: "B" } },
    ]);
    expect(read.columns.map(({ note }) => note)).toEqual([
      "as confirmed in the recipe",
      "as confirmed in the recipe",
    ]);
  });

  it("gives the points other ids than the importer's own reading: it is another dataset", () => {
    const own = new Set(readText(text, "a.csv").points.map(({ id }) => id));
    expect(readBy(recipe, text).points.some(({ id }) => own.has(id))).toBe(false);
  });

  it("leaves out what is ignored, without a problem, and keeps a further field", () => {
    const read = readBy(
      recipeOf([
        ["name", { as: "field" }],
        ["seen", { as: "ignored" }],
        ["ms", { as: "metric", metric: "ttft", statistic: "median", unit: "s" }],
      ]),
      "name,seen,ms\nA,7,0.5\n",
    );
    expect(read.problems).toEqual([]);
    expect(read.points).toMatchObject([
      { metric: "ttft", statistic: "median", value: 500, case: { extra: { name: "A" } } },
    ]);
    expect(Object.keys(read.points[0]!.case.extra)).toEqual(["name"]);
  });

  // 1,234 with a thousands mark is 1234; with a decimal comma 1.234.
  it.each([
    ["point", 1234],
    ["comma", 1.234],
  ] as const)("reads 1,234 with a decimal %s as %d", (notation, value) => {
    const both = recipeOf(
      [
        ["model", { as: "case", field: "model" }],
        ["tok/s", throughput],
      ],
      notation,
    );
    expect(readBy(both, 'model,tok/s\nA,"1,234"\n').points).toMatchObject([{ value }]);
  });

  it("gives each column of a pivot its own setup", () => {
    const column = (batch: string): ColumnRole => ({
      ...throughput,
      fixed: [{ field: "batch", name: "batch", text: batch }],
    });
    const pivot = recipeOf([
      ["model", { as: "case", field: "model" }],
      ["1", column("1")],
      ["8", column("8")],
    ]);
    expect(readBy(pivot, "model,1,8\nA,10,nan\n").points).toMatchObject([
      { value: 10, case: { model: "A", batch: 1 } },
      { value: null, missing: "nan", case: { model: "A", batch: 8 } },
    ]);
  });

  it("reads a file with another header as any other, and says so", () => {
    const read = readBy(recipe, "model,TTFT (ms)\nA,50\n");
    expect(read.points).toMatchObject([{ metric: "ttft", value: 50 }]);
    expect(read.recipe).toBeNull();
    expect(read.notes).toContain("The recipe is for another header, and was not used.");
  });
});

describe("questions", () => {
  it("a name without a unit may be several metrics; meanwhile it keeps its own name", () => {
    const { columns, points } = readText("model,Throughput\nA,100\nB,200\n");
    expect(points[0]!.metric).toBe("custom:Throughput");
    const [, column] = columns;
    expect(column?.question?.says).toBe("“Throughput” without a unit may be one of several metrics.");
    expect(column?.question?.choices[0]?.role).toEqual(column?.role);
    expect(column?.question?.choices.map(({ label }) => label)).toContain("Requests per second, req/s");
  });

  it("a metric without a unit may be in several", () => {
    const { columns } = readText("model,TTFT\nA,100\nB,200\n");
    expect(columns[1]?.question?.says).toBe("The file does not say in which unit “TTFT” is.");
    expect(columns[1]?.question?.choices.map(({ label }) => label)).toContain("Time to first token, s");
  });

  it("a token rate that does not say of which tokens asks", () => {
    const { columns } = readText("model,tok/s\nA,100\nB,200\n");
    expect(columns[1]?.question?.choices.slice(0, 2).map(({ label }) => label)).toEqual([
      "Output tokens per second, tok/s",
      "Total tokens per second, tok/s",
    ]);
  });

  it("1,234 alone has two readings: it is asked, and no point is made", () => {
    const read = readText('model,tok/s\nA,"1,234"\n');
    expect(read.points).toEqual([]);
    expect(read.questions).toEqual([
      {
        kind: "notation",
        says: "“1,234” may have a thousands mark, or a decimal comma.",
        example: "1,234",
        line: 2,
      },
    ]);
  });

  it("a name without a unit asks which metric it is, also where its numbers have two readings", () => {
    const { columns } = readText('name,Throughput\nA,"1,234"\nB,"2,345"\nC,"1,111"\n');
    expect(columns[1]?.question?.says).toBe("“Throughput” without a unit may be one of several metrics.");
  });

  it("columns headed by numbers ask of which field they are, and no point is made", () => {
    const read = readText("model,1,2,4\nA,10,20,30\n");
    expect(read.points).toEqual([]);
    expect(read.questions).toMatchObject([{ kind: "pivot", columns: [2, 3, 4] }]);
    expect(read.columns.map(({ readAs }) => readAs)).toEqual(["model", "ignored", "ignored", "ignored"]);
  });

  it("a table without a metric shows its columns, for a person who knows them", () => {
    const read = readText("name,seen\nA,7\nB,9\n");
    expect(read.importer).toBeNull();
    expect(read.columns.map(({ header, role }) => [header, role?.as])).toEqual([
      ["name", "field"],
      ["seen", "metric"],
    ]);
  });

  it("says for each column why it is read so", () => {
    const { columns } = readText("model,GPUs,TTFT (s),note\nA,8,0.1,warm\nB,4,0.2,cold\n");
    expect(columns.map(({ reason }) => reason)).toEqual([
      "“model” is a name of model",
      "“GPUs” is a name of accelerators",
      "“TTFT (s)” names Time to first token in s",
      "text: kept as a further field",
    ]);
  });
});

describe("parseRecipe", () => {
  const recipe = recipeOf([["tok/s", throughput]], "point");

  it("gives back what it was given", () => {
    expect(parseRecipe(JSON.parse(JSON.stringify(recipe)))).toEqual({ recipe });
  });

  it.each([
    [{}, "/headers"],
    [{ ...recipe, columns: [] }, "/columns"],
    [{ ...recipe, columns: [{ ...throughput, unit: "ms" }] }, "/columns/0"],
    [{ ...recipe, columns: [{ as: "case", field: "colour" }] }, "/columns/0"],
    [{ ...recipe, notation: "dot" }, "/notation"],
    [null, ""],
  ])("%j is none: %s says where", (json, pointer) => {
    const read = parseRecipe(json);
    expect("problem" in read && read.problem.where).toMatchObject({ pointer });
  });
});

describe("ids", () => {
  const recipe = recipeOf([["tok/s", throughput]]);

  it("of a recipe do not depend on the order of its members", () => {
    const { headers, columns, notation } = recipe;
    const shuffled = { notation, columns: columns.map((role) => ({ ...role })), headers };
    expect(recipeId(shuffled)).toBe(recipeId(recipe));
    expect(recipeId({ ...recipe, notation: "comma" })).not.toBe(recipeId(recipe));
  });

  it("of a reading without a recipe is the file's hash, with one another", () => {
    const hash = "ab".repeat(32);
    expect(readingId(hash, null)).toBe(hash);
    expect(readingId(hash, recipe)).toMatch(/^[0-9a-f]{64}$/);
    expect(readingId(hash, recipe)).not.toBe(hash);
  });

  it("of a header do not depend on padding, but on order", () => {
    expect(headerKey([" a", "b "])).toBe(headerKey(["a", "b"]));
    expect(headerKey(["b", "a"])).not.toBe(headerKey(["a", "b"]));
  });
});

describe("mappableHeaders", () => {
  it("are those of a table that no tool's importer knows", () => {
    const headers = (text: string) => mappableHeaders(fileFromBytes("a.csv", bytesOf(text)));
    expect(headers("model,tok/s\nA,1\n")).toEqual(["model", "tok/s"]);
    expect(headers("name,seen\nA,7\n")).toEqual(["name", "seen"]);
    expect(headers("metric,value,unit\nttft,1,ms\n")).toBeNull();
    expect(headers('{"a":1}')).toBeNull();
  });
});
