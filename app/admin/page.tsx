import type { Metadata } from "next";
import Link from "next/link";
import { TokenTable, type TokenRow } from "@/components/access/token-table";
import { WriteTable } from "@/components/access/write-table";
import { isValid } from "@/lib/server/token-text";
import { tokenList, writeList, type ListedToken } from "@/lib/server/tokens";
import "../styles/access.css";

export const metadata: Metadata = { title: "Administration", robots: { index: false } };

interface Props {
  searchParams: Promise<{ before?: string | string[] }>;
}

export default async function Page({ searchParams }: Props) {
  const { before } = await searchParams;
  const [tokens, { writes, next }] = await Promise.all([
    tokenList(),
    writeList(typeof before === "string" && /^[1-9]\d{0,14}$/.test(before) ? before : null),
  ]);
  const names = new Map(tokens.map(({ id, name }) => [id, name]));
  const rows = writes.map(({ token, ...rest }) => ({
    ...rest,
    by: token === null ? null : (names.get(token) ?? token),
  }));
  return (
    <main id="main" tabIndex={-1} className="wrap ac-page">
      <div className="vh">
        <h1>Administration</h1>
        <p className="sub">Who may write here, and every write that was asked for.</p>
      </div>
      <section className="card clip" aria-labelledby="tokens">
        <div className="ch tight">
          <h2 id="tokens">Tokens</h2>
          <span className="mm">made on the server alone: npx whisker token create</span>
        </div>
        {tokens.length > 0 ? (
          <TokenTable tokens={tokens.map(tokenRow)} />
        ) : (
          <p className="ac-none m">
            There is none. This server answers to its own machine only, which needs no token.
          </p>
        )}
      </section>
      <section className="card clip" aria-labelledby="writes">
        <div className="ch tight">
          <h2 id="writes">Writes</h2>
          <span className="mm">newest first; nothing is ever changed or taken out</span>
        </div>
        {rows.length > 0 ? (
          <WriteTable writes={rows} />
        ) : (
          <p className="ac-none m">Nothing was written yet.</p>
        )}
        {next !== null && (
          <p className="ac-none">
            <Link className="lk" href={`/admin?before=${next}`} prefetch={false}>
              Earlier writes
            </Link>
          </p>
        )}
      </section>
    </main>
  );
}

function tokenRow({ revokedAt, ...token }: ListedToken): TokenRow {
  const state = revokedAt !== null ? "revoked" : isValid({ revokedAt, ...token }) ? "valid" : "expired";
  return { ...token, state };
}
