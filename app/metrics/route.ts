import { metricsAnswer } from "@/lib/server/metrics";
import { route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(metricsAnswer);
