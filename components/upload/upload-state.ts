import type { Preview, PreviewStage } from "./preview";
import type { PublishAnswer } from "./publish-file";

/** One file on the page, from the drop to the published dataset. */
export interface UploadItem {
  id: number;
  file: File;
  title: string;
  reading: Reading;
  publishing: Publishing;
}

export type Reading =
  | { state: "waiting" }
  | { state: "reading"; stage: PreviewStage; done: number; of: number }
  | { state: "read"; preview: Preview }
  | { state: "failed"; says: string };

export type Publishing =
  | { state: "not yet" }
  | { state: "sending"; sent: number; of: number }
  | { state: "answered"; answer: PublishAnswer };

export interface UploadState {
  items: UploadItem[];
  /** The item that is shown; null where there is none. */
  shown: number | null;
}

export type UploadAction =
  | { type: "add"; items: UploadItem[] }
  | { type: "show"; id: number }
  | { type: "remove"; id: number }
  | { type: "title"; id: number; title: string }
  | { type: "reading"; id: number; reading: Reading }
  | { type: "publishing"; id: number; publishing: Publishing };

export const noUploads: UploadState = { items: [], shown: null };

/** A file just dropped: waiting for its turn, with a title made from its name. */
export function newItem(id: number, file: File): UploadItem {
  return {
    id,
    file,
    title: titleOf(file.name),
    reading: { state: "waiting" },
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
      return { items: [...state.items, ...action.items], shown: action.items[0]?.id ?? state.shown };
    case "show":
      return { ...state, shown: action.id };
    case "remove":
      return withoutItem(state, action.id);
    case "title":
      return changed(state, action.id, { title: action.title });
    case "reading":
      return changed(state, action.id, { reading: action.reading });
    case "publishing":
      return changed(state, action.id, { publishing: action.publishing });
  }
}

function withoutItem(state: UploadState, id: number): UploadState {
  const items = state.items.filter((item) => item.id !== id);
  const shown = state.shown === id ? (items.at(-1)?.id ?? null) : state.shown;
  return { items, shown };
}

function changed(state: UploadState, id: number, change: Partial<UploadItem>): UploadState {
  return { ...state, items: state.items.map((item) => (item.id === id ? { ...item, ...change } : item)) };
}

/** Whether the bytes are stored: just now, or already before. */
export function isPublished(item: UploadItem): boolean {
  return item.publishing.state === "answered" && item.publishing.answer.kind !== "refused";
}
