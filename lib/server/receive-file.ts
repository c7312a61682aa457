import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rm, stat, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { killPoint } from "@/lib/store/kill-point";
import { badRequest, HttpProblem } from "./http-problem";

/** A file as it was received: whole, known by its hash, and in memory where it is small, else on disk. */
export interface ReceivedFile {
  at: { content: Uint8Array } | { path: string };
  bytes: number;
  sha256: string;
}

/** A body of at most so many bytes stays in memory: to write, open, read and remove a file takes longer than to read it. */
export const keptInMemory = 64 * 1024;

interface Limits {
  /** The data folder: temporary files stand in the database's own file system. */
  dir: string;
  maxUpload: number;
  /** A body slower than this is cut. */
  slowest?: { bytesPerSecond: number; over: number };
}

const usualSlowest = { bytesPerSecond: 10_000, over: 30_000 };

/**
 * Takes a request's body, a large one into a temporary file, and refuses whatever is not the whole of what was meant: an
 * encoding that is not undone here (415), more than the limit (413), another length or hash than stated (400).
 * @throws HttpProblem; nothing is left on disk then
 */
export async function receiveFile(request: Request, limits: Limits): Promise<ReceivedFile> {
  refuseEncoded(request.headers);
  const stated = statedLength(request.headers);
  if (stated !== null && stated > limits.maxUpload) throw tooLarge(limits.maxUpload);
  const body = new Body(limits.dir, stated);
  try {
    const sha256 = await pour(request.body, body, limits);
    if (stated !== null && body.bytes !== stated) {
      throw badRequest(`${body.bytes} of ${stated} bytes arrived. Nothing was stored; send the file again.`);
    }
    refuseOtherHash(request.headers, sha256);
    killPoint("received");
    return { at: body.at, bytes: body.bytes, sha256 };
  } catch (cause) {
    await removeReceived(body.at);
    throw cause;
  }
}

/** Of a file that was removed already nothing is left to do. */
export async function removeReceived(at: ReceivedFile["at"]): Promise<void> {
  if ("path" in at) await rm(at.path, { force: true });
}

export function temporaryFolder(dir: string): string {
  return join(dir, "tmp");
}

function refuseEncoded(headers: Headers): void {
  const encoding = headers.get("content-encoding");
  if (encoding !== null && encoding.toLowerCase() !== "identity") {
    throw unsupported(
      `The body is ${encoding}-encoded. Send the file's own bytes, without Content-Encoding.`,
    );
  }
  if (headers.get("content-type")?.toLowerCase().startsWith("multipart/")) {
    throw unsupported(
      "Send the file's bytes as the body itself: curl --data-binary @FILE, or fetch(url, { method: 'POST', body: file }).",
    );
  }
}

function unsupported(detail: string): HttpProblem {
  return new HttpProblem({ status: 415, title: "Unsupported body", detail });
}

export function tooLarge(limit: number): HttpProblem {
  const detail = `A file may have at most ${limit} bytes here. Nothing was stored. WHISKER_MAX_UPLOAD sets the limit.`;
  return new HttpProblem({ status: 413, title: "Too large", detail });
}

function statedLength(headers: Headers): number | null {
  const text = headers.get("content-length");
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : null;
}

function refuseOtherHash(headers: Headers, sha256: string): void {
  const meant = headers.get("x-content-sha256");
  if (meant === null || meant.toLowerCase() === sha256) return;
  throw badRequest(
    `The bytes that arrived have the sha256 ${sha256}, not ${meant.slice(0, 64)}. Nothing was stored.`,
  );
}

/** The sha256 of what came. */
async function pour(stream: ReadableStream<Uint8Array> | null, body: Body, limits: Limits): Promise<string> {
  const hash = createHash("sha256");
  const reader = stream?.getReader();
  const pace = watchPace(limits.slowest ?? usualSlowest, () => void reader?.cancel().catch(() => {}));
  try {
    for (;;) {
      const { done, value } = (await reader?.read().catch(interrupted)) ?? { done: true };
      pace.check();
      if (done) {
        await body.end();
        return hash.digest("hex");
      }
      pace.count(value.length);
      if (body.bytes + value.length > limits.maxUpload) throw tooLarge(limits.maxUpload);
      await body.add(value);
      hash.update(value);
    }
  } finally {
    pace.stop();
    // Not awaited: a sender that has gone never answers.
    reader?.cancel().catch(() => {});
    await body.close();
  }
}

/** A body as it comes: in memory, until it is too large for that. */
class Body {
  bytes = 0;
  private small: Uint8Array;
  private large: { path: string; file: FileHandle; blocks: BlockWriter } | null = null;

  constructor(
    private readonly dir: string,
    stated: number | null,
  ) {
    this.small = new Uint8Array(Math.min(stated ?? keptInMemory, keptInMemory));
  }

  get at(): ReceivedFile["at"] {
    return this.large ? { path: this.large.path } : { content: this.small.slice(0, this.bytes) };
  }

  async add(piece: Uint8Array): Promise<void> {
    const from = this.bytes;
    this.bytes += piece.length;
    if (!this.large && this.bytes <= this.small.length) return this.small.set(piece, from);
    const { blocks } = (this.large ??= await this.spill(from));
    await blocks.add(piece);
  }

  /** Brings to disk what is to stay there. */
  async end(): Promise<void> {
    await this.large?.blocks.end();
  }

  async close(): Promise<void> {
    // The file must not be closed under a write, whether or not that goes well.
    await this.large?.blocks.settled();
    await this.large?.file.close();
  }

  private async spill(bytes: number) {
    const folder = temporaryFolder(this.dir);
    await mkdir(folder, { recursive: true });
    const path = join(folder, `${process.pid}-${randomUUID()}.upload`);
    // Not fsynced: the store does that with what it keeps before anything is answered.
    const file = await open(path, "wx", 0o600);
    const blocks = new BlockWriter(file);
    await blocks.add(this.small.subarray(0, bytes));
    return { path, file, blocks };
  }
}

const blockBytes = 1024 * 1024;

/**
 * Gathers a body's small pieces into blocks, and writes one while the next is filled and hashed: a call of the system
 * costs this thread as much as the bytes of a small piece.
 */
class BlockWriter {
  private block = Buffer.allocUnsafe(blockBytes);
  private spare = Buffer.allocUnsafe(blockBytes);
  private filled = 0;
  private writing: Promise<void> = Promise.resolve();

  constructor(private readonly file: FileHandle) {}

  async add(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length;) {
      const part = bytes.subarray(from, from + blockBytes - this.filled);
      this.block.set(part, this.filled);
      this.filled += part.length;
      from += part.length;
      if (this.filled === blockBytes) await this.flush();
    }
  }

  /** Comes back when all is written. */
  async end(): Promise<void> {
    await this.flush();
    await this.writing;
  }

  /** Comes back when nothing is being written any more, whether or not that went well. */
  settled(): Promise<void> {
    return this.writing.catch(() => {});
  }

  private async flush(): Promise<void> {
    await this.writing;
    this.writing = writeWhole(this.file, this.block.subarray(0, this.filled));
    // Told to whoever waits for it next.
    this.writing.catch(() => {});
    [this.block, this.spare] = [this.spare, this.block];
    this.filled = 0;
  }
}

async function writeWhole(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let at = 0; at < bytes.length;) at += (await file.write(bytes, at)).bytesWritten;
}

function interrupted(): never {
  throw badRequest("The upload broke off before its end. Nothing was stored; send the file again.");
}

/**
 * Stops once less than the slowest pace arrived over a while, so that no sender holds a place for ever. To stop is to end
 * the stream, after which `check` throws: a promise that each read raced against would keep every piece until the end.
 */
function watchPace({ bytesPerSecond, over }: NonNullable<Limits["slowest"]>, stop: () => void) {
  let arrived = 0;
  let tooSlow: HttpProblem | null = null;
  const timer = setInterval(() => {
    if (arrived < (bytesPerSecond * over) / 1000) {
      const detail = `Less than ${bytesPerSecond} bytes a second arrived over ${over / 1000} s. Nothing was stored.`;
      tooSlow = new HttpProblem({ status: 408, title: "Too slow", detail });
      stop();
    }
    arrived = 0;
  }, over);
  timer.unref();
  return {
    count: (bytes: number) => void (arrived += bytes),
    check: () => {
      if (tooSlow !== null) throw tooSlow;
    },
    stop: () => clearInterval(timer),
  };
}

/** Removes what uploads left behind whose process is gone, or that are older than an hour. */
export async function sweepTemporaryFiles(dir: string): Promise<void> {
  const folder = temporaryFolder(dir);
  for (const name of await readdir(folder).catch(() => [])) {
    const path = join(folder, name);
    const age = Date.now() - ((await stat(path).catch(() => null))?.mtimeMs ?? Date.now());
    if (age > 3_600_000 || !isRunning(Number.parseInt(name, 10))) await rm(path, { force: true });
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (cause) {
    return cause instanceof Error && "code" in cause && cause.code === "EPERM";
  }
}
