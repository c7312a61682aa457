import { linesAnswer } from "@/lib/server/dataset-answers";
import { notFound } from "@/lib/server/http-problem";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route<{ params: Promise<{ sha: string }> }>(async (request, { params }) => {
  const found = await linesAnswer((await params).sha, new URL(request.url).searchParams);
  if (!found) throw notFound("such place in a file with that sha256");
  return json(found);
});
