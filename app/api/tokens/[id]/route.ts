import { json, route } from "@/lib/server/route";
import { revokeToken } from "@/lib/server/tokens";

export const dynamic = "force-dynamic";

interface Context {
  params: Promise<{ id: string }>;
}

export const DELETE = route(async (_, { params }: Context) => {
  const { id } = await params;
  await revokeToken(id);
  return json({ revoked: id });
});
