"use client";

import { useCallback, useMemo, useState, type FormEvent } from "react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { ChevronRight, Copy, GitPullRequest, Link2, Paperclip, Pencil } from "lucide-react";
import { timeText } from "@/components/datasets/date-text";
import { copyText } from "@/components/layout/copy-text";
import { showToast } from "@/components/layout/toast";
import { ShareButton } from "@/components/share/share-button";
import type { ShareSource } from "@/components/share/share-source";
import { useDropAndPaste } from "@/components/upload/use-drop-and-paste";
import type { ShownNote } from "@/lib/review/notes";
import type { ReviewModel } from "@/lib/review/review-model";
import type { CandidateRole } from "@/lib/review/stored-review";
import { AttachPanel } from "./attach-panel";
import { CandidateList, type ListedCandidate } from "./candidate-list";
import type { EarlierFile, ReviewFile } from "./file-cards";
import { linkText } from "./link-text";
import { copyMarkdown } from "./markdown-card";
import { NotesCard } from "./notes-card";
import { changeReview, type ReviewChange } from "./review-requests";
import { ReviewView } from "./review-view";

export interface StoredReviewProps {
  review: {
    id: string;
    title: string;
    link: string | null;
    createdAt: string;
    updatedAt: string;
    notes: readonly ShownNote[];
  };
  model: ReviewModel;
  /** The candidate that `model` is about, and all of them. */
  chosen: CandidateRole;
  candidates: ListedCandidate[];
  files: ReviewFile[];
  earlier: EarlierFile[];
  initial: string | null;
}

/** A review that is kept here: what it shows, and what can be changed of it. */
export function StoredReview(props: StoredReviewProps) {
  const { review, model, chosen, candidates, files, earlier, initial } = props;
  const router = useRouter();
  const [open, setOpen] = useState<"nothing" | "naming" | "attaching">("nothing");
  const [dropped, setDropped] = useState<File | null>(null);
  const take = useCallback(([file]: readonly File[]) => {
    setDropped(file ?? null);
    setOpen("attaching");
  }, []);
  const over = useDropAndPaste(take);
  const change = async (asked: ReviewChange): Promise<boolean> => {
    const answer = await changeReview(review.id, asked);
    if ("says" in answer) showToast(answer.says);
    else router.refresh();
    return "made" in answer;
  };
  const query = chosen === candidates[0]?.role ? "" : `candidate=${chosen}`;
  const source = useMemo<ShareSource>(
    () => ({ kind: "review", title: review.title, page: `/reviews/${review.id}`, query }),
    [review.title, review.id, query],
  );
  const close = () => {
    setOpen("nothing");
    setDropped(null);
  };
  return (
    <>
      <nav className="row mm rv-small rv-crumbs" aria-label="Breadcrumb">
        <Link href="/reviews" prefetch={false}>
          Reviews
        </Link>
        <ChevronRight size={12} aria-hidden />
        <span aria-current="page" className="mono">
          {review.id.slice(0, 6)}
        </span>
      </nav>
      <div className="rv-head">
        {open === "naming" ? (
          <NameForm review={review} change={change} done={close} />
        ) : (
          <Title review={review} edit={() => setOpen("naming")} />
        )}
        <div className="row rv-actions script">
          <button
            type="button"
            className="btn"
            aria-expanded={open === "attaching"}
            onClick={() => setOpen(open === "attaching" ? "nothing" : "attaching")}
          >
            <Paperclip className="ic" size={14} aria-hidden />
            Attach CSV
          </button>
          <button
            type="button"
            className="btn"
            onClick={() => void copyText(window.location.href, { done: "Link copied" })}
          >
            <Link2 className="ic" size={14} aria-hidden />
            Copy link
          </button>
          <ShareButton source={source} className="btn" label="Share" keys />
          <button type="button" className="btn primary" onClick={() => copyMarkdown(model.markdown.table)}>
            <Copy className="ic" size={14} aria-hidden />
            Copy Markdown
          </button>
        </div>
      </div>
      {(open === "attaching" || over) && (
        <AttachPanel
          key={dropped?.name}
          files={files}
          dropped={dropped}
          over={over}
          change={change}
          done={close}
        />
      )}
      <ReviewView
        model={model}
        files={files}
        candidate={chosen}
        candidates={candidates.length > 1 && <CandidateList candidates={candidates} chosen={chosen} />}
        earlier={earlier}
        initial={initial}
        query={query}
        changeRules={(rules) => change({ rules })}
        detach={({ role, dataset }) => void change({ detach: [{ role, dataset }] })}
        notesOn={({ key }) => review.notes.filter(({ comparisons }) => comparisons.includes(key))}
        foot={(selected) => <NotesCard review={review.id} notes={review.notes} selected={selected} />}
      />
    </>
  );
}

function Title({ review, edit }: { review: StoredReviewProps["review"]; edit: () => void }) {
  const { title, link, createdAt, updatedAt } = review;
  return (
    <div className="vh">
      <div className="row">
        <h1>{title}</h1>
        <button type="button" className="ib s script" aria-label="Edit title and link" onClick={edit}>
          <Pencil className="ic" size={14} aria-hidden />
        </button>
      </div>
      <p className="m rv-sub">
        {link !== null && (
          <span className="row">
            <GitPullRequest className="ic" size={14} aria-hidden />
            <a className="lk" href={link} rel="noreferrer">
              {linkText(link)}
            </a>
          </span>
        )}
        <span className="mm">
          opened {timeText(createdAt)}
          {updatedAt !== createdAt && `, changed ${timeText(updatedAt)}`}
        </span>
      </p>
    </div>
  );
}

function NameForm({
  review,
  change,
  done,
}: {
  review: StoredReviewProps["review"];
  change: (change: ReviewChange) => Promise<boolean>;
  done: () => void;
}) {
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const link = String(typed.get("link")).trim();
    if (await change({ title: String(typed.get("title")), link: link === "" ? null : link })) done();
  };
  return (
    <form className="rv-name-form" onSubmit={(event) => void save(event)}>
      <label className="rv-field rv-wide">
        <span>Title</span>
        <input className="inp" name="title" required maxLength={200} defaultValue={review.title} autoFocus />
      </label>
      <label className="rv-field rv-wide">
        <span>Link to the pull request</span>
        <input
          className="inp"
          name="link"
          type="url"
          pattern="https?://.*"
          maxLength={2000}
          defaultValue={review.link ?? ""}
        />
      </label>
      <div className="row">
        <button type="submit" className="btn sm primary">
          Save
        </button>
        <button type="button" className="btn sm ghost" onClick={done}>
          Cancel
        </button>
      </div>
    </form>
  );
}
