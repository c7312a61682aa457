"use client";

import { showToast } from "@/components/layout/toast";

/** Ends this browser's session and opens the page that everybody may see. */
export function SignOutButton({ name }: { name: string }) {
  const signOut = async () => {
    const answer = await fetch("/api/session", { method: "DELETE" }).catch(() => null);
    if (answer?.ok) location.assign("/");
    else showToast("The server does not answer: you are still signed in.");
  };
  return (
    <button type="button" className="btn ghost" title={`Signed in as ${name}`} onClick={() => void signOut()}>
      Sign out
    </button>
  );
}
