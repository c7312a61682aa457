import { notFound } from "@/lib/server/http-problem";
import { datasetAnswer } from "@/lib/server/dataset-answers";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route<{ params: Promise<{ sha: string }> }>(async (_, { params }) => {
  const found = await datasetAnswer((await params).sha);
  if (!found) throw notFound("dataset with that sha256");
  return json(found);
});
