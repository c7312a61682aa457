import type { DatasetAudit } from "@/components/audit/dataset-finding";
import type { Evidence } from "@/lib/points/evidence";
import type { ReviewModel } from "@/lib/review/review-model";
import type { Role } from "@/lib/review/stored-review";

/** A file that a worker reads; `url` is where a reader finds it, null where it is nowhere but here. */
export interface FileToRead {
  key: string;
  role: Role;
  file: File;
  url: string | null;
}

/** What the page asks its worker. */
export interface ReadRequest {
  files: FileToRead[];
  title: string;
  /** The address of what is made, for its Markdown. */
  url: string | null;
}

/** A file as it was read, or why it was not. */
export type FileRead =
  | {
      key: string;
      sha256: string;
      importer: string;
      lines: number | null;
      points: number;
      problems: number;
      evidence: Record<Evidence, number>;
      commit: string | null;
      audited: DatasetAudit;
    }
  | { key: string; says: string };

/** What the worker answers: every file, and what they prove where both sides have points. */
export interface ReviewRead {
  files: FileRead[];
  model: ReviewModel | null;
}

export type StartWorker = () => Worker;

/** Reads files and compares them in a worker of its own; null where it was stopped. */
export function readReview(
  start: StartWorker,
  request: ReadRequest,
  signal: AbortSignal,
): Promise<ReviewRead | null> {
  return new Promise((done, failed) => {
    if (signal.aborted) return done(null);
    const worker = start();
    const end = (settle: () => void) => () => {
      worker.terminate();
      settle();
    };
    signal.addEventListener(
      "abort",
      end(() => done(null)),
      { once: true },
    );
    worker.onmessage = ({ data }: MessageEvent<ReviewRead>) => end(() => done(data))();
    worker.onerror = (event) =>
      end(() => failed(new Error(event.message || "The reader stopped. Reload the page and try again.")))();
    worker.postMessage(request);
  });
}
