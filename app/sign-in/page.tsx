import type { Metadata } from "next";
import { SignInForm } from "@/components/access/sign-in-form";
import { settings } from "@/lib/server/settings";
import { pathWithin } from "./path-within";
import "../styles/access.css";

export const metadata: Metadata = { title: "Sign in", robots: { index: false } };

interface Props {
  searchParams: Promise<{ to?: string | string[] }>;
}

export default async function Page({ searchParams }: Props) {
  const { team } = settings();
  const { to } = await searchParams;
  return (
    <main id="main" tabIndex={-1} className="wrap ac-page">
      <section className="card ac-sign-in" aria-labelledby="sign-in">
        <h1 id="sign-in">Sign in</h1>
        {team ? (
          <>
            <p className="m">
              Paste a token of this server. Whoever runs it makes one with{" "}
              <code>npx whisker token create</code>. It is exchanged for a session of this browser, which ends
              after 12 hours without a visit.
            </p>
            <SignInForm to={pathWithin(to)} />
          </>
        ) : (
          <p className="m">Only this machine reaches this Whisker, so that it asks for no token.</p>
        )}
      </section>
    </main>
  );
}
