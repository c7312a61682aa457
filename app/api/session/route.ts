import { json, route } from "@/lib/server/route";
import { signIn, signOut } from "@/lib/server/tokens";

export const dynamic = "force-dynamic";

export const POST = route(async (request) => {
  const { cookie, ...session } = await signIn(request);
  return json(session, { status: 201, headers: { "Set-Cookie": cookie } });
});

export const DELETE = route(async (request) =>
  json({ signedOut: true }, { headers: { "Set-Cookie": await signOut(request) } }),
);
