"use client";

import Link from "next/link";
import { useEffect, useId, useRef } from "react";
import { Check } from "lucide-react";
import { counted } from "@/components/datasets/counted";
import { sizeText } from "@/components/datasets/size-text";
import { SeverityIcon } from "@/components/layout/severity-icon";
import { columnName, isStated, openColumns, openQuestions, type Base, type Mapping } from "./mapping";
import type { Preview } from "./preview";
import type { PublishAnswer } from "./publish-file";
import { isPublished, isSending, isStale, type UploadItem } from "./upload-state";
import type { Uploads } from "./use-uploads";

/** Title and the button that sends the file; then what became of it. */
export function PublishCard({
  item,
  preview,
  uploads,
}: {
  item: UploadItem;
  preview: Preview;
  uploads: Uploads;
}) {
  const { publishing } = item;
  return (
    <section className="card" aria-label="Publish">
      <div className="ch tight">
        <h2>Publish</h2>
      </div>
      <div className="up-publish">
        {publishing.state === "answered" && publishing.answer.kind !== "refused" ? (
          <Published answer={publishing.answer} preview={preview} item={item} uploads={uploads} />
        ) : (
          <>
            <TitleField item={item} onChange={(title) => uploads.rename(item.id, title)} />
            <p className="row up-kept">
              <Check size={14} aria-hidden />
              <span>
                The file is kept as it is. Points link to its lines, so it is never edited: a correction is a
                new dataset.
              </span>
            </p>
            {publishing.state === "answered" && publishing.answer.kind === "refused" && (
              <Refused answer={publishing.answer} />
            )}
            {publishing.state === "sending" ? (
              <Sending sent={publishing.sent} of={publishing.of} onStop={() => uploads.remove(item.id)} />
            ) : (
              <PublishButton item={item} preview={preview} onPublish={() => uploads.publish([item])} />
            )}
          </>
        )}
      </div>
    </section>
  );
}

function TitleField({ item, onChange }: { item: UploadItem; onChange: (title: string) => void }) {
  const id = useId();
  return (
    <div>
      <label className="mm small up-label" htmlFor={id}>
        Title
      </label>
      <input
        id={id}
        className="inp"
        value={item.title}
        maxLength={200}
        autoComplete="off"
        disabled={isSending(item)}
        onChange={(event) => onChange(event.target.value)}
      />
    </div>
  );
}

function PublishButton({
  item,
  preview,
  onPublish,
}: {
  item: UploadItem;
  preview: Preview;
  onPublish: () => void;
}) {
  const nothing = preview.points === 0;
  const again = item.publishing.state === "answered";
  const stale = isStale(item);
  const disabled = nothing || stale || item.publishing.state === "queued";
  return (
    <div>
      <button type="button" className="btn primary lg up-button" disabled={disabled} onClick={onPublish}>
        {again ? "Try again" : `Publish ${counted(preview.points, "point")}`}
        <kbd>⌘↵</kbd>
      </button>
      {stale ? (
        <p className="note up-note">The file is being read again by your change.</p>
      ) : nothing ? (
        <p className="note up-note">
          No point could be read from this file, so there is nothing to publish
          {preview.columns.some(({ role }) => role) && ", unless you say what its columns are"}.
        </p>
      ) : (
        <>
          {item.reading.state === "read" && <Confirms base={item.reading.base} mapping={item.mapping} />}
          {!again && (
            <p className="note up-note">
              Nothing has been sent yet. Publishing sends the file and its title.
            </p>
          )}
        </>
      )}
    </div>
  );
}

/** What publishing takes as suggested, and what it saves. */
function Confirms({ base, mapping }: { base: Base; mapping: Mapping }) {
  const open = openColumns(base, mapping);
  const left = openQuestions(base, mapping);
  const saves = isStated(mapping);
  return (
    <>
      {open.length > 0 && (
        <p className="note up-note">
          Publishing confirms{" "}
          {open.length === 1 ? "one suggested column" : `${open.length} suggested columns`}:{" "}
          <b>{namesOf(open.map(columnName))}</b>
          {saves ? "." : ", for this file only. What you confirm above is kept for files with this header."}
        </p>
      )}
      {left.map(({ kind }) => (
        <p key={kind} className="note up-note">
          {kind === "pivot"
            ? "Columns headed by values are left out until you say what they hold."
            : "Numbers with two readings are left out until you say which is meant."}
        </p>
      ))}
      {saves && (
        <p className="note up-note">
          Your mapping is saved as a recipe, and applied again to files with this header.
        </p>
      )}
    </>
  );
}

/** The first names of a long list, and how many more there are. */
function namesOf(names: readonly string[]): string {
  const most = 5;
  return names.length <= most
    ? names.join(", ")
    : `${names.slice(0, most).join(", ")} and ${names.length - most} more`;
}

function Sending({ sent, of, onStop }: { sent: number; of: number; onStop: () => void }) {
  return (
    <div className="up-said">
      <progress className="bar" max={Math.max(of, 1)} value={sent} aria-label="Sending the file" />
      <div className="row">
        <span className="mm small tn">
          {sent < of ? `${sizeText(sent)} of ${sizeText(of)} sent` : "All sent. The server is reading it."}
        </span>
        <span className="sp" />
        <button type="button" className="btn sm" onClick={onStop}>
          Stop
        </button>
      </div>
    </div>
  );
}

function Refused({ answer }: { answer: Extract<PublishAnswer, { kind: "refused" }> }) {
  return (
    <div className="fnd" role="alert">
      <SeverityIcon severity="impossible" />
      <div>
        <b>Not published.</b>{" "}
        <span className="m">
          {answer.says}
          {answer.where !== null && ` At ${answer.where}.`} The file is still here
          {answer.heard ? "." : ", and trying again is safe: the same bytes are never stored twice."}
        </span>
      </div>
    </div>
  );
}

function Published(props: {
  answer: Extract<PublishAnswer, { id: string }>;
  preview: Preview;
  item: UploadItem;
  uploads: Uploads;
}) {
  const { answer, preview, item, uploads } = props;
  const link = useRef<HTMLAnchorElement>(null);
  // The button that had the focus is gone; the next thing to do is one of these links.
  useEffect(() => {
    if (document.activeElement === document.body) link.current?.focus();
  }, []);
  const next = uploads.items.find((each) => each.id !== item.id && !isPublished(each));
  const metric = preview.metrics[0]?.id;
  const explore = new URLSearchParams({ ...(metric ? { metric } : {}), dataset: answer.id.slice(0, 12) });
  return (
    <>
      <div className="fnd" role="status">
        <SeverityIcon severity="pass" size={15} />
        <div>
          <b>{answer.kind === "created" ? "Published." : "These bytes are here already."}</b>{" "}
          <span className="m">
            {counted(answer.points, "point")}
            {answer.problems > 0 && `, ${counted(answer.problems, "problem")} listed by line`}.
            {answer.kind === "exists" && " The same file is never stored twice; nothing was changed."}
          </span>
        </div>
      </div>
      <div className="row up-links">
        <Link ref={link} className="btn primary" href={`/datasets/${answer.id}`}>
          Open the dataset
        </Link>
        <Link className="btn" href={`/explore?${explore}`}>
          Open in Explore
        </Link>
        {next && (
          <button type="button" className="btn ghost" onClick={() => uploads.show(next.id)}>
            Next: {next.file.name}
          </button>
        )}
      </div>
    </>
  );
}
