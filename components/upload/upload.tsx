"use client";

import { isSite } from "@/lib/view/site";
import { useEffect } from "react";
import { FindingsPanel } from "@/components/audit/findings-panel";
import { ColumnsCard } from "./columns-card";
import { DropZone } from "./drop-zone";
import { FileCard } from "./file-card";
import { FilesCard } from "./files-card";
import { LinesCard } from "./lines-card";
import type { StartWorker } from "./preview-reader";
import { PreviewCard } from "./preview-card";
import { loadChart } from "./preview-figure";
import { PublishCard } from "./publish-card";
import { Steps } from "./steps";
import { useDropAndPaste } from "./use-drop-and-paste";
import { isStale } from "./upload-state";
import { useUploads, type UploadSettings } from "./use-uploads";

/**
 * The upload page: file, columns, lines, publish. Files are read in this browser; the bytes leave it when the reader
 * presses Publish and not before.
 */
export function Upload({ startWorker, settings }: { startWorker: StartWorker; settings: UploadSettings }) {
  const uploads = useUploads(startWorker, settings);
  const over = useDropAndPaste(uploads.add);
  const item = uploads.items.find(({ id }) => id === uploads.shown) ?? null;
  const preview = item?.reading.state === "read" ? item.reading.preview : null;
  const isEmpty = item === null;
  useEffect(() => {
    if (!isEmpty) void loadChart();
  }, [isEmpty]);
  usePublishKey(() => !isSite && item && uploads.publish([item]));
  return (
    <>
      <div className="row up-head">
        <div className="vh">
          <h1>Upload results</h1>
        </div>
        <span className="sp" />
        {!isSite && <Steps item={item} />}
      </div>
      <div className={item ? "up-cols" : "up-empty"}>
        <div className="cards">
          <section className={`up-zone ${over ? "over" : ""} ${item ? "" : "alone"}`} aria-label="File">
            {item && <FileCard item={item} uploads={uploads} />}
            <DropZone add={uploads.add} over={over} more={item !== null} />
          </section>
          {!item && <Beforehand />}
          {uploads.items.length > 1 && <FilesCard uploads={uploads} />}
          {item && preview && preview.columns.length > 0 && (
            <ColumnsCard key={`columns ${item.id}`} item={item} uploads={uploads} />
          )}
          {preview && <LinesCard key={item?.id} preview={preview} />}
        </div>
        {item && preview && (
          <div className="cards up-right">
            <PreviewCard
              key={item.id}
              preview={preview}
              isStale={isStale(item)}
              chart={(metric) => uploads.chart(item.id, metric)}
            />
            {isSite ? <StaysHere /> : <PublishCard item={item} preview={preview} uploads={uploads} />}
            {preview.points > 0 && <FindingsPanel heading="Audit preview" audited={preview.audited} />}
          </div>
        )}
      </div>
    </>
  );
}

/** In place of the card that publishes: a site of files has nowhere to put one. */
function StaysHere() {
  return (
    <section className="card" aria-label="Where the file is">
      <div className="ch tight">
        <h2>Read here only</h2>
      </div>
      <div className="up-publish">
        <p className="note">
          This is a site of files without a server. What you dropped was read in this browser and is gone when
          you leave the page.
        </p>
      </div>
    </section>
  );
}

/** What a reader wants to know before giving a file away. */
function Beforehand() {
  return (
    <dl className="up-before">
      <div>
        <dt>Read in this browser</dt>
        <dd>
          {isSite
            ? "Format, units, problems by line and a chart are shown. The file never leaves this browser: there is no server that could take it."
            : "Format, units, problems by line and a chart are shown first. Nothing is sent until you press Publish."}
        </dd>
      </div>
      <div>
        <dt>What is recognised</dt>
        <dd>
          What the usual tools write (vLLM, SGLang, llama-bench, MLPerf and more), Whisker’s own CSV and JSON,
          Markdown tables, and any table: where a header leaves open what a column holds, you are asked. Of a
          zip, each file.
        </dd>
      </div>
      <div>
        <dt>What is kept</dt>
        <dd>
          The bytes as they are, named by their sha256. “N/A”, “OOM” and blanks stay missing; a bad line costs
          only itself.
        </dd>
      </div>
    </dl>
  );
}

/** ⌘↵, Ctrl ↵: publish, in the title field too. */
function usePublishKey(publish: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      publish();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });
}
