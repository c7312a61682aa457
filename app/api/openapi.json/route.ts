import { openapi } from "@/lib/server/openapi";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(async () => json(openapi));
