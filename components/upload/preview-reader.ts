import type { Series } from "@/lib/series/series";
import type { Preview, PreviewAnswer, PreviewStage, ReadRequest, Unpacked } from "./preview";

export type StartWorker = () => Worker;

/** What came of a request; null where it was cancelled, or another one took its place. */
export type ReadResult = { preview: Preview } | { unpacked: Unpacked } | null;

export type OnProgress = (stage: PreviewStage, done: number, of: number) => void;

/** A worker that has said nothing for so long (ms) did not start: its script was not loaded, or broke on the way. */
const startLimit = 30_000;

/**
 * Reads one file, as often as it is asked. The worker of the last finished reading is kept: it holds the points, so that
 * any metric can be charted. A new reading has a worker of its own, so that it can be cancelled at once and what is
 * shown stays until the new one is there.
 */
export class PreviewReader {
  private shown: { worker: PreviewWorker; request: ReadRequest } | null = null;
  private pending: PreviewWorker | null = null;

  constructor(private readonly start: StartWorker) {}

  get isReading(): boolean {
    return this.pending !== null;
  }

  /** @throws Error whose message says why the file could not be read */
  async read(request: ReadRequest, onProgress: OnProgress): Promise<ReadResult> {
    this.cancel();
    const worker = new PreviewWorker(this.start);
    this.pending = worker;
    try {
      const result = await worker.read(request, onProgress);
      if (this.pending !== worker) return null;
      this.pending = null;
      this.shown?.worker.close();
      this.shown = null;
      if (result && "preview" in result) this.shown = { worker, request };
      else worker.close();
      return result;
    } catch (cause) {
      if (this.pending !== worker) return null;
      this.pending = null;
      worker.close();
      throw cause;
    }
  }

  /** Stops a reading that is not finished; what was read before stays. */
  cancel(): void {
    const { pending } = this;
    this.pending = null;
    pending?.close();
  }

  /** The chart of one metric of what was read last, or null where it has nothing to draw. */
  async chart(metric: string): Promise<Series | null> {
    return (await this.shown?.worker.chart(metric)) ?? null;
  }

  close(): void {
    this.cancel();
    this.shown?.worker.close();
    this.shown = null;
  }
}

/** One worker, asked for one reading and then for charts of it. */
class PreviewWorker {
  private readonly worker: Worker;
  private readonly charts = new Map<string, (series: Series | null) => void>();
  private settle: { done: (result: ReadResult) => void; failed: (fault: Error) => void } | null = null;
  private silence: ReturnType<typeof setTimeout> | undefined;
  private onProgress: OnProgress = () => {};

  constructor(start: StartWorker) {
    this.worker = start();
    this.worker.onmessage = (event: MessageEvent<PreviewAnswer>) => this.hear(event.data);
    this.worker.onerror = (event) => this.fail(event.message || "The reader stopped.");
    this.worker.onmessageerror = () => this.fail("The reader's answer could not be taken over.");
  }

  read(request: ReadRequest, onProgress: OnProgress): Promise<ReadResult> {
    this.onProgress = onProgress;
    return new Promise((done, failed) => {
      this.settle = { done, failed };
      this.silence = setTimeout(
        () => this.fail("The reader did not start. Reload the page and try again."),
        startLimit,
      );
      this.worker.postMessage({ ask: "read", ...request });
    });
  }

  chart(metric: string): Promise<Series | null> {
    return new Promise((done) => {
      this.charts.set(metric, done);
      this.worker.postMessage({ ask: "chart", metric });
    });
  }

  close(): void {
    clearTimeout(this.silence);
    this.worker.terminate();
    this.settle?.done(null);
    this.settle = null;
    this.forgetCharts();
  }

  private hear(answer: PreviewAnswer): void {
    clearTimeout(this.silence);
    switch (answer.tell) {
      case "progress":
        return this.onProgress(answer.stage, answer.done, answer.of);
      case "read":
        return this.finish({ preview: answer.preview });
      case "unpacked":
        return this.finish({ unpacked: answer.unpacked });
      case "failed":
        return this.fail(answer.says);
      case "chart":
        this.charts.get(answer.metric)?.(answer.series);
        this.charts.delete(answer.metric);
    }
  }

  private finish(result: ReadResult): void {
    this.settle?.done(result);
    this.settle = null;
  }

  private fail(says: string): void {
    clearTimeout(this.silence);
    this.settle?.failed(new Error(says));
    this.settle = null;
    this.forgetCharts();
  }

  private forgetCharts(): void {
    for (const done of this.charts.values()) done(null);
    this.charts.clear();
  }
}
