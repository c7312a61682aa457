import { shownCsv } from "@/lib/server/shown-csv";
import { route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => shownCsv(new URL(request.url).searchParams));
