import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { headerKey, recipeId, type Recipe } from "@/lib/importers/recipe";
import { isHttpProblem } from "@/lib/server/http-problem";
import { openStore } from "@/lib/server/open-store";
import { findRecipe, findRecipeFor, saveRecipe } from "@/lib/server/recipes";
import { inspectUpload, uploadDataset } from "@/lib/server/upload";
import { temporaryDir, upload } from "./temporary-dir";

temporaryDir();

const recipe = (headers: string[], metric = "total_tokens_per_second"): Recipe => ({
  headers,
  columns: [
    { as: "case", field: "model" },
    { as: "metric", metric, statistic: "mean", unit: "tok/s" },
  ],
  notation: null,
});

const post = (body: unknown) =>
  new Request("http://localhost/api/recipes", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

const metricsOf = async (dataset: string) =>
  (await (await openStore()).listPoints({ dataset })).map(({ metric }) => metric);

async function refusal(work: Promise<unknown>) {
  const error: unknown = await work.catch((cause: unknown) => cause);
  if (!isHttpProblem(error)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error.problem;
}

describe("saveRecipe", () => {
  it("keeps a recipe under an id made of its content, found again by id and by header", async () => {
    const saved = recipe(["name", "Rate 1"]);
    const { id, header } = await saveRecipe(post(saved));
    expect([id, header]).toEqual([recipeId(saved), headerKey(saved.headers)]);
    expect(await findRecipe(id)).toEqual({ id, header, ...saved });
    expect(await findRecipeFor(header)).toEqual({ id, header, ...saved });
  });

  it("gives the one saved last for a header, also where it was known before", async () => {
    const [first, second] = [
      recipe(["name", "Rate 2"]),
      recipe(["name", "Rate 2"], "input_tokens_per_second"),
    ];
    const { header } = await saveRecipe(post(first));
    await saveRecipe(post(second));
    expect(await findRecipeFor(header)).toMatchObject({ id: recipeId(second) });
    await saveRecipe(post(first));
    expect(await findRecipeFor(header)).toMatchObject({ id: recipeId(first) });
  });

  it("refuses what is none, with the place", async () => {
    expect(await refusal(saveRecipe(post({ headers: ["a"] })))).toMatchObject({
      status: 400,
      where: { pointer: "/columns" },
    });
    expect(await refusal(saveRecipe(post(null)))).toMatchObject({ status: 400 });
    expect(await refusal(findRecipe("nothing"))).toMatchObject({ status: 404 });
    expect(await findRecipeFor("nothing")).toBeNull();
  });
});

describe("uploadDataset by a recipe", () => {
  it("reads by the recipe asked for; the dataset is its own, knows its file's hash and the recipe", async () => {
    const text = "name,Rate 3\nA,100\n";
    const { id } = await saveRecipe(post(recipe(["name", "Rate 3"])));
    const answer = await uploadDataset(upload(text, { query: `recipe=${id}` }));
    const fileSha256 = createHash("sha256").update(text).digest("hex");
    expect(answer.id).not.toBe(fileSha256);
    expect(await (await openStore()).findDataset(answer.id)).toMatchObject({ fileSha256, recipe: { id } });
    expect(await metricsOf(answer.id)).toEqual(["total_tokens_per_second"]);
    expect(await uploadDataset(upload(text, { query: `recipe=${id}` }))).toEqual({
      ...answer,
      created: false,
    });
  });

  it("applies a saved recipe to every file with the same header, unless it is asked not to", async () => {
    await saveRecipe(post(recipe(["name", "output throughput (tok/s)"])));
    const by = await uploadDataset(upload("name,output throughput (tok/s)\nA,1\n"));
    expect(await metricsOf(by.id)).toEqual(["total_tokens_per_second"]);
    const own = await uploadDataset(
      upload("name,output throughput (tok/s)\nB,2\n", { query: "recipe=none" }),
    );
    expect(await metricsOf(own.id)).toEqual(["output_tokens_per_second"]);
  });

  it("lists one reading of a file: the one before is retired, and still answers", async () => {
    const text = "name,Throughput (tok/s)\nA,7\n";
    const own = await uploadDataset(upload(text));
    const { id } = await saveRecipe(post(recipe(["name", "Throughput (tok/s)"])));
    const by = await uploadDataset(upload(text, { query: `recipe=${id}` }));
    const store = await openStore();
    const listed = async () => (await store.listDatasets()).map(({ sha256 }) => sha256);
    expect(await listed()).toContain(by.id);
    expect(await listed()).not.toContain(own.id);
    expect(await store.findDataset(own.id)).toMatchObject({ points: 1 });
    await uploadDataset(upload(text, { query: "recipe=none" }));
    expect(await listed()).toContain(own.id);
    expect(await listed()).not.toContain(by.id);
  });

  it("never applies a recipe to a tool's own format", async () => {
    await saveRecipe(post(recipe(["metric", "value"])));
    const answer = await uploadDataset(upload("metric,value,unit\nttft,5,ms\n"));
    expect(await metricsOf(answer.id)).toEqual(["ttft"]);
  });

  it("refuses a recipe for another header, or one that is not there, and stores nothing", async () => {
    const { id } = await saveRecipe(post(recipe(["name", "Rate 5"])));
    const before = await (await openStore()).revision();
    const other = upload("model,tok/s\nA,1\n", { query: `recipe=${id}` });
    expect(await refusal(uploadDataset(other))).toMatchObject({
      status: 422,
      title: "Recipe for another header",
    });
    const unknown = upload("model,tok/s\nA,1\n", { query: "recipe=0000" });
    expect(await refusal(uploadDataset(unknown))).toMatchObject({ status: 404 });
    expect(await (await openStore()).revision()).toBe(before);
  });
});

describe("inspectUpload", () => {
  it("shows what a recipe makes of a file; a saved one is used only where it is asked for", async () => {
    const text = "name,Rate 6\nA,100\n";
    const { id } = await saveRecipe(post(recipe(["name", "Rate 6"])));
    const asked = await inspectUpload(upload(text, { query: `recipe=${id}` }));
    expect(asked.json).toContain("total_tokens_per_second");
    expect((await inspectUpload(upload(text))).json).not.toContain("total_tokens_per_second");
  });
});
