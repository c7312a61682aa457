import type { Evidence } from "@/lib/points/evidence";

/** How a dataset came here; the store's Origin. */
export type DatasetOrigin =
  | { kind: "committed"; path: string; gitCommit: string | null; gitDate: string | null }
  | { kind: "uploaded"; uploader: string | null };

/** What the pages say of a dataset; the part of the store's Dataset that they show. */
export interface DatasetFacts {
  sha256: string;
  name: string;
  title: string;
  origin: DatasetOrigin;
  /** ISO 8601, UTC. */
  storedAt: string;
  bytes: number;
  lines: number | null;
  encoding: string | null;
  delimiter: string | null;
  lineEnds: string | null;
  importer: { id: string; label: string; version: string };
  evidence: Record<Evidence, number>;
  missing: number;
  points: number;
  problems: number;
}

/** When the numbers were published: the author date of the commit, or the time of the upload. */
export function publishedAt(of: Pick<DatasetFacts, "origin" | "storedAt">): string {
  return (of.origin.kind === "committed" ? of.origin.gitDate : null) ?? of.storedAt;
}

/** Where it came from in a few words: `committed 12ff5b8`, `committed`, `uploaded`. */
export function originText(origin: DatasetOrigin): string {
  if (origin.kind === "uploaded") return origin.uploader ? `uploaded by ${origin.uploader}` : "uploaded";
  return origin.gitCommit ? `committed ${origin.gitCommit.slice(0, 7)}` : "in data/, not committed";
}

const delimiterNames: Record<string, string> = { ",": "comma", ";": "semicolon", "\t": "tab", "|": "pipe" };

/** `UTF-8, comma, LF`: how the bytes were read; what is not known is left out. */
export function readAsText(of: Pick<DatasetFacts, "encoding" | "delimiter" | "lineEnds">): string {
  const parts = [of.encoding, of.delimiter && (delimiterNames[of.delimiter] ?? of.delimiter), of.lineEnds];
  return parts.filter(Boolean).join(", ");
}

/** The title, where it says more than the file's name does; else null. */
export function ownTitle({ name, title }: Pick<DatasetFacts, "name" | "title">): string | null {
  const said = title.trim();
  return said === "" || said === name || said === name.replace(/\.[a-z0-9]+$/i, "") ? null : said;
}
