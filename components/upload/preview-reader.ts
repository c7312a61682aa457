import type { Series } from "@/lib/series/series";
import type { Preview, PreviewAnswer, PreviewRequest, PreviewStage } from "./preview";

export type StartWorker = () => Worker;

/** A worker that has said nothing for so long (ms) did not start: its script was not loaded, or broke on the way. */
const startLimit = 30_000;

/** Reads one file in a worker of its own, which keeps the points so that any metric can be charted until it is closed. */
export class PreviewReader {
  private readonly worker: Worker;
  private readonly charts = new Map<string, (series: Series | null) => void>();
  private settle: { done: (preview: Preview) => void; failed: (says: string) => void } | null = null;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private onProgress: (stage: PreviewStage, done: number, of: number) => void = () => {};

  constructor(start: StartWorker) {
    this.worker = start();
    this.worker.onmessage = (event: MessageEvent<PreviewAnswer>) => this.hear(event.data);
    this.worker.onerror = (event) => this.fail(event.message || "The reader stopped.");
    this.worker.onmessageerror = () => this.fail("The reader's answer could not be taken over.");
  }

  /** What is safe is said by the page: nothing was sent. */
  read(file: File, slots: Record<string, number>, onProgress: PreviewReader["onProgress"]): Promise<Preview> {
    this.onProgress = onProgress;
    return new Promise((done, failed) => {
      this.settle = { done, failed: (says) => failed(new Error(says)) };
      this.silence = setTimeout(
        () => this.fail("The reader did not start. Reload the page and try again."),
        startLimit,
      );
      this.ask({ ask: "read", file, slots });
    });
  }

  /** The chart of one metric, or null where it has nothing to draw. */
  chart(metric: string): Promise<Series | null> {
    return new Promise((done) => {
      this.charts.set(metric, done);
      this.ask({ ask: "chart", metric });
    });
  }

  close(): void {
    clearTimeout(this.silence);
    this.worker.terminate();
    this.settle = null;
    for (const done of this.charts.values()) done(null);
    this.charts.clear();
  }

  private ask(request: PreviewRequest): void {
    this.worker.postMessage(request);
  }

  private hear(answer: PreviewAnswer): void {
    clearTimeout(this.silence);
    if (answer.tell === "progress") this.onProgress(answer.stage, answer.done, answer.of);
    else if (answer.tell === "read") this.settle?.done(answer.preview);
    else if (answer.tell === "failed") this.fail(answer.says);
    else {
      this.charts.get(answer.metric)?.(answer.series);
      this.charts.delete(answer.metric);
    }
  }

  private fail(says: string): void {
    clearTimeout(this.silence);
    this.settle?.failed(says);
    for (const done of this.charts.values()) done(null);
    this.charts.clear();
  }
}
