"use client";

import { useState, type FormEvent } from "react";
import { useRouter } from "next/navigation";
import { timeText } from "@/components/datasets/date-text";
import { showToast } from "@/components/layout/toast";
import type { ShownNote } from "@/lib/review/notes";
import type { ReviewRow } from "@/lib/review/review-model";
import { placesOf } from "./note-places";
import { writeNote } from "./review-requests";

interface Props {
  review: string;
  notes: readonly ShownNote[];
  selected: ReviewRow | null;
}

/** What people say of the review as a whole, of a comparison or of a point, oldest first. */
export function NotesCard({ review, notes, selected }: Props) {
  return (
    <section className="card clip" aria-labelledby="rv-notes">
      <div className="ch tight">
        <h2 id="rv-notes">Notes</h2>
      </div>
      {notes.length > 0 && (
        <ul className="plain rv-notes">
          {notes.map(({ id, on, text, writtenAt }) => (
            <li key={id}>
              <p className="mm rv-small">
                On {on ?? "something that is not shown here now"}, {timeText(writtenAt)}
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

const wholeReview = "";

function NoteForm({ review, selected }: Pick<Props, "review" | "selected">) {
  const router = useRouter();
  const [text, setText] = useState("");
  const [asked, setAsked] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const places = selected === null ? [] : placesOf(selected);
  // The comparison that is selected, unless something else of it was asked for.
  const on = places.find(({ about }) => about === asked) ?? places[0];
  const about = asked === wholeReview ? null : (on?.about ?? null);
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
        <label className="row rv-small rv-on">
          <span>On</span>
          <select
            className="inp rv-pick"
            value={about ?? wholeReview}
            onChange={(event) => setAsked(event.target.value)}
          >
            {places.map((place) => (
              <option key={place.about} value={place.about}>
                {place.text}
              </option>
            ))}
            <option value={wholeReview}>the review</option>
          </select>
        </label>
        <span className="sp" />
        <button type="submit" className="btn sm" disabled={busy || text.trim() === ""}>
          Add note
        </button>
      </div>
    </form>
  );
}
