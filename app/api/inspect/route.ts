import { route } from "@/lib/server/route";
import { inspectUpload } from "@/lib/server/upload";

export const dynamic = "force-dynamic";

export const POST = route(async (request) => {
  const { json, readable } = await inspectUpload(request);
  const headers = { "Content-Type": "application/json; charset=utf-8", "Cache-Control": "no-store" };
  return new Response(json, { status: readable ? 200 : 422, headers });
});
