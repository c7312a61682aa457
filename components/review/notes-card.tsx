"use client";

import { useState, type FormEvent } from "react";
import { useRouter } from "next/navigation";
import { timeText } from "@/components/datasets/date-text";
import { showToast } from "@/components/layout/toast";
import type { ReviewRow } from "@/lib/review/review-model";
import type { ReviewNote } from "@/lib/review/stored-review";
import { writeNote } from "./review-requests";

interface Props {
  review: string;
  notes: readonly ReviewNote[];
  selected: ReviewRow | null;
  /** What a comparison is called; null where the review has it no more. */
  titleOf: (key: string) => string | null;
}

/** What people say of the review as a whole or of one comparison, oldest first. */
export function NotesCard({ review, notes, selected, titleOf }: Props) {
  return (
    <section className="card clip" aria-labelledby="rv-notes">
      <div className="ch tight">
        <h2 id="rv-notes">Notes</h2>
      </div>
      {notes.length > 0 && (
        <ul className="plain rv-notes">
          {notes.map(({ id, about, text, writtenAt }) => (
            <li key={id}>
              <p className="mm rv-small">
                On {about === null ? "the review" : (titleOf(about) ?? "a comparison that is here no more")},{" "}
                {timeText(writtenAt)}
              </p>
              <p className="rv-note-text">{text}</p>
            </li>
          ))}
        </ul>
      )}
      <NoteForm review={review} selected={selected} />
    </section>
  );
}

function NoteForm({ review, selected }: Pick<Props, "review" | "selected">) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [onCase, setOnCase] = useState(true);
  const [busy, setBusy] = useState(false);
  const about = onCase && selected !== null ? selected.key : null;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const answer = await writeNote(review, about, text.trim());
    setBusy(false);
    if ("says" in answer) return showToast(answer.says);
    setText("");
    router.refresh();
  };
  return (
    <form className="rv-note-form script" onSubmit={(event) => void send(event)}>
      <label className="sr" htmlFor="rv-note">
        Note
      </label>
      <textarea
        id="rv-note"
        className="inp"
        rows={2}
        required
        maxLength={10_000}
        placeholder="What should be known of this?"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="row">
        {selected !== null && (
          <label className="row rv-small">
            <input type="checkbox" checked={onCase} onChange={(event) => setOnCase(event.target.checked)} />
            <span>on {selected.title}</span>
          </label>
        )}
        <span className="sp" />
        <button type="submit" className="btn sm" disabled={busy || text.trim() === ""}>
          Add note
        </button>
      </div>
    </form>
  );
}
