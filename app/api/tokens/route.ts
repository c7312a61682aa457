import { json, route } from "@/lib/server/route";
import { tokenList } from "@/lib/server/tokens";

export const dynamic = "force-dynamic";

export const GET = route(async () => json({ tokens: await tokenList() }));
