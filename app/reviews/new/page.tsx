import type { Metadata } from "next";
import { LinkForm } from "@/components/review/link-form";
import { linkedFiles } from "@/components/review/linked-file";
import { currentCatalogue } from "@/lib/catalogue/current";
import { LinkedReviewHere } from "../reviews-client";
import "../../styles/review.css";

export const metadata: Metadata = { title: "Review by link" };

interface Props {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** Compares the files that the address names. The server never fetches them: only this page's policy lets a browser do so. */
export default async function Page({ searchParams }: Props) {
  const query = queryOf(await searchParams);
  const files = linkedFiles(query);
  const isWhole = (["baseline", "candidate"] as const).every((side) =>
    files.some(({ role }) => role === side),
  );
  return (
    <main id="main" tabIndex={-1} className="wrap rv-page">
      {isWhole ? (
        <>
          <p className="noscript">
            Comparing files by link needs scripts: your browser fetches and reads them.
          </p>
          <LinkedReviewHere
            files={files}
            title={query.get("title")}
            initial={query.get("case")}
            own={currentCatalogue().added}
          />
        </>
      ) : (
        <>
          <div className="vh">
            <h1>Review by link</h1>
            <p className="sub">Two addresses of result files; your browser fetches and compares them.</p>
          </div>
          <section className="card clip" aria-label="Addresses">
            <LinkForm />
          </section>
        </>
      )}
    </main>
  );
}

function queryOf(params: Awaited<Props["searchParams"]>): URLSearchParams {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const each of Array.isArray(value) ? value : value === undefined ? [] : [value])
      query.append(name, each);
  }
  return query;
}
