import { embedAnswer } from "@/lib/server/embed-answer";
import { route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route<{ params: Promise<{ id: string }> }>(async (request, { params }) =>
  embedAnswer((await params).id, new URL(request.url).searchParams),
);
