import { badRequest } from "@/lib/server/http-problem";
import { findRecipeFor, saveRecipe } from "@/lib/server/recipes";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => {
  const header = new URL(request.url).searchParams.get("header");
  if (header === null) throw badRequest("Say which: ?header= and what tables with that header share.");
  const recipe = await findRecipeFor(header);
  return recipe
    ? json(recipe)
    : new Response(null, { status: 204, headers: { "Cache-Control": "no-store" } });
});

export const POST = route(async (request) => json(await saveRecipe(request), { status: 201 }));
