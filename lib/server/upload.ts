import { rm } from "node:fs/promises";
import type { FileOnDisk, ImportAnswer } from "./import-job";
import { importPool } from "./import-pool";
import { receiveFile } from "./receive-file";
import { askedRecipe } from "./recipes";
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
export async function uploadDataset(request: Request): Promise<Uploaded> {
  const title = labelFrom(request, "title");
  const recipe = await askedRecipe(request, "saved");
  return withReceived(request, async (file) => {
    const label = {
      title: title ?? file.name,
      origin: { kind: "uploaded", uploader: null },
      note: null,
    } as const;
    const answer = await importPool().run({ kind: "store", file, label, dir: settings().dir, recipe });
    if (answer.kind !== "stored") throw new Error("The import worker answered another question.");
    return uploaded(answer);
  });
}

/** What `POST /api/inspect` answers: the JSON of `whisker inspect --json`; nothing is stored. */
export async function inspectUpload(request: Request): Promise<{ json: string; readable: boolean }> {
  const recipe = await askedRecipe(request, "none");
  return withReceived(request, async (file) => {
    const chosen = typeof recipe === "string" ? null : recipe;
    const answer = await importPool().run({ kind: "inspect", file, recipe: chosen });
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

type Stored = Pick<Extract<ImportAnswer, { kind: "stored" }>, "id" | "outcome" | "points" | "problems">;

function uploaded({ id, outcome, points, problems }: Stored): Uploaded {
  return { created: outcome === "created", id, url: `/datasets/${id}`, points, problems };
}
