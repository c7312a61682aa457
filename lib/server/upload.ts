import { open } from "node:fs/promises";
import { ratioLimit } from "@/lib/importers/archive";
import type { Problem } from "@/lib/points/problem";
import { killPoint } from "@/lib/store/kill-point";
import type { FileToRead, ImportAnswer, StoredEntry } from "./import-job";
import { budgetFor, importPool } from "./import-pool";
import { databaseAddress } from "./open-store";
import { receiveFile, removeReceived } from "./receive-file";
import { askedRecipe } from "./recipes";
import { askerOf } from "./request-actor";
import { settings } from "./settings";
import { markLogged, writeOf } from "./write-log";

/** What `POST /api/datasets` answers. */
export interface Uploaded {
  /** Whether the bytes were new here: 201, else 200. */
  created: boolean;
  id: string;
  url: string;
  points: number;
  problems: number;
  /** Of a zip archive: each of its files. What stands beside it is the first dataset's, and counts of all. */
  files?: UploadedFile[];
  /** What of the archive was passed over, one sentence each. */
  notes?: string[];
}

/** One file of an archive: a dataset of its own, or why it is none. */
export type UploadedFile = { entry: string } & (Omit<Uploaded, "files" | "notes"> | { error: Problem });

/**
 * Receives a file, reads it in a worker thread and stores it there whole, in one transaction on the thread's own
 * connection: the thread that answers requests neither parses nor writes. Comes back only after the commit.
 * @throws HttpProblem; nothing is stored then
 */
export async function uploadDataset(request: Request): Promise<Uploaded> {
  const title = labelFrom(request, "title");
  const recipe = await askedRecipe(request, "saved");
  return withReceived(request, async (file) => {
    const label = {
      title: title ?? file.name,
      origin: { kind: "uploaded", uploader: askerOf(request).actor?.name ?? null },
      note: null,
    } as const;
    const database = databaseAddress();
    const write = writeOf(request);
    const job = { kind: "store", file, label, database, recipe, write, archives: archiveLimits() } as const;
    const answer = await importPool().run(job, await budgetOf(file));
    killPoint("before answer");
    if (answer.kind !== "stored" && answer.kind !== "stored files")
      throw new Error("The import worker answered another question.");
    const stored = answer.kind === "stored" ? uploaded(answer) : uploadedFiles(answer);
    if (stored.created) markLogged(request);
    return stored;
  });
}

/** What `POST /api/inspect` answers: the JSON of `whisker inspect --json`; nothing is stored. */
export async function inspectUpload(request: Request): Promise<{ json: string; readable: boolean }> {
  const recipe = await askedRecipe(request, "none");
  return withReceived(request, async (file) => {
    const chosen = typeof recipe === "string" ? null : recipe;
    const job = { kind: "inspect", file, recipe: chosen, archives: archiveLimits() } as const;
    const answer = await importPool().run(job, await budgetOf(file));
    if (answer.kind !== "inspected") throw new Error("The import worker answered another question.");
    return answer;
  });
}

/** An archive's files together are one upload. */
function archiveLimits() {
  const { maxUpload, maxPoints } = settings();
  return { bytes: maxUpload, points: maxPoints };
}

/** What is packed takes as long to read as it is large when unpacked. */
async function budgetOf({ at, bytes }: FileToRead) {
  const start = "content" in at ? at.content.subarray(0, 2) : await firstTwoBytes(at.path);
  const isPacked = Buffer.from(start).toString("latin1") === "PK";
  return budgetFor(isPacked ? Math.min(bytes * ratioLimit, settings().maxUpload) : bytes);
}

async function firstTwoBytes(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    return (await file.read(Buffer.alloc(2), 0, 2, 0)).buffer;
  } finally {
    await file.close();
  }
}

async function withReceived<T>(request: Request, work: (file: FileToRead) => Promise<T>): Promise<T> {
  const name = labelFrom(request, "name") ?? `upload${extensionOf(request)}`;
  const received = await receiveFile(request, settings());
  try {
    return await work({ ...received, name, mostPoints: settings().maxPoints, isReceived: true });
  } finally {
    // What could not be removed is swept later; what was stored is stored.
    await removeReceived(received.at).catch(() => {});
  }
}

/** A name is only ever a label: it is kept as it was given and names no file. */
function labelFrom(request: Request, parameter: string): string | null {
  const text = new URL(request.url).searchParams.get(parameter);
  return text === null || text === "" ? null : text.slice(0, labelLimit);
}

const labelLimit = 1000;

function extensionOf(request: Request): string {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  return { "text/csv": ".csv", "application/json": ".json", "text/markdown": ".md" }[type ?? ""] ?? ".txt";
}

type Stored = Pick<Extract<ImportAnswer, { kind: "stored" }>, "id" | "outcome" | "points" | "problems">;

function uploaded({ id, outcome, points, problems }: Stored): Uploaded {
  return { created: outcome === "created", id, url: `/datasets/${id}`, points, problems };
}

function uploadedFiles({
  files: entries,
  notes,
}: {
  files: readonly StoredEntry[];
  notes: string[];
}): Uploaded {
  const files = entries.map(({ entry, ...rest }): UploadedFile => {
    return "error" in rest ? { entry, error: rest.error } : { entry, ...uploaded(rest) };
  });
  const stored = files.filter((file) => "id" in file);
  const sum = (key: "points" | "problems") => stored.reduce((total, file) => total + file[key], 0);
  const { id, url } = stored.find(({ created }) => created) ?? stored[0]!;
  const created = stored.some((file) => file.created);
  return { created, id, url, points: sum("points"), problems: sum("problems"), files, notes };
}
