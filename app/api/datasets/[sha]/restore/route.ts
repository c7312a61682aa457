import { restoreDataset } from "@/lib/server/deleted-datasets";
import { json, route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ sha: string }>;
}

export const POST = route(async (_, { params }: Context) => {
  const { sha256 } = await restoreDataset((await params).sha);
  return json({ id: sha256, url: `/datasets/${sha256}` });
});
