import { datasetAnswer } from "@/lib/server/dataset-answers";
import { deleteDataset } from "@/lib/server/deleted-datasets";
import { notFound } from "@/lib/server/http-problem";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ sha: string }>;
}

export const GET = route(async (_, { params }: Context) => {
  const found = await datasetAnswer((await params).sha);
  if (!found) throw notFound("dataset with that sha256");
  return json(found);
});

export const DELETE = route(async (_, { params }: Context) => {
  const { sha256 } = await deleteDataset((await params).sha);
  return json({ deleted: sha256, restore: `/api/datasets/${sha256}/restore` });
});
