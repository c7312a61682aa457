import { datasetList } from "@/lib/server/page-data";
import { json, route } from "@/lib/server/route";
import { uploadDataset } from "@/lib/server/upload";

export const dynamic = "force-dynamic";

export const GET = route(async () => json({ datasets: await datasetList() }));

export const POST = route(async (request) => {
  const { created, ...dataset } = await uploadDataset(request);
  return json(dataset, { status: created ? 201 : 200, headers: { Location: dataset.url } });
});
