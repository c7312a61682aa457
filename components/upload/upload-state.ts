import { noMapping, type Base, type Mapping } from "./mapping";
import type { Preview, PreviewStage } from "./preview";
import type { PublishAnswer } from "./publish-file";

/** One file on the page, from the drop to the published dataset. */
export interface UploadItem {
  id: number;
  file: File;
  title: string;
  reading: Reading;
  mapping: Mapping;
  publishing: Publishing;
}

export interface Progress {
  stage: PreviewStage;
  done: number;
  of: number;
}

export type Reading =
  | { state: "waiting" }
  | ({ state: "reading" } & Progress)
  | { state: "failed"; says: string }
  | {
      state: "read";
      preview: Preview;
      /** The mapping by which it was read; another one than the item's while that is being read. */
      mapping: Mapping;
      /** What is read where nobody says anything, and what that leaves open. */
      base: Base;
      update: Update | null;
    };

/** A reading by a changed mapping, on its way or failed. */
export type Update = { mapping: Mapping } & (
  ({ state: "reading" } & Progress) | { state: "failed"; says: string }
);

export type Publishing =
  | { state: "not yet" }
  /** In the line of files to be sent. */
  | { state: "queued" }
  | { state: "sending"; sent: number; of: number }
  | { state: "answered"; answer: PublishAnswer };

export interface UploadState {
  items: UploadItem[];
  /** The item that is shown; null where there is none. */
  shown: number | null;
  /** What of archives was passed over, one sentence each. */
  notes: string[];
}

export type UploadAction =
  | { type: "add"; items: UploadItem[] }
  | { type: "show"; id: number }
  | { type: "remove"; id: number }
  | { type: "title"; id: number; title: string }
  | { type: "reading"; id: number; reading: Reading }
  | { type: "update"; id: number; update: Update }
  | { type: "read"; id: number; preview: Preview; mapping: Mapping; isBase: boolean }
  /** The files of an archive take its place. */
  | { type: "unpacked"; id: number; items: UploadItem[]; notes: string[] }
  | { type: "map"; ids: readonly number[]; mapping: Mapping }
  | { type: "publishing"; ids: readonly number[]; publishing: Publishing };

export const noUploads: UploadState = { items: [], shown: null, notes: [] };

/** A file just dropped: waiting for its turn, with a title made from its name. */
export function newItem(id: number, file: File): UploadItem {
  return {
    id,
    file,
    title: titleOf(file.name),
    reading: { state: "waiting" },
    mapping: noMapping,
    publishing: { state: "not yet" },
  };
}

/** `decode sweep (final) v2` of `decode sweep (final) v2.csv`. */
export function titleOf(name: string): string {
  return name.replace(/(?<=.)\.[a-z0-9]{1,8}$/i, "");
}

export function nextUploads(state: UploadState, action: UploadAction): UploadState {
  switch (action.type) {
    case "add":
      return {
        ...state,
        items: [...state.items, ...action.items],
        shown: action.items[0]?.id ?? state.shown,
      };
    case "show":
      return { ...state, shown: action.id };
    case "remove":
      return withoutItem(state, action.id);
    case "title":
      return changed(state, [action.id], () => ({ title: action.title }));
    case "reading":
      return changed(state, [action.id], () => ({ reading: action.reading }));
    case "update":
      return changed(state, [action.id], ({ reading }) =>
        reading.state === "read" ? { reading: { ...reading, update: action.update } } : {},
      );
    case "read":
      return changed(state, [action.id], (item) => ({ reading: readBy(item, action) }));
    case "unpacked":
      return withUnpacked(state, action);
    case "map":
      return changed(state, action.ids, (item) => mapped(item, action.mapping));
    case "publishing":
      return changed(state, action.ids, () => ({ publishing: action.publishing }));
  }
}

function readBy({ reading }: UploadItem, action: Extract<UploadAction, { type: "read" }>): Reading {
  const { preview, mapping, isBase } = action;
  const { columns, questions, recipe } = preview;
  const before = reading.state === "read" && !isBase ? reading.base : null;
  return { state: "read", preview, mapping, base: before ?? { columns, questions, recipe }, update: null };
}

/** What was published stands; by another mapping the file may be published anew. */
function mapped(item: UploadItem, mapping: Mapping): Partial<UploadItem> {
  if (isSending(item)) return {};
  const { reading } = item;
  const back = reading.state === "read" && reading.mapping === mapping;
  return {
    mapping,
    publishing: { state: "not yet" },
    ...(back ? { reading: { ...reading, update: null } } : {}),
  };
}

function withoutItem(state: UploadState, id: number): UploadState {
  const items = state.items.filter((item) => item.id !== id);
  const shown = state.shown === id ? (items.at(-1)?.id ?? null) : state.shown;
  return { items, shown, notes: items.length === 0 ? [] : state.notes };
}

function withUnpacked(
  state: UploadState,
  { id, items, notes }: Extract<UploadAction, { type: "unpacked" }>,
): UploadState {
  if (!state.items.some((item) => item.id === id)) return state;
  const all = state.items.flatMap((item) => (item.id === id ? items : [item]));
  const shown = state.shown === id ? (items[0]?.id ?? null) : state.shown;
  return { items: all, shown, notes: [...state.notes, ...notes] };
}

function changed(
  state: UploadState,
  ids: readonly number[],
  change: (item: UploadItem) => Partial<UploadItem>,
): UploadState {
  const items = state.items.map((item) => (ids.includes(item.id) ? { ...item, ...change(item) } : item));
  return { ...state, items };
}

/** Whether the bytes are stored: just now, or already before. */
export function isPublished(item: UploadItem): boolean {
  return item.publishing.state === "answered" && item.publishing.answer.kind !== "refused";
}

export function isSending({ publishing }: UploadItem): boolean {
  return publishing.state === "sending" || publishing.state === "queued";
}

/** Whether the mapping was changed and nothing was read by it yet: what is shown is not what it says. */
export function isStale({ reading, mapping }: UploadItem): boolean {
  return reading.state === "read" && reading.mapping !== mapping;
}

/** Whether the file is to be read by a changed mapping, and nothing has been done about it. */
export function needsUpdate(item: UploadItem): boolean {
  return isStale(item) && item.reading.state === "read" && item.reading.update?.mapping !== item.mapping;
}

/** Whether pressing Publish would store it. */
export function isPublishable(item: UploadItem): boolean {
  return (
    item.reading.state === "read" &&
    item.reading.preview.points > 0 &&
    !isStale(item) &&
    !isSending(item) &&
    !isPublished(item)
  );
}

/** Files that are being read: the first time, or by a changed mapping. */
export function isBusy({ reading }: UploadItem): boolean {
  return reading.state === "reading" || (reading.state === "read" && reading.update?.state === "reading");
}
