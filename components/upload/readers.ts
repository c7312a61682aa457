import type { Series } from "@/lib/series/series";
import type { ReadRequest } from "./preview";
import { PreviewReader, type OnProgress, type ReadResult, type StartWorker } from "./preview-reader";

/** How many files keep their points in a worker; of the others a chart is made by reading them again. */
const keptReaders = 4;

/** The readers of the page's files, of which a thousand may come in one archive. */
export class Readers {
  /** The one used last stands last. */
  private readonly open = new Map<number, PreviewReader>();
  private readonly requests = new Map<number, ReadRequest>();

  constructor(private readonly start: StartWorker) {}

  async read(id: number, request: ReadRequest, onProgress: OnProgress): Promise<ReadResult> {
    const result = await this.use(id).read(request, onProgress);
    if (result && "preview" in result) this.requests.set(id, { ...request, sha256: result.preview.sha256 });
    return result;
  }

  async chart(id: number, metric: string): Promise<Series | null> {
    const request = this.requests.get(id);
    if (!this.open.has(id) && request) await this.use(id).read(request, () => {});
    return this.use(id).chart(metric);
  }

  cancel(id: number): void {
    this.open.get(id)?.cancel();
  }

  close(id: number): void {
    this.open.get(id)?.close();
    this.open.delete(id);
    this.requests.delete(id);
  }

  closeAll(): void {
    for (const id of Array.from(this.open.keys())) this.close(id);
  }

  private use(id: number): PreviewReader {
    const reader = this.open.get(id) ?? new PreviewReader(this.start);
    this.open.delete(id);
    this.open.set(id, reader);
    for (const [other, idle] of this.open) {
      if (this.open.size <= keptReaders) break;
      if (other === id || idle.isReading) continue;
      idle.close();
      this.open.delete(other);
    }
    return reader;
  }
}
