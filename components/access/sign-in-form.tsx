"use client";

import { useState, type FormEvent } from "react";

/** A token becomes a session of this browser; afterwards the page that was asked for opens. */
export function SignInForm({ to }: { to: string }) {
  const [says, setSays] = useState<string | null>(null);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const token = String(new FormData(event.currentTarget).get("token") ?? "");
    setBusy(true);
    const refused = await signIn(token);
    if (refused === null) location.assign(to);
    else {
      setSays(refused);
      setBusy(false);
    }
  };
  return (
    <form className="ac-form" method="post" onSubmit={(event) => void submit(event)}>
      <label htmlFor="token">Token</label>
      <input
        id="token"
        name="token"
        type="password"
        className="inp mono"
        autoComplete="current-password"
        spellCheck={false}
        required
        placeholder="wsk_…"
        aria-describedby={says === null ? undefined : "token-says"}
        aria-invalid={says !== null}
      />
      <button type="submit" className="btn primary" disabled={isBusy}>
        Sign in
      </button>
      {says !== null && (
        <p id="token-says" className="ac-says" role="alert">
          {says}
        </p>
      )}
    </form>
  );
}

/** Null where the session is open, else what the server said. */
async function signIn(token: string): Promise<string | null> {
  try {
    const answer = await fetch("/api/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token }),
    });
    if (answer.ok) return null;
    const { title, detail } = (await answer.json()) as { title?: string; detail?: string };
    return [title, detail].filter(Boolean).join(". ") || `The server answered ${answer.status}.`;
  } catch {
    return "The server does not answer. Nothing was changed; try again.";
  }
}
