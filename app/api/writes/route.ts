import { json, route } from "@/lib/server/route";
import { writeList } from "@/lib/server/tokens";

export const dynamic = "force-dynamic";

export const GET = route(async (request) =>
  json(await writeList(new URL(request.url).searchParams.get("before"))),
);
