import { readiness } from "@/lib/server/health";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(async () => {
  const found = await readiness();
  return json(found, found.ready ? {} : { status: 503, headers: { "Retry-After": "2" } });
});
