import { rawFile } from "@/lib/server/dataset-answers";
import { notFound } from "@/lib/server/http-problem";
import { route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

export const GET = route<{ params: Promise<{ sha: string }> }>(async (_, { params }) => {
  const file = await rawFile((await params).sha);
  if (!file) throw notFound("file with that sha256");
  return file;
});
