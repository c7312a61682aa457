import { health } from "@/lib/server/health";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(async () => {
  const found = await health();
  return json(found, { status: found.ok ? 200 : 503 });
});
