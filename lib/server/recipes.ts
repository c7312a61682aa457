import { parseRecipe } from "@/lib/importers/parse-recipe";
import { headerKey, recipeId, type Recipe } from "@/lib/importers/recipe";
import type { StoredRecipe } from "@/lib/store/store";
import { HttpProblem, notFound } from "./http-problem";
import type { RecipeChoice } from "./import-job";
import { openStore } from "./open-store";
import { readJsonBody } from "./json-body";

/** What `POST /api/recipes` answers. */
export interface MadeRecipe {
  id: string;
  /** Tables with this header are read by it from now on. */
  header: string;
}

/** Saves the recipe in a request's body: from now on it is applied to tables with its header. */
export async function saveRecipe(request: Request): Promise<MadeRecipe> {
  const read = parseRecipe(await readJsonBody(request, "A recipe: headers, columns and notation."));
  if ("problem" in read) {
    const { where, expected } = read.problem;
    const detail = `The recipe cannot be read; expected ${expected}.`;
    throw new HttpProblem({ status: 400, title: "No recipe", detail, where });
  }
  const stored = storedRecipe(read.recipe);
  await (await openStore()).saveRecipe(stored);
  return { id: stored.id, header: stored.header };
}

export function storedRecipe(recipe: Recipe): StoredRecipe {
  return { id: recipeId(recipe), header: headerKey(recipe.headers), recipe: JSON.stringify(recipe) };
}

/** The recipe of that id as JSON with its id. */
export async function findRecipe(id: string): Promise<object> {
  const found = await (await openStore()).findRecipe(id);
  if (!found) throw notFound("recipe of that id");
  return jsonOf(found);
}

/** The recipe saved last for tables with that header; null where none is. */
export async function findRecipeFor(header: string): Promise<object | null> {
  const found = await (await openStore()).findRecipeFor(header);
  return found && jsonOf(found);
}

function jsonOf({ id, header, recipe }: StoredRecipe): object {
  return { id, header, ...(JSON.parse(recipe) as object) };
}

/** What a request asks for with `?recipe=`: a saved one by its id, or `none`; without it, `otherwise`. */
export async function askedRecipe(request: Request, otherwise: RecipeChoice): Promise<RecipeChoice> {
  const asked = new URL(request.url).searchParams.get("recipe");
  if (asked === null || asked === "") return otherwise;
  if (asked === "none") return "none";
  const found = await (await openStore()).findRecipe(asked);
  const read = found && parseRecipe(JSON.parse(found.recipe));
  if (!read || "problem" in read) throw notFound("recipe of that id");
  return read.recipe;
}
