"use client";

import { useEffect, useState } from "react";
import { ChevronRight, Copy, Link2, Save } from "lucide-react";
import { copyText } from "@/components/layout/copy-text";
import { showToast } from "@/components/layout/toast";
import type { ReviewModel } from "@/lib/review/review-model";
import type { ReviewFile } from "./file-cards";
import { fetchLinked, pinnedQuery, type LinkedFile } from "./linked-file";
import { copyMarkdown } from "./markdown-card";
import { readReview, type FileRead, type StartWorker } from "./review-reader";
import { createReview, storeFile } from "./review-requests";
import { ReviewView } from "./review-view";

interface Props {
  files: LinkedFile[];
  title: string | null;
  initial: string | null;
  startWorker: StartWorker;
}

/** A review that is only a link: its files are fetched by the reader's browser, compared there, and stored nowhere. */
export function LinkedReview({ files, title, initial, startWorker }: Props) {
  const state = useLinked(files, title, startWorker);
  return (
    <>
      <nav className="row mm rv-small rv-crumbs" aria-label="Breadcrumb">
        <a href="/reviews">Reviews</a>
        <ChevronRight size={12} aria-hidden />
        <span aria-current="page">by link</span>
      </nav>
      <div className="rv-head">
        <div className="vh">
          <h1>{title ?? "Review by link"}</h1>
          <p className="m rv-sub">
            Stored nowhere: your browser fetched the files and compared them. The link names each file’s
            sha256.
          </p>
        </div>
        {state.step === "shown" && <Actions shown={state} title={title} />}
      </div>
      {state.step === "shown" ? (
        <ReviewView model={state.model} files={state.shown} initial={initial} query={state.query} />
      ) : (
        <Progress files={files} state={state} />
      )}
    </>
  );
}

type State =
  | { step: "reading"; tells: Record<string, string> }
  | { step: "refused"; tells: Record<string, string>; changed: boolean }
  | { step: "shown"; model: ReviewModel; shown: ReviewFile[]; query: string; fetched: Fetched[] };

interface Fetched {
  linked: LinkedFile;
  file: File;
  key: string;
}

function useLinked(files: LinkedFile[], title: string | null, startWorker: StartWorker): State {
  const [state, setState] = useState<State>({ step: "reading", tells: {} });
  const asked = JSON.stringify([files, title]);
  useEffect(() => {
    const stop = new AbortController();
    const [wanted, named] = JSON.parse(asked) as [LinkedFile[], string | null];
    void compare(wanted, named, startWorker, stop.signal).then((next) => {
      if (!stop.signal.aborted && next !== null) setState(next);
    });
    return () => stop.abort();
  }, [asked, startWorker]);
  return state;
}

/** Fetches, reads and compares; null where it was stopped. Nothing is compared unless every file is what the link says. */
async function compare(
  files: readonly LinkedFile[],
  title: string | null,
  startWorker: StartWorker,
  signal: AbortSignal,
): Promise<State | null> {
  const tells: Record<string, string> = {};
  const found = await Promise.all(
    files.map(async (linked): Promise<Fetched[]> => {
      try {
        const file = await fetchLinked(linked, window.location.href, signal);
        return [{ linked, file, key: keyOf(linked) }];
      } catch (fault) {
        tells[keyOf(linked)] = fault instanceof Error ? fault.message : String(fault);
        return [];
      }
    }),
  );
  if (signal.aborted) return null;
  const fetched = found.flat();
  if (fetched.length < files.length) return { step: "refused", tells, changed: false };
  return read(fetched, title, startWorker, signal);
}

async function read(
  fetched: Fetched[],
  title: string | null,
  startWorker: StartWorker,
  signal: AbortSignal,
): Promise<State | null> {
  const request = {
    files: fetched.map(({ key, linked, file }) => ({ key, role: linked.role, file, url: linked.url })),
    title: title ?? "Review by link",
    url: null,
  };
  const answer = await readReview(startWorker, request, signal).catch((fault: Error) => fault.message);
  if (answer === null) return null;
  if (typeof answer === "string")
    return { step: "refused", tells: { [fetched[0]!.key]: answer }, changed: false };
  const facts = new Map(answer.files.map((each) => [each.key, each]));
  const tells = Object.fromEntries(fetched.flatMap((each) => refusalOf(each, facts.get(each.key))));
  const changed = fetched.some((each) => hasChanged(each, facts.get(each.key)));
  if (answer.model === null || Object.keys(tells).length > 0) return { step: "refused", tells, changed };
  const pinned = fetched.map(({ linked, key }) => {
    const of = facts.get(key)!;
    return { ...linked, sha256: "sha256" in of ? of.sha256 : null };
  });
  const query = pinnedQuery(pinned, title);
  const shown = fetched.map(({ linked, file, key }) => shownFile(linked, file, facts.get(key)!));
  return { step: "shown", model: answer.model, shown, query, fetched };
}

function keyOf({ role, url }: Pick<LinkedFile, "role" | "url">): string {
  return `${role} ${url}`;
}

function hasChanged({ linked }: Fetched, read: FileRead | undefined): boolean {
  return read !== undefined && "sha256" in read && linked.sha256 !== null && read.sha256 !== linked.sha256;
}

function refusalOf(fetched: Fetched, read: FileRead | undefined): [string, string][] {
  if (read === undefined) return [[fetched.key, "It was not read."]];
  if ("says" in read) return [[fetched.key, read.says]];
  if (!hasChanged(fetched, read)) return [];
  const says = `It is not the file that this link was made for: sha256 ${read.sha256.slice(0, 12)} … where the link says ${fetched.linked.sha256!.slice(0, 12)} …`;
  return [[fetched.key, says]];
}

function shownFile({ role, url }: LinkedFile, file: File, read: FileRead): ReviewFile {
  const facts = "sha256" in read ? read : null;
  return {
    role,
    dataset: keyOf({ role, url }),
    name: file.name,
    sha256: facts?.sha256 ?? "",
    href: url,
    commit: facts?.commit ?? null,
    lines: facts?.lines ?? null,
    evidence: facts?.evidence ?? { samples: 0, summary: 0, single: 0, claim: 0 },
    audited: facts?.audited ?? { kind: "under way" },
    says: null,
  };
}

function Progress({
  files,
  state,
}: {
  files: readonly LinkedFile[];
  state: Exclude<State, { step: "shown" }>;
}) {
  const isRefused = state.step === "refused";
  return (
    <section className="card clip rv-linked" aria-live="polite" aria-busy={!isRefused}>
      <div className="ch tight">
        <h2>{isRefused ? "These files cannot be compared" : "Fetching the files"}</h2>
      </div>
      <ul className="plain rv-notes">
        {files.map((each) => {
          const says = state.tells[keyOf(each)];
          return (
            <li key={keyOf(each)}>
              <span className="tag">{each.role}</span> <code className="rv-address">{each.url}</code>
              {isRefused && (
                <p className={says ? "rv-bad" : "mm"}>{says ?? "Nothing is wrong with this one."}</p>
              )}
            </li>
          );
        })}
      </ul>
      {isRefused && state.changed && (
        <p className="rv-pad">
          <a
            className="btn"
            href={`?${pinnedQuery(
              files.map((each) => ({ ...each, sha256: null })),
              null,
            )}`}
          >
            Compare what is there now
          </a>
        </p>
      )}
    </section>
  );
}

function Actions({ shown, title }: { shown: Extract<State, { step: "shown" }>; title: string | null }) {
  const [busy, setBusy] = useState(false);
  const link = () => new URL(`/reviews/new?${shown.query}`, window.location.href).href;
  const store = async () => {
    setBusy(true);
    const says = await storeAll(shown.fetched, title ?? "Review by link");
    if (says !== null) {
      setBusy(false);
      showToast(says);
    }
  };
  return (
    <div className="row rv-actions">
      <button type="button" className="btn" disabled={busy} onClick={() => void store()}>
        <Save className="ic" size={14} aria-hidden />
        {busy ? "Storing" : "Store this review"}
      </button>
      <button
        type="button"
        className="btn"
        onClick={() => void copyText(link(), { done: "Link copied, both files pinned" })}
      >
        <Link2 className="ic" size={14} aria-hidden />
        Copy link
      </button>
      <button
        type="button"
        className="btn primary"
        onClick={() => copyMarkdown(`${shown.model.markdown.table.trimEnd()} [Open in Whisker](${link()})\n`)}
      >
        <Copy className="ic" size={14} aria-hidden />
        Copy Markdown
      </button>
    </div>
  );
}

/** Stores the files as they were fetched, and goes to their review; answers why not. */
async function storeAll(fetched: readonly Fetched[], title: string): Promise<string | null> {
  const attachments: { role: LinkedFile["role"]; dataset: string }[] = [];
  for (const { file, linked } of fetched) {
    const stored = await storeFile(file, null);
    if (stored.kind === "refused") return `${file.name}: ${stored.says}`;
    attachments.push({ role: linked.role, dataset: stored.id });
  }
  const made = await createReview({ title, link: null, attachments });
  if ("says" in made) return made.says;
  window.location.assign(made.made.url);
  return null;
}
