"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { dateText, timeText } from "@/components/datasets/date-text";
import { showToast } from "@/components/layout/toast";

export interface TokenRow {
  id: string;
  name: string;
  scope: string;
  createdAt: string;
  expiresAt: string;
  lastUsedAt: string | null;
  state: "valid" | "expired" | "revoked";
}

/** Every token there ever was, with what it may do and whether it still can; never its secret. */
export function TokenTable({ tokens }: { tokens: readonly TokenRow[] }) {
  return (
    <div className="ac-scroll" tabIndex={0} role="group" aria-label="Tokens">
      <table>
        <thead>
          <tr>
            <th>Name</th>
            <th>Id</th>
            <th>Scope</th>
            <th>Made</th>
            <th>Last used</th>
            <th>Expires</th>
            <th>State</th>
            <th>
              <span className="sr">Revoke</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <td>{token.name}</td>
              <td className="mono">{token.id}</td>
              <td>{token.scope}</td>
              <td className="tn">{dateText(token.createdAt)}</td>
              <td className="tn">{token.lastUsedAt === null ? "never" : timeText(token.lastUsedAt)}</td>
              <td className="tn">{dateText(token.expiresAt)}</td>
              <td>{token.state}</td>
              <td>{token.state === "valid" && <RevokeButton id={token.id} name={token.name} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Asks once more, in place: a revoked token never comes back. */
function RevokeButton({ id, name }: { id: string; name: string }) {
  const router = useRouter();
  const [isSure, setSure] = useState(false);
  const revoke = async () => {
    const answer = await fetch(`/api/tokens/${id}`, { method: "DELETE" }).catch(() => null);
    showToast(answer?.ok ? `Token ${name} is revoked` : "The token was not revoked");
    router.refresh();
  };
  return (
    <button
      type="button"
      className="btn sm"
      onBlur={() => setSure(false)}
      onClick={() => (isSure ? void revoke() : setSure(true))}
    >
      {isSure ? `Revoke ${name} for good` : "Revoke"}
    </button>
  );
}
