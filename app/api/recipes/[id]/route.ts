import { findRecipe } from "@/lib/server/recipes";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(async (_request, { params }: { params: Promise<{ id: string }> }) =>
  json(await findRecipe((await params).id)),
);
