"use client";

import { startTransition, useCallback, useEffect, useMemo, useReducer, useRef } from "react";
import { announce } from "@/components/layout/announce";
import { counted } from "@/components/datasets/counted";
import { countProblems } from "@/lib/points/problem";
import { countText } from "@/lib/series/number-text";
import type { Series } from "@/lib/series/series";
import { isSite } from "@/lib/view/site";
import { publishRecipe, recipeOf, type Mapping } from "./mapping";
import type { ReadRequest, Unpacked } from "./preview";
import type { OnProgress, StartWorker } from "./preview-reader";
import { publishFile } from "./publish-file";
import { Readers } from "./readers";
import {
  isBusy,
  isPublishable,
  needsUpdate,
  newItem,
  nextUploads,
  noUploads,
  type UploadAction,
  type UploadItem,
  type UploadState,
} from "./upload-state";

export interface Uploads extends UploadState {
  add: (files: readonly File[]) => void;
  show: (id: number) => void;
  /** Takes a file off the page; stops whatever is being done with it. */
  remove: (id: number) => void;
  rename: (id: number, title: string) => void;
  /** Says what the columns of files with one header are; each is read again. */
  map: (ids: readonly number[], mapping: Mapping) => void;
  /** Stops reading by a changed mapping: what is shown stays, and the mapping goes back to it. */
  cancelUpdate: (item: UploadItem) => void;
  /** Publishes what can be, one after another. */
  publish: (items: readonly UploadItem[]) => void;
  chart: (id: number, metric: string) => Promise<Series | null>;
}

/** What the page knows beside its files. */
export interface UploadSettings {
  /** Colours that systems already have here, so that the preview shows the colours they will keep. */
  slots: Record<string, number>;
  /** The most bytes of one upload. */
  maxUpload: number;
}

/** So long (ms) nothing is read after a change, since another one often follows. */
const pause = 250;

/** The files of the page, read one after another in workers and published when asked. */
export function useUploads(startWorker: StartWorker, { slots, maxUpload }: UploadSettings): Uploads {
  const [state, dispatch] = useReducer(nextUploads, noUploads);
  // What brings a whole file onto the page is drawn in small pieces, so that no frame waits for it.
  const bring = useCallback((action: UploadAction) => startTransition(() => dispatch(action)), []);
  const readers = useMemo(() => new Readers(startWorker), [startWorker]);
  const uploads = useRef(new Map<number, AbortController>());
  const nextId = useRef(1);

  const request = useCallback(
    (item: UploadItem): ReadRequest => {
      const { file, reading, mapping } = item;
      const isRead = reading.state === "read";
      return {
        file,
        slots,
        unpackLimit: maxUpload,
        sha256: isRead ? reading.preview.sha256 : null,
        recipe: (isRead ? recipeOf(reading.base, mapping) : null) ?? mapping.otherwise,
      };
    },
    [slots, maxUpload],
  );

  const unpack = useCallback(
    (id: number, { entries, notes }: Unpacked) => {
      const items = entries.map((entry): UploadItem => {
        const file = "file" in entry ? entry.file : new File([], entry.path);
        const item = newItem(nextId.current++, file);
        return "file" in entry ? item : { ...item, reading: { state: "failed", says: entry.says } };
      });
      bring({ type: "unpacked", id, items, notes });
      announce(`${counted(entries.length, "file")} in the archive.`);
    },
    [bring],
  );

  const read = useCallback(
    (item: UploadItem) => {
      const { id, file, mapping } = item;
      const isFirst = item.reading.state !== "read";
      const asked = request(item);
      const onProgress: OnProgress = (stage, done, of) => {
        const progress = { state: "reading", stage, done, of } as const;
        dispatch(
          isFirst
            ? { type: "reading", id, reading: progress }
            : { type: "update", id, update: { mapping, ...progress } },
        );
      };
      onProgress(asked.sha256 === null ? "hashing" : "reading", 0, file.size);
      readers.read(id, asked, onProgress).then(
        (result) => {
          if (result === null) return;
          if ("unpacked" in result) return unpack(id, result.unpacked);
          const { preview } = result;
          const isBase = isFirst || typeof asked.recipe === "string";
          bring({ type: "read", id, preview, mapping, isBase });
          announce(
            `${file.name} read: ${counted(preview.points, "point")}, ${counted(countProblems(preview.problems), "problem")}.`,
          );
        },
        ({ message }: Error) => {
          const fault = { state: "failed", says: message } as const;
          dispatch(
            isFirst
              ? { type: "reading", id, reading: fault }
              : { type: "update", id, update: { mapping, ...fault } },
          );
          announce(`${file.name} could not be read.`);
        },
      );
    },
    [readers, request, unpack, bring],
  );

  const latest = useRef(state);
  useEffect(() => {
    latest.current = state;
  });
  const shown = state.items.find(({ id }) => id === state.shown);
  const due = shown && needsUpdate(shown) ? shown.mapping : null;
  useEffect(() => {
    if (due === null) return;
    const timer = setTimeout(() => {
      const { items, shown: id } = latest.current;
      const item = items.find((each) => each.id === id && each.mapping === due);
      if (item) read(item);
    }, pause);
    return () => clearTimeout(timer);
  }, [due, read]);

  const next = state.items.some(isBusy)
    ? undefined
    : state.items.find(
        (item) => item.reading.state === "waiting" || (item.id !== state.shown && needsUpdate(item)),
      );
  useEffect(() => {
    if (next) read(next);
  }, [next, read]);

  useEffect(() => {
    const sending = uploads.current;
    return () => {
      readers.closeAll();
      for (const upload of sending.values()) upload.abort();
      sending.clear();
    };
  }, [readers]);

  const add = useCallback((files: readonly File[]) => {
    if (files.length === 0) return;
    dispatch({ type: "add", items: files.map((file) => newItem(nextId.current++, file)) });
    announce(files.length === 1 ? `Reading ${files[0]?.name}` : `Reading ${countText(files.length)} files`);
  }, []);

  const remove = useCallback(
    (id: number) => {
      readers.close(id);
      uploads.current.get(id)?.abort();
      uploads.current.delete(id);
      bring({ type: "remove", id });
    },
    [readers, bring],
  );

  const map = useCallback(
    (ids: readonly number[], mapping: Mapping) => dispatch({ type: "map", ids, mapping }),
    [],
  );

  const cancelUpdate = useCallback(
    ({ id, reading }: UploadItem) => {
      readers.cancel(id);
      if (reading.state === "read") dispatch({ type: "map", ids: [id], mapping: reading.mapping });
    },
    [readers],
  );

  const publish = useCallback((items: readonly UploadItem[]) => {
    // A site of files has no server: whatever asks for it, nothing is sent.
    const ready = isSite ? [] : items.filter(isPublishable);
    if (ready.length === 0) return;
    dispatch({ type: "publishing", ids: ready.map(({ id }) => id), publishing: { state: "queued" } });
  }, []);

  const send = useCallback(({ id, file, title, reading, mapping }: UploadItem) => {
    if (reading.state !== "read") return;
    const stop = new AbortController();
    uploads.current.set(id, stop);
    const onProgress = (sent: number, of: number) =>
      dispatch({ type: "publishing", ids: [id], publishing: { state: "sending", sent, of } });
    onProgress(0, file.size);
    const { sha256, importer } = reading.preview;
    void publishFile({
      ...{ file, title, sha256, onProgress },
      importer: importer?.id ?? null,
      recipe: publishRecipe(reading.base, mapping),
      signal: stop.signal,
    }).then((answer) => {
      uploads.current.delete(id);
      dispatch({ type: "publishing", ids: [id], publishing: { state: "answered", answer } });
      announce(answer.kind === "refused" ? `Not published. ${answer.says}` : `${file.name} is published.`);
    });
  }, []);
  const isSomeSent = state.items.some(({ publishing }) => publishing.state === "sending");
  const queued = isSomeSent ? undefined : state.items.find(({ publishing }) => publishing.state === "queued");
  useEffect(() => {
    if (queued) send(queued);
  }, [queued, send]);

  const show = useCallback((id: number) => bring({ type: "show", id }), [bring]);
  const rename = useCallback((id: number, title: string) => dispatch({ type: "title", id, title }), []);
  const chart = useCallback((id: number, metric: string) => readers.chart(id, metric), [readers]);
  return { ...state, add, show, remove, rename, map, cancelUpdate, publish, chart };
}
