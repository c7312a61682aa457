import { sha256Hex } from "../points/id";
import type { Recipe } from "./recipe";
import { recipeText } from "./recipe";

/**
 * The id of what was read of a file: the file's own hash, or, where a person's recipe decided how its columns are read,
 * a hash made from both. The same bytes read the same way are the same dataset everywhere.
 */
export function readingId(fileSha256: string, recipe: Recipe | null): string {
  return recipe === null ? fileSha256 : sha256Hex(`${fileSha256}\u0000${recipeText(recipe)}`);
}
