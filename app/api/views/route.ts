import { json, route } from "@/lib/server/route";
import { storeView } from "@/lib/server/stored-views";

export const dynamic = "force-dynamic";

export const POST = route(async (request) => json(await storeView(request), { status: 201 }));
