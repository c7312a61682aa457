import { createHash } from "node:crypto";
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
  mkdirSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { isHttpProblem } from "@/lib/server/http-problem";
import { keptInMemory, receiveFile, removeReceived, sweepTemporaryFiles } from "@/lib/server/receive-file";
import { upload } from "./temporary-dir";

const dir = mkdtempSync(join(tmpdir(), "whisker-receive-"));
afterAll(() => rmSync(dir, { recursive: true, force: true }));
const limits = { dir, maxUpload: 1000 };
const leftOver = () => (existsSync(join(dir, "tmp")) ? readdirSync(join(dir, "tmp")) : []);

async function refusal(request: Request, more: object = {}): Promise<number | string> {
  const error: unknown = await receiveFile(request, { ...limits, ...more }).then(
    () => "received",
    (cause: unknown) => cause,
  );
  return isHttpProblem(error) ? error.problem.status : String(error);
}

function streamOf(...pieces: (string | Error)[]): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream({
    pull(controller) {
      const piece = pieces[at++];
      if (piece === undefined) controller.close();
      else if (piece instanceof Error) controller.error(piece);
      else controller.enqueue(new TextEncoder().encode(piece));
    },
  });
}

describe("receiveFile", () => {
  it("keeps a small body in memory as it came, with length and sha256", async () => {
    const received = await receiveFile(upload(streamOf("a,b\n", "1,", "2\n")), limits);
    expect(received).toEqual({
      at: { content: new TextEncoder().encode("a,b\n1,2\n") },
      bytes: 8,
      sha256: createHash("sha256").update("a,b\n1,2\n").digest("hex"),
    });
    expect(leftOver()).toEqual([]);
  });

  it.each([
    ["not stated", {}],
    ["stated", { "Content-Length": String(keptInMemory + 1) }],
  ])("writes a large body as it came, its length %s, and removes it when told to", async (_, headers) => {
    const text = "0123456789abcdef".repeat(keptInMemory / 16);
    const body = streamOf(text.slice(0, 7), text.slice(7), "!");
    const received = await receiveFile(upload(body, { headers }), { dir, maxUpload: 1e6 });
    const path = "path" in received.at ? received.at.path : "";
    expect(readFileSync(path, "utf8")).toBe(`${text}!`);
    expect(received.bytes).toBe(keptInMemory + 1);
    expect(received.sha256).toBe(createHash("sha256").update(`${text}!`).digest("hex"));
    await removeReceived(received.at);
    expect(leftOver()).toEqual([]);
  });

  it("keeps nothing of a large upload that breaks off or is too large", async () => {
    const half = "x".repeat(keptInMemory);
    const more = { maxUpload: 3 * keptInMemory };
    expect(await refusal(upload(streamOf(half, half, new Error("aborted"))), more)).toBe(400);
    expect(await refusal(upload(streamOf(half, half, half, "x")), more)).toBe(413);
    expect(leftOver()).toEqual([]);
  });

  it("takes exactly the limit, and refuses one byte more with 413, stated or not", async () => {
    const received = await receiveFile(upload("x".repeat(1000)), limits);
    expect(received.bytes).toBe(1000);
    expect(await refusal(upload("x".repeat(1001)))).toBe(413);
    expect(await refusal(upload(streamOf("x".repeat(600), "x".repeat(401))))).toBe(413);
    expect(await refusal(upload("x", { headers: { "Content-Length": "1001" } }))).toBe(413);
    expect(leftOver()).toEqual([]);
  });

  it.each(["gzip", "br", "deflate", "zstd", "x", "gzip, identity"])(
    "refuses Content-Encoding %s with 415",
    async (encoding) => {
      expect(await refusal(upload("x", { headers: { "Content-Encoding": encoding } }))).toBe(415);
    },
  );

  it("refuses multipart with 415 and takes identity", async () => {
    expect(
      await refusal(upload("x", { headers: { "Content-Type": "multipart/form-data; boundary=x" } })),
    ).toBe(415);
    const received = await receiveFile(upload("x", { headers: { "Content-Encoding": "identity" } }), limits);
    expect(received.bytes).toBe(1);
  });

  it("refuses a length or a hash other than stated with 400, and keeps nothing", async () => {
    expect(await refusal(upload("xy", { headers: { "Content-Length": "3" } }))).toBe(400);
    expect(await refusal(upload("xy", { headers: { "X-Content-SHA256": "0".repeat(64) } }))).toBe(400);
    expect(leftOver()).toEqual([]);
  });

  it("takes a stated hash in capitals", async () => {
    const sha256 = createHash("sha256").update("xy").digest("hex").toUpperCase();
    const received = await receiveFile(upload("xy", { headers: { "X-Content-SHA256": sha256 } }), limits);
    expect(received.sha256).toBe(sha256.toLowerCase());
  });

  it("keeps nothing of an upload that breaks off", async () => {
    expect(await refusal(upload(streamOf("half of ", new Error("aborted"))))).toBe(400);
    expect(leftOver()).toEqual([]);
  });

  it("cuts a sender that falls below the slowest pace with 408", async () => {
    const silent = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new Uint8Array(1)),
    });
    expect(await refusal(upload(silent), { slowest: { bytesPerSecond: 1000, over: 50 } })).toBe(408);
    expect(leftOver()).toEqual([]);
  });

  it("takes a request without a body as an empty file", async () => {
    const received = await receiveFile(new Request("http://127.0.0.1/", { method: "POST" }), limits);
    expect(received.bytes).toBe(0);
    expect(received.at).toEqual({ content: new Uint8Array(0) });
  });
});

describe("sweepTemporaryFiles", () => {
  it("removes what processes left that are gone and what is old, and keeps what is under way", async () => {
    const folder = join(dir, "tmp");
    mkdirSync(folder, { recursive: true });
    const [gone, here, old] = ["2147480000-a.upload", `${process.pid}-a.upload`, `${process.pid}-b.upload`];
    for (const name of [gone, here, old]) writeFileSync(join(folder, name), "x");
    utimesSync(join(folder, old), 0, 0);
    await sweepTemporaryFiles(dir);
    expect(leftOver()).toEqual([here]);
    rmSync(join(folder, here));
  });

  it("is content where there is no such folder", async () => {
    await sweepTemporaryFiles(join(dir, "nowhere"));
    expect(existsSync(join(dir, "nowhere"))).toBe(false);
  });
});
