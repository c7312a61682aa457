import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request, type IncomingHttpHeaders } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, startServer, type Server } from "./harness";

let server: Server;
beforeAll(async () => {
  server = await startServer();
}, 400_000);
afterAll(() => server?.stop());

interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

interface Ask {
  method?: string;
  headers?: Record<string, string>;
  body?: Iterable<Buffer>;
}

/** A request with exactly these headers: unlike fetch, any Host and any path, as it stands. */
function ask(path: string, { method = "GET", headers = {}, body }: Ask = {}): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  return new Promise((done, failed) => {
    const outgoing = request({ hostname, port, path, method, headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk));
      incoming.on("end", () =>
        done({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: Buffer.concat(chunks) }),
      );
      incoming.on("error", failed);
    });
    outgoing.on("error", failed);
    if (body) Readable.from(body).pipe(outgoing);
    else outgoing.end();
  });
}

const json = (answer: Answer) => JSON.parse(answer.body.toString()) as Record<string, unknown>;

const piece = 1024 * 1024;

/** A table of exactly that many bytes, in pieces; one sample a line, and long lines, so that size is what is tested. */
function* table(bytes: number): Generator<Buffer> {
  const filler = "x".repeat(2000);
  let text = "metric,value,unit,system,run,remark\n";
  let sent = 0;
  for (let line = 0; sent + text.length < bytes; line += 1) {
    text += `ttft,${40 + (line % 13)},ms,of ${bytes} bytes,${line},${filler}\n`;
    if (text.length < piece) continue;
    const part = text.slice(0, Math.min(text.length, bytes - sent));
    yield Buffer.from(part);
    sent += part.length;
    text = text.slice(part.length);
  }
  yield Buffer.from(text.slice(0, bytes - sent));
}

function hashOf(bytes: number): string {
  const hash = createHash("sha256");
  for (const part of table(bytes)) hash.update(part);
  return hash.digest("hex");
}

const csv = { "Content-Type": "text/csv" };

/** Until other tests' browsers have started, as far as that takes less than a minute: what is measured is the upload. */
async function untilCalm(): Promise<void> {
  const end = performance.now() + 60_000;
  for (let quick = 0; quick < 10 && performance.now() < end;) {
    const start = performance.now();
    await ask("/api/health");
    quick = performance.now() - start < 50 ? quick + 1 : 0;
    await new Promise((done) => setTimeout(done, 20));
  }
}

describe("POST /api/datasets", () => {
  it.each([
    [11e6, "with Content-Length"],
    [11e6 + 1, "without Content-Length"],
    [50e6, "with Content-Length"],
    [50e6 + 1, "without Content-Length"],
    [300e6, "with Content-Length"],
    [300e6 + 1, "without Content-Length"],
  ])(
    "takes %d bytes %s whole, and gives them back identical, while other requests are answered",
    async (bytes, how) => {
      const length: Record<string, string> = how.startsWith("with ")
        ? { "Content-Length": String(bytes) }
        : {};
      await untilCalm();
      const waits: number[] = [];
      let over = false;
      const others = (async () => {
        while (!over) {
          const start = performance.now();
          expect((await ask("/api/health")).status).toBe(200);
          waits.push(performance.now() - start);
          await new Promise((done) => setTimeout(done, 20));
        }
      })();
      const body = table(bytes);
      const answer = await ask(`/api/datasets?name=${bytes}.csv`, {
        method: "POST",
        headers: { ...csv, ...length },
        body,
      });
      over = true;
      await others;
      expect([answer.status, json(answer)["detail"]]).toEqual([201, undefined]);
      const sha256 = hashOf(bytes);
      expect(json(answer)["id"]).toBe(sha256);
      const file = await ask(`/api/datasets/${sha256}/file`);
      expect(file.body.length).toBe(bytes);
      expect(createHash("sha256").update(file.body).digest("hex")).toBe(sha256);
      waits.sort((a, b) => a - b);
      expect(waits[Math.floor(waits.length * 0.9)]).toBeLessThan(400);
    },
    180_000,
  );

  it("stores nothing of 20 uploads that break off, and leaves no temporary file", async () => {
    const before = (json(await ask("/api/datasets"))["datasets"] as unknown[]).length;
    const { hostname, port } = new URL(server.url);
    const torn = Array.from({ length: 20 }, (_, i) => {
      const socket = connect(Number(port), hostname);
      const framing = i % 2 === 0 ? "Content-Length: 5000000" : "Transfer-Encoding: chunked";
      const start = i % 2 === 0 ? "" : "ffffff\r\n";
      socket.write(
        `POST /api/datasets?name=torn.csv HTTP/1.1\r\nHost: 127.0.0.1\r\n${framing}\r\n\r\n${start}`,
      );
      socket.write("metric,value,unit\nttft,1,ms\n".repeat(i * 1000));
      return new Promise<void>((done) => {
        socket.on("close", () => done());
        socket.on("error", () => {});
        setTimeout(() => socket.destroy(), 100 + i * 10);
      });
    });
    await Promise.all(torn);
    await expect.poll(() => readdirSync(join(server.dir, "tmp")), { timeout: 5000 }).toEqual([]);
    expect((json(await ask("/api/datasets"))["datasets"] as unknown[]).length).toBe(before);
  });

  it("refuses a stated length above the limit with 413 before the body comes", async () => {
    const headers = { ...csv, "Content-Length": String(2 ** 31) };
    const body = [Buffer.from("metric,value\n")];
    expect((await ask("/api/datasets", { method: "POST", headers, body })).status).toBe(413);
  });

  it.each([
    [{ "Content-Encoding": "gzip" }, 415],
    [{ "Content-Type": "multipart/form-data; boundary=x" }, 415],
    [{ "X-Content-SHA256": "0".repeat(64) }, 400],
  ])("refuses %j with %d, as problem+json with a sentence", async (headers, status) => {
    const body = [Buffer.from("metric,value,unit\nttft,1,ms\n")];
    const answer = await ask("/api/datasets", { method: "POST", headers: { ...csv, ...headers }, body });
    expect(answer.status).toBe(status);
    expect(answer.headers["content-type"]).toMatch(/^application\/problem\+json/);
    expect(json(answer)).toMatchObject({
      status,
      detail: expect.stringMatching(/\.$/),
      requestId: expect.any(String),
    });
  });
});

describe("every answer", () => {
  const paths = [
    "/",
    "/explore",
    "/datasets",
    "/upload",
    "/api/health",
    "/no-such-page",
    "/icon.svg",
    "/_next/x.js",
  ];

  it.each(paths)("%s has the security headers, and a nonce of its own on its scripts", async (path) => {
    const [one, two] = [await ask(path), await ask(path)];
    expect(one.headers).toMatchObject({
      "x-content-type-options": "nosniff",
      "referrer-policy": "strict-origin-when-cross-origin",
      "cross-origin-opener-policy": "same-origin",
      "cross-origin-resource-policy": "same-origin",
    });
    expect(one.headers["x-powered-by"]).toBeUndefined();
    const policy = String(one.headers["content-security-policy"]);
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "";
    expect(nonce).not.toBe("");
    expect(String(two.headers["content-security-policy"])).not.toContain(nonce);
    expect(policy).not.toMatch(/script-src[^;]*unsafe-(inline|eval)/);
    for (const [tag] of one.body.toString().matchAll(/<script\b[^>]*>/g))
      expect(tag).toContain(`nonce="${nonce}"`);
  });

  it.each(["evil.example", "evil.example:3000", "127.0.0.1.evil.example", "0.0.0.0"])(
    "is 421 for the Host %s, on pages, files and interface alike",
    async (host) => {
      for (const path of [...paths, "/v/x", "/explore.csv"]) {
        const answer = await ask(path, { headers: { Host: host } });
        expect([path, answer.status]).toEqual([path, 421]);
        expect(answer.body.toString()).not.toContain("evil");
      }
    },
  );

  it("is made without a proxy's word for it: no header but Host names a host, a scheme or a path", async () => {
    const forged = {
      "X-Forwarded-Host": "evil.example",
      "X-Forwarded-Server": "evil.example",
      "X-Forwarded-Proto": "https",
      "X-Forwarded-Port": "6666",
      "X-Forwarded-Prefix": "/evil.example",
      Forwarded: "for=evil.example;host=evil.example;proto=https",
      "X-Host": "evil.example",
      "X-Original-Host": "evil.example",
      "X-HTTP-Host-Override": "evil.example",
      "X-Original-URL": "/evil.example",
      "X-Rewrite-URL": "/evil.example",
    };
    // Among them a redirect, files with links of their own, and what other sites ask for a card.
    const more = ["/datasets/", "/explore.md", "/explore.html", "/explore.svg?badge", "/api/openapi.json"];
    for (const path of [...paths, ...more, "/api/oembed?url=http%3A%2F%2F127.0.0.1%2Fv%2Fx"]) {
      const [plain, answer] = [await ask(path), await ask(path, { headers: forged })];
      expect([path, answer.status]).toEqual([path, plain.status]);
      expect(answer.headers["location"], path).toBe(plain.headers["location"]);
      expect(answer.body.toString() + JSON.stringify(answer.headers), path).not.toMatch(
        /evil\.example|:6666/,
      );
    }
  });

  it("is a refusal, never an error, for an address that is none and for what looks like a server action", async () => {
    for (const path of ["/datasets/%", "/api/datasets/%ff", "/v/%E0%A4%A"])
      expect((await ask(path)).status).toBe(400);
    const headers = { "Next-Action": "x".repeat(40), "Content-Type": "text/plain" };
    expect((await ask("/", { method: "POST", headers, body: [Buffer.from("[]")] })).status).toBe(405);
    for (const path of [
      "/explore?metric=__proto__",
      "/explore?series=constructor&x=__proto__",
      "/explore?point=%00",
    ])
      expect((await ask(path)).status).toBe(200);
  });

  it("upgrades nothing", async () => {
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    socket.write(
      "GET /_next/webpack-hmr HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
    );
    let said = "";
    socket.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await new Promise((done) => socket.on("close", done));
    expect(said).not.toMatch(/^HTTP\/1.1 101/);
    expect((await ask("/api/health")).status).toBe(200);
  });
});

describe("writes", () => {
  const body = () => [Buffer.from("metric,value,unit,system\nttft,1,ms,csrf\n")];

  it.each([
    ["another site", { "Sec-Fetch-Site": "cross-site", Origin: "https://evil.example" }, 403],
    ["another port", { "Sec-Fetch-Site": "same-site", Origin: "http://127.0.0.1:1" }, 403],
    ["no page", { "Sec-Fetch-Site": "none" }, 403],
    ["a sandbox", { "Sec-Fetch-Site": "cross-site", Origin: "null" }, 403],
    ["an old browser elsewhere", { Origin: "https://evil.example" }, 403],
    ["a program", {}, 201],
  ])("from %s", async (_, headers, status) => {
    for (const type of ["text/csv", "text/plain", "application/x-www-form-urlencoded"]) {
      const answer = await ask("/api/inspect", {
        method: "POST",
        headers: { ...headers, "Content-Type": type },
        body: body(),
      });
      expect(answer.status).toBe(status === 201 ? 200 : 403);
    }
    const stored = await ask("/api/datasets", {
      method: "POST",
      headers: { ...csv, ...headers },
      body: body(),
    });
    expect(stored.status).toBe(status);
  });

  it("a page of this server may write", async () => {
    const headers = {
      ...csv,
      "Sec-Fetch-Site": "same-origin",
      Origin: server.url,
      Host: new URL(server.url).host,
    };
    expect((await ask("/api/datasets", { method: "POST", headers, body: body() })).status).toBe(200);
  });

  it.each(["PUT", "DELETE", "PATCH"])("%s is no method of a dataset: 405", async (method) => {
    expect((await ask("/api/datasets", { method })).status).toBe(405);
  });
});

describe("GET /v/<id>", () => {
  it("answers exactly the ids there are", async () => {
    const headers = { "Content-Type": "application/json" };
    const made = await ask("/api/views", {
      method: "POST",
      headers,
      body: [Buffer.from('{"query":"metric=ttft"}')],
    });
    const { id } = json(made) as { id: string };
    expect((await ask(`/v/${id}`)).status).toBe(200);
    expect((await ask(`/v/${id}.csv`)).headers["content-type"]).toMatch(/^text\/csv/);
    for (const none of [
      ":id",
      "%3Aid",
      "[id]",
      "%5Bid%5D",
      `${id}%00`,
      id.slice(1),
      `${id}x`,
      id.toLowerCase(),
    ]) {
      expect([none, (await ask(`/v/${none}`)).status]).toEqual([none, 404]);
      expect([none, (await ask(`/api/views/${none}`)).status]).toEqual([none, 404]);
    }
  });
});

describe("GET /reviews/<id>.md", () => {
  it("gives the review's Markdown in the form that is asked for, of exactly the ids there are", async () => {
    const file = "metric,value,unit,model\nttft,50,ms,A\n";
    const sent = { method: "POST", headers: csv, body: [Buffer.from(file)] };
    const { id: dataset } = json(await ask("/api/datasets?name=a.csv", sent));
    const review = {
      title: "Same file",
      attachments: ["baseline", "candidate"].map((role) => ({ role, dataset })),
    };
    const body = [Buffer.from(JSON.stringify(review))];
    const headers = { "Content-Type": "application/json" };
    const { id } = json(await ask("/api/reviews", { method: "POST", headers, body })) as { id: string };
    const table = await ask(`/reviews/${id}.md`);
    expect(table.headers["content-type"]).toBe("text/markdown; charset=utf-8");
    expect(table.body.toString()).toMatch(/^### Same file: 1 inconclusive\n[^]*\| Case +\|/);
    expect((await ask(`/reviews/${id}.md?form=summary`)).body.toString()).not.toContain("| Case");
    expect((await ask(`/reviews/${id}.md?form=poem`)).status).toBe(400);
    expect((await ask(`/reviews/${"A".repeat(22)}.md`)).status).toBe(404);
  });
});

describe("whisker serve", () => {
  it.each([
    ["a port that is taken", () => ({ PORT: new URL(server.url).port }), /^Port \d+ is taken/m],
    [
      "an address that others reach",
      () => ({ PORT: "0", HOST: "0.0.0.0" }),
      /HOST=0\.0\.0\.0 lets other machines reach Whisker, and PUBLIC_URL is not set/,
    ],
    [
      "a folder that cannot be",
      () => ({ PORT: "0", WHISKER_DIR: "/dev/null/x" }),
      /data folder \/dev\/null\/x cannot be used/,
    ],
  ])("refuses %s in a sentence and exits with 1", async (_, env, sentence) => {
    const dir = mkdtempSync(join(tmpdir(), "whisker-refused-"));
    const { code, said } = await serveOnce({ WHISKER_DIR: dir, ...env() });
    rmSync(dir, { recursive: true, force: true });
    expect([code, said.match(/^\s+at /m)]).toEqual([1, null]);
    expect(said).toMatch(sentence);
  });

  it("keeps what it acknowledged over SIGTERM, and two copies run beside each other", async () => {
    const dir = mkdtempSync(join(tmpdir(), "whisker-beside-"));
    const first = await startServer({ WHISKER_DIR: dir });
    const answer = await fetch(`${first.url}/api/datasets`, {
      method: "POST",
      headers: csv,
      body: "metric,value,unit\nttft,7,ms\n",
    });
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    await first.stop();
    // No log beside it, and no temporary file: a small upload needs none.
    expect(readdirSync(dir)).toEqual(["whisker.db"]);
    const second = await startServer({ WHISKER_DIR: dir });
    expect((await fetch(`${second.url}/api/datasets/${id}`)).status).toBe(200);
    await second.stop();
    rmSync(dir, { recursive: true, force: true });
  }, 60_000);
});

function serveOnce(env: Record<string, string>): Promise<{ code: number | null; said: string }> {
  const child = spawn(process.execPath, ["scripts/whisker.mjs", "serve"], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((done) => child.on("close", (code) => done({ code, said })));
}
