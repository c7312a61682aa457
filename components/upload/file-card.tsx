"use client";

import { SeverityIcon } from "@/components/layout/severity-icon";
import { counted } from "@/components/datasets/counted";
import { sizeText } from "@/components/datasets/size-text";
import type { Preview } from "./preview";
import { ReadingBar } from "./reading-bar";
import type { UploadItem } from "./upload-state";
import type { Uploads } from "./use-uploads";

/** The shown file: what it is, or how far it has been read, or why it could not be. */
export function FileCard({ item, uploads }: { item: UploadItem; uploads: Uploads }) {
  const { reading, file } = item;
  const preview = reading.state === "read" ? reading.preview : null;
  return (
    <div className="card up-file">
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
      {reading.state === "reading" && <ReadingBar {...reading} />}
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
