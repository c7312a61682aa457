import { notFound } from "@/lib/server/http-problem";
import { route } from "@/lib/server/route";

export const dynamic = "force-dynamic";

const nothingHere = route(async () => {
  throw notFound("such address; /api/openapi.json lists those there are");
});

export {
  nothingHere as GET,
  nothingHere as POST,
  nothingHere as PUT,
  nothingHere as PATCH,
  nothingHere as DELETE,
};
