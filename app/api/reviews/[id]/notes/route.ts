import { json, route } from "@/lib/server/route";
import { writeNote } from "@/lib/server/reviews";

export const dynamic = "force-dynamic";

export const POST = route(async (request, { params }: { params: Promise<{ id: string }> }) =>
  json(await writeNote((await params).id, request), { status: 201 }),
);
