"use client";

import Link from "next/link";
import { memo } from "react";
import { X } from "lucide-react";
import { counted } from "@/components/datasets/counted";
import { countProblems } from "@/lib/points/problem";
import { countText } from "@/lib/series/number-text";
import { isSite } from "@/lib/view/site";
import { openCount } from "./mapping";
import { isPublishable, isPublished, isSending, isStale, type UploadItem } from "./upload-state";
import type { Uploads } from "./use-uploads";

/** All files of the page with their states: one is shown below, all that are read can be published at once. */
export function FilesCard({ uploads }: { uploads: Uploads }) {
  const { items, shown, notes } = uploads;
  const ready = items.filter(isPublishable);
  const isBusy = items.some(isSending);
  const asking = ready.filter((item) => openOf(item) > 0).length;
  return (
    <section className="card clip" aria-label="Files on this page">
      <div className="ch tight">
        <h2>Files</h2>
        <span className="mm">{summary(items)}</span>
        <span className="sp" />
        {!isSite && ready.length > 1 && (
          <button
            type="button"
            className="btn sm primary"
            disabled={isBusy}
            onClick={() => uploads.publish(ready)}
          >
            Publish {countText(ready.length)} files
          </button>
        )}
      </div>
      {!isSite && asking > 0 && ready.length > 1 && (
        <p className="note up-said-by">
          {counted(asking, "file has", "files have")} columns to confirm; publishing takes them as suggested,
          for these files only.
        </p>
      )}
      <ul className="plain up-files" tabIndex={0} aria-label="Files">
        {items.map((item) => (
          <FileRow
            key={item.id}
            item={item}
            isShown={item.id === shown}
            show={uploads.show}
            remove={uploads.remove}
          />
        ))}
      </ul>
      {notes.length > 0 && (
        <ul className="plain cf up-notes">
          {notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </section>
  );
}

function summary(items: readonly UploadItem[]): string {
  const published = items.filter(isPublished).length;
  const read = items.filter(({ reading }) => reading.state === "read").length;
  const waiting = items.filter(
    ({ reading }) => reading.state === "waiting" || reading.state === "reading",
  ).length;
  return [
    read === items.length ? `${countText(read)} read` : `${countText(items.length)}, ${countText(read)} read`,
    ...(waiting > 0 ? [`${countText(waiting)} to read`] : []),
    ...(published > 0 ? [`${countText(published)} published`] : []),
  ].join(", ");
}

function openOf({ reading, mapping }: UploadItem): number {
  return reading.state === "read" ? openCount(reading.base, mapping) : 0;
}

const FileRow = memo(function FileRow({
  item,
  isShown,
  show,
  remove,
}: {
  item: UploadItem;
  isShown: boolean;
  show: (id: number) => void;
  remove: (id: number) => void;
}) {
  const { publishing } = item;
  const answer =
    publishing.state === "answered" && publishing.answer.kind !== "refused" ? publishing.answer : null;
  return (
    <li className={isShown ? "on" : ""}>
      <button type="button" aria-current={isShown ? "true" : undefined} onClick={() => show(item.id)}>
        <span className="up-other-name">{item.file.name}</span>
        <span className="mm up-other-state">{stateText(item)}</span>
      </button>
      {answer && (
        <Link className="small" href={`/datasets/${answer.id}`} prefetch={false}>
          Open
        </Link>
      )}
      <button
        type="button"
        className="up-x"
        aria-label={`Remove ${item.file.name}`}
        onClick={() => remove(item.id)}
      >
        <X size={12} aria-hidden />
      </button>
    </li>
  );
});

/** What became of a file, in a few words; of one that is no result, why. */
export function stateText(item: UploadItem): string {
  const { reading, publishing } = item;
  if (publishing.state === "queued") return "waits to be sent";
  if (publishing.state === "sending") return "sending";
  if (publishing.state === "answered")
    return publishing.answer.kind === "refused" ? `not published: ${publishing.answer.says}` : "published";
  if (reading.state === "waiting") return "waiting";
  if (reading.state === "reading")
    return `reading, ${reading.of > 0 ? Math.floor((100 * reading.done) / reading.of) : 0} %`;
  if (reading.state === "failed") return `not read: ${reading.says}`;
  if (isStale(item)) return "reading again";
  return readText(item, reading.preview);
}

function readText(
  item: UploadItem,
  { points, problems }: Extract<UploadItem["reading"], { state: "read" }>["preview"],
): string {
  const [first] = problems;
  if (points === 0 && openOf(item) > 0) return `${countText(openOf(item))} to confirm, no point until then`;
  if (points === 0) return first ? `no results: found ${first.found}` : "no results";
  const open = openOf(item);
  return [
    counted(points, "point"),
    ...(problems.length > 0 ? [counted(countProblems(problems), "problem")] : []),
    ...(open > 0 ? [`${countText(open)} to confirm`] : []),
  ].join(", ");
}
