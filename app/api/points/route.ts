import { json, route } from "@/lib/server/route";
import { pointsAnswer } from "@/lib/server/point-answers";

export const dynamic = "force-dynamic";

export const GET = route(async (request) => json(await pointsAnswer(new URL(request.url).searchParams)));
