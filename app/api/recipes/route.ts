import { badRequest } from "@/lib/server/http-problem";
import { findRecipe, saveRecipe } from "@/lib/server/recipes";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => {
  const header = new URL(request.url).searchParams.get("header");
  if (header === null) throw badRequest("Say which: ?header= and what tables with that header share.");
  return json(await findRecipe({ header }));
});

export const POST = route(async (request) => json(await saveRecipe(request), { status: 201 }));
