"use client";

import { useCallback, useEffect, useReducer, useRef } from "react";
import { announce } from "@/components/layout/announce";
import { counted } from "@/components/datasets/counted";
import { countText } from "@/lib/series/number-text";
import type { Series } from "@/lib/series/series";
import { PreviewReader, type StartWorker } from "./preview-reader";
import { publishFile } from "./publish-file";
import {
  isPublished,
  newItem,
  nextUploads,
  noUploads,
  type UploadItem,
  type UploadState,
} from "./upload-state";

export interface Uploads extends UploadState {
  add: (files: readonly File[]) => void;
  show: (id: number) => void;
  /** Takes a file off the page; stops whatever is being done with it. */
  remove: (id: number) => void;
  rename: (id: number, title: string) => void;
  publish: (item: UploadItem) => void;
  chart: (id: number, metric: string) => Promise<Series | null>;
}

/** The files of the page, read one after another in workers and published when asked. */
export function useUploads(startWorker: StartWorker, slots: Record<string, number>): Uploads {
  const [state, dispatch] = useReducer(nextUploads, noUploads);
  const readers = useRef(new Map<number, PreviewReader>());
  const uploads = useRef(new Map<number, AbortController>());
  const nextId = useRef(1);

  const waiting = state.items.find(({ reading }) => reading.state === "waiting");
  const busy = state.items.some(({ reading }) => reading.state === "reading");
  useEffect(() => {
    if (busy || waiting === undefined) return;
    const { id, file } = waiting;
    const reader = new PreviewReader(startWorker);
    readers.current.set(id, reader);
    dispatch({
      type: "reading",
      id,
      reading: { state: "reading", stage: "hashing", done: 0, of: file.size },
    });
    reader
      .read(file, slots, (stage, done, of) =>
        dispatch({ type: "reading", id, reading: { state: "reading", stage, done, of } }),
      )
      .then(
        (preview) => {
          dispatch({ type: "reading", id, reading: { state: "read", preview } });
          announce(
            `${file.name} read: ${counted(preview.points, "point")}, ${counted(preview.problems.length, "problem")}.`,
          );
        },
        (fault: Error) => {
          dispatch({ type: "reading", id, reading: { state: "failed", says: fault.message } });
          announce(`${file.name} could not be read.`);
        },
      );
  }, [busy, waiting, startWorker, slots]);

  useEffect(() => {
    const [open, sending] = [readers.current, uploads.current];
    return () => {
      for (const reader of open.values()) reader.close();
      for (const upload of sending.values()) upload.abort();
      open.clear();
      sending.clear();
    };
  }, []);

  const add = useCallback((files: readonly File[]) => {
    if (files.length === 0) return;
    dispatch({ type: "add", items: files.map((file) => newItem(nextId.current++, file)) });
    announce(files.length === 1 ? `Reading ${files[0]?.name}` : `Reading ${countText(files.length)} files`);
  }, []);

  const remove = useCallback((id: number) => {
    readers.current.get(id)?.close();
    readers.current.delete(id);
    uploads.current.get(id)?.abort();
    uploads.current.delete(id);
    dispatch({ type: "remove", id });
  }, []);

  const publish = useCallback((item: UploadItem) => {
    const { id, file, title, reading } = item;
    if (reading.state !== "read" || item.publishing.state === "sending" || isPublished(item)) return;
    const stop = new AbortController();
    uploads.current.set(id, stop);
    const onProgress = (sent: number, of: number) =>
      dispatch({ type: "publishing", id, publishing: { state: "sending", sent, of } });
    onProgress(0, file.size);
    const { sha256, importer } = reading.preview;
    void publishFile({
      file,
      title,
      sha256,
      importer: importer?.id ?? null,
      onProgress,
      signal: stop.signal,
    }).then((answer) => {
      uploads.current.delete(id);
      dispatch({ type: "publishing", id, publishing: { state: "answered", answer } });
      announce(answer.kind === "refused" ? `Not published. ${answer.says}` : `${file.name} is published.`);
    });
  }, []);

  const show = useCallback((id: number) => dispatch({ type: "show", id }), []);
  const rename = useCallback((id: number, title: string) => dispatch({ type: "title", id, title }), []);
  const chart = useCallback(
    (id: number, metric: string) => readers.current.get(id)?.chart(metric) ?? Promise.resolve(null),
    [],
  );
  return { ...state, add, show, remove, rename, publish, chart };
}
