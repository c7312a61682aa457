"use client";

import { X } from "lucide-react";
import { SeverityIcon } from "@/components/layout/severity-icon";
import { counted } from "@/components/datasets/counted";
import { sizeText } from "@/components/datasets/size-text";
import { countText } from "@/lib/series/number-text";
import type { Preview, PreviewStage } from "./preview";
import { isPublished, type UploadItem } from "./upload-state";
import type { Uploads } from "./use-uploads";

/** The shown file: what it is, or how far it has been read, or why it could not be; and the others, one click away. */
export function FileCard({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const { reading, file } = item;
  const preview = reading.state === "read" ? reading.preview : null;
  return (
    <div className="card up-file">
      {uploads.items.length > 1 && <Others shown={item} uploads={uploads} />}
      <div className="row up-file-head">
        <span className="up-ending" aria-hidden="true">
          {endingOf(file.name)}
        </span>
        <div className="up-file-name">
          <div className="up-name">{file.name}</div>
          <div className="mm small">{identity(item, preview)}</div>
        </div>
        <span className="sp" />
        <button type="button" className="btn sm" onClick={() => uploads.remove(item.id)}>
          {reading.state === "reading" || reading.state === "waiting" ? "Cancel" : "Remove"}
        </button>
      </div>
      {reading.state === "reading" && <Progress {...reading} />}
      {reading.state === "waiting" && <p className="mm small up-said">Waiting for the file before it.</p>}
      {reading.state === "failed" && <Failed says={reading.says} />}
      {preview && <Detected preview={preview} />}
    </div>
  );
}

function identity(item: UploadItem, preview: Preview | null) {
  if (!preview) return sizeText(item.file.size);
  return (
    <>
      {sizeText(item.file.size)}
      {preview.lines !== null && `, ${counted(preview.lines, "line")}`}, sha256{" "}
      <code title={preview.sha256}>
        {preview.sha256.slice(0, 4)} … {preview.sha256.slice(-4)}
      </code>
    </>
  );
}

function endingOf(name: string): string {
  return (/\.([a-z0-9]{1,5})$/i.exec(name)?.[1] ?? "?").toUpperCase();
}

const stageWords: Record<PreviewStage, string> = {
  hashing: "Computing the sha256",
  reading: "Reading points",
  marking: "Finding the lines with problems",
};

function Progress({ stage, done, of }: { stage: PreviewStage; done: number; of: number }) {
  const percent = of > 0 ? Math.floor((100 * done) / of) : 0;
  return (
    <div className="up-said">
      <progress className="bar" max={Math.max(of, 1)} value={done} aria-label={stageWords[stage]} />
      <div className="mm small tn">
        {stageWords[stage]}, {percent} % of {sizeText(of)}. In this browser; nothing is sent.
      </div>
    </div>
  );
}

function Failed({ says }: { says: string }) {
  return (
    <div className="fnd up-said" role="alert">
      <SeverityIcon severity="impossible" />
      <div>
        <b>This file could not be read.</b> <span className="m">{says} Nothing was sent or stored.</span>
      </div>
    </div>
  );
}

function Detected({ preview }: { preview: Preview }) {
  return (
    <div className="up-facts">
      {preview.importer && <span className="tag">{preview.importer.label}</span>}
      {preview.facts.map((fact) => (
        <span key={fact} className="tag">
          {fact}
        </span>
      ))}
      <span className="mm small">{preview.why}</span>
    </div>
  );
}

function Others({ shown, uploads }: { shown: UploadItem; uploads: Uploads }) {
  return (
    <ul className="plain up-others" aria-label="Files on this page">
      {uploads.items.map((item) => (
        <li key={item.id} className={item.id === shown.id ? "on" : ""}>
          <button
            type="button"
            aria-current={item.id === shown.id ? "true" : undefined}
            onClick={() => uploads.show(item.id)}
          >
            <span className="up-other-name">{item.file.name}</span>
            <span className="mm">{stateWord(item)}</span>
          </button>
          <button
            type="button"
            className="up-x"
            aria-label={`Remove ${item.file.name}`}
            onClick={() => uploads.remove(item.id)}
          >
            <X size={12} aria-hidden />
          </button>
        </li>
      ))}
    </ul>
  );
}

function stateWord(item: UploadItem): string {
  if (isPublished(item)) return "published";
  if (item.publishing.state === "sending") return "sending";
  if (item.reading.state === "read") return countText(item.reading.preview.points);
  return { waiting: "waiting", reading: "reading", failed: "not read" }[item.reading.state];
}
