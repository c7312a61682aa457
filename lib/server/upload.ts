import { rm } from "node:fs/promises";
import type { FileOnDisk } from "./import-job";
import { importPool } from "./import-pool";
import { openStore } from "./open-store";
import { receiveFile } from "./receive-file";
import { settings } from "./settings";

/** What `POST /api/datasets` answers. */
export interface Uploaded {
  /** Whether the bytes were new here: 201, else 200. */
  created: boolean;
  id: string;
  url: string;
  points: number;
  problems: number;
}

/**
 * Receives a file, reads it in a worker thread and stores it there whole, in one transaction on the thread's own
 * connection: the thread that answers requests neither parses nor writes. Comes back only after the commit.
 * @throws HttpProblem; nothing is stored then
 */
export function uploadDataset(request: Request): Promise<Uploaded> {
  const title = labelFrom(request, "title");
  return withReceived(request, async (file) => {
    const known = await (await openStore()).findDataset(file.sha256);
    if (known && known.retiredAt === null) return uploaded(file, { outcome: "exists", ...known });
    const label = {
      title: title ?? file.name,
      origin: { kind: "uploaded", uploader: null },
      note: null,
    } as const;
    const answer = await importPool().run({ kind: "store", file, label, dir: settings().dir });
    if (answer.kind !== "stored") throw new Error("The import worker answered another question.");
    return uploaded(file, answer);
  });
}

/** What `POST /api/inspect` answers: the JSON of `whisker inspect --json`; nothing is stored. */
export function inspectUpload(request: Request): Promise<{ json: string; readable: boolean }> {
  return withReceived(request, async (file) => {
    const answer = await importPool().run({ kind: "inspect", file });
    if (answer.kind !== "inspected") throw new Error("The import worker answered another question.");
    return answer;
  });
}

async function withReceived<T>(request: Request, work: (file: FileOnDisk) => Promise<T>): Promise<T> {
  const name = labelFrom(request, "name") ?? `upload${extensionOf(request)}`;
  const received = await receiveFile(request, settings());
  try {
    return await work({ ...received, name });
  } finally {
    await rm(received.path, { force: true });
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

function uploaded(
  { sha256 }: FileOnDisk,
  { outcome, points, problems }: { outcome: "created" | "exists"; points: number; problems: number },
): Uploaded {
  return { created: outcome === "created", id: sha256, url: `/datasets/${sha256}`, points, problems };
}
