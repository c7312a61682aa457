import { embedFont } from "@/lib/server/embed-answer";
import { route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route(async () => embedFont());
