import { createHash } from "node:crypto";
import { once } from "node:events";
import { connect } from "node:net";
import { Readable } from "node:stream";
import { startApp, type App } from "./app";
import { isKept, table, upload, type Sent } from "./client";
import { leftovers, temporaryFiles } from "./process-death";
import { p95, pause, withFolder, type Drill } from "./drill";

async function datasetCount({ url }: App): Promise<number> {
  const { datasets } = (await (await fetch(`${url}/api/datasets`)).json()) as { datasets: unknown[] };
  return datasets.length;
}

/** Sends a part of a file and goes away. */
async function tear(port: number, bytes: Buffer, chunked: boolean): Promise<void> {
  const socket = connect(port, "127.0.0.1");
  await once(socket, "connect");
  const length = chunked ? "Transfer-Encoding: chunked" : `Content-Length: ${bytes.length}`;
  socket.write(
    `POST /api/datasets?name=a.csv HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nContent-Type: text/csv\r\n${length}\r\n\r\n`,
  );
  const part = bytes.subarray(0, Math.floor(bytes.length * Math.random()));
  if (chunked) socket.write(`${part.length.toString(16)}\r\n`);
  socket.write(part);
  await pause(Math.random() * 40);
  socket.destroy();
}

/** Uploads that break off at any place. */
export const tornUploads: Drill = {
  name: "torn uploads",
  run: (scale) =>
    withFolder(async (dir) => {
      const count = scale === "long" ? 200 : 40;
      const app = await startApp(dir);
      const bytes = table(1, 60_000);
      for (let i = 0; i < count; i += 1) await tear(app.port, bytes, i % 2 === 1);
      for (let tries = 0; temporaryFiles(dir) > 0 && tries < 200; tries += 1) await pause(25);
      const [stored, temporary] = [await datasetCount(app), temporaryFiles(dir)];
      await app.stop();
      return {
        says: `${count} of up to ${bytes.length} bytes: ${stored} stored, ${temporary} temporary files left`,
        isKept: stored === 0 && temporary === 0,
      };
    }),
};

/** A table of about that many bytes whose rows are a setup each, with a long note: written as it is sent, never held whole. */
function* largeTable(size: number): Generator<Buffer> {
  const note = "x".repeat(4000);
  yield Buffer.from("system,batch,Tokens/sec,note\n");
  for (let row = 1, length = 0; length < size; row += 1) {
    const line = Buffer.from(`vLLM,${row},151.${row},${note}\n`);
    length += line.length;
    yield line;
  }
}

interface Rung {
  bytes: number;
  status: number;
  /** Stored and given back byte for byte, or refused as too much. */
  isWhole: boolean;
  megabytes: number;
}

async function climb(app: App, size: number, stated: boolean): Promise<Rung> {
  app.forgetPeakMemory();
  let bytes = 0;
  const hash = createHash("sha256");
  for (const line of largeTable(size)) {
    bytes += line.length;
    hash.update(line);
  }
  const headers: Record<string, string> = { "Content-Type": "text/csv" };
  if (stated) headers["Content-Length"] = String(bytes);
  const answer = await fetch(`${app.url}/api/datasets?name=a.csv`, {
    method: "POST",
    headers,
    body: Readable.toWeb(Readable.from(largeTable(size))) as ReadableStream,
    duplex: "half",
  } as RequestInit);
  const { id } = (await answer.json()) as { id?: string };
  const { status } = answer;
  const isWhole = id ? (await fileHash(app, id)) === hash.digest("hex") : status === 413 || status === 422;
  return { bytes, status, isWhole, megabytes: Math.ceil(app.peakMemory() / 1e6) };
}

async function fileHash({ url }: App, id: string): Promise<string> {
  const hash = createHash("sha256");
  const { body } = await fetch(`${url}/api/datasets/${id}/file`);
  for await (const chunk of body ?? []) hash.update(chunk);
  return hash.digest("hex");
}

/** The most that the server may hold, in MB, while it receives, reads, stores and gives back a file, or refuses it. */
const mostMegabytes = 300;

/** Files of growing size, with and without a stated length: stored and given back whole, or refused; never cut. */
export const sizeLadder: Drill = {
  name: "size ladder",
  run: (scale) =>
    withFolder(async (dir) => {
      const sizes = scale === "long" ? [1, 1e3, 9e6, 11e6, 5e7, 3e8, 1e9] : [1, 1e3, 9e6, 11e6, 5e7];
      const app = await startApp(dir);
      const rungs: string[] = [];
      let [wrong, most] = [0, 0];
      for (const size of sizes)
        for (const stated of [true, false]) {
          const { bytes, status, isWhole, megabytes } = await climb(app, size + (stated ? 0 : 5_000), stated);
          if (!isWhole) wrong += 1;
          most = Math.max(most, megabytes);
          rungs.push(
            `${(bytes / 1e6).toFixed(1)} MB${stated ? "" : " chunked"}: ${status}, ${megabytes} MB held`,
          );
        }
      await app.stop();
      return {
        says: `${rungs.join("; ")}; ${wrong} cut`,
        isKept: wrong === 0 && most <= mostMegabytes,
      };
    }),
};

/** The same bytes from everywhere at once are one dataset. */
export const sameFile: Drill = {
  name: "the same file at once",
  run: () =>
    withFolder(async (dir) => {
      const [one, two] = await Promise.all([startApp(dir), startApp(dir)]);
      const bytes = table(7);
      const sent = await Promise.all(
        Array.from({ length: 100 }, (_, i) => upload((i % 2 === 0 ? one : two).url, bytes)),
      );
      const stored = await datasetCount(one);
      await Promise.all([one.stop(), two.stop()]);
      const created = sent.filter(({ status }) => status === 201).length;
      const kept = sent.filter(isKept).length;
      return {
        says: `100 to two processes: ${kept} acknowledged, ${created} of them as new; ${stored} dataset stored`,
        isKept: kept === 100 && created === 1 && stored === 1,
      };
    }),
};

/** Many clients on two processes that share one SQLite file, each client at one of them, as behind a balancer that keeps connections. */
export const manyClients: Drill = {
  name: "many clients on two processes",
  run: (scale) =>
    withFolder(async (dir) => {
      const [clients, each] = scale === "long" ? [64, 100] : [16, 10];
      const apps = await Promise.all([startApp(dir), startApp(dir)]);
      const sent: Sent[] = (
        await Promise.all(
          Array.from({ length: clients }, async (_, client) => {
            const own: Sent[] = [];
            for (let i = 0; i < each; i += 1)
              own.push(await upload(apps[client % 2]!.url, table(client * 1_000 + i)));
            return own;
          }),
        )
      ).flat();
      const stored = await datasetCount(apps[0]!);
      await Promise.all(apps.map((app) => app.stop()));
      const failed = sent.filter((each) => !isKept(each)).length;
      const wait = p95(sent.map(({ took }) => took));
      const { faults } = await leftovers(dir);
      return {
        says: `${clients} x ${each}: ${sent.length - failed} acknowledged, ${failed} failed, ${stored} stored, ${faults.length} faults; p95 ${wait} ms`,
        isKept: failed === 0 && stored === clients * each && faults.length === 0,
      };
    }),
};

/** Clients that send one header now and then, and keep their connection. */
export const slowloris: Drill = {
  name: "slowloris",
  run: (scale) =>
    withFolder(async (dir) => {
      const [sockets, seconds] = scale === "long" ? [500, 120] : [500, 10];
      const app = await startApp(dir);
      const open = Array.from({ length: sockets }, () => connect(app.port, "127.0.0.1"));
      let cut = 0;
      for (const socket of open) {
        socket.on("error", () => {});
        socket.on("close", () => (cut += 1));
        socket.write(`GET / HTTP/1.1\r\nHost: 127.0.0.1:${app.port}\r\n`);
      }
      const waits: number[] = [];
      let failed = 0;
      for (const end = Date.now() + seconds * 1000; Date.now() < end;) {
        const start = performance.now();
        const answer = await fetch(`${app.url}/api/health`).catch(() => null);
        await answer?.arrayBuffer();
        if (!answer?.ok) failed += 1;
        waits.push(performance.now() - start);
        if (waits.length % 50 === 0)
          for (const socket of open) if (socket.writable) socket.write("X-A: b\r\n");
        await pause(20);
      }
      const gone = cut;
      for (const socket of open) socket.destroy();
      await app.stop();
      const wait = p95(waits);
      return {
        says: `${sockets} sockets for ${seconds} s: others wait ${wait} ms (p95), ${failed} fail; ${gone} of the slow ones are cut`,
        isKept: failed === 0 && wait <= 100 && (scale === "short" || gone === sockets),
      };
    }),
};
