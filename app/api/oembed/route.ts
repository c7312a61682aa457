import { oembedAnswer } from "@/lib/server/oembed";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => json(await oembedAnswer(new URL(request.url).searchParams)));
