import { headers } from "next/headers";
import Link from "next/link";
import { SignOutButton } from "@/components/access/sign-out-button";
import { actorHeader, askerFrom } from "@/lib/server/request-actor";
import { settings } from "@/lib/server/settings";

/** Of a team's server: who is signed in, or where to. Nothing on a server that asks for no token. */
export async function Account() {
  if (!settings().team) return null;
  const { actor } = askerFrom((await headers()).get(actorHeader));
  if (!actor) {
    return (
      <Link className="btn ghost" href="/sign-in" prefetch={false}>
        Sign in
      </Link>
    );
  }
  return (
    <>
      {actor.scope === "admin" && (
        <Link className="btn ghost wide-only" href="/admin" prefetch={false}>
          Administration
        </Link>
      )}
      <SignOutButton name={actor.name} />
    </>
  );
}
