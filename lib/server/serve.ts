import { randomBytes, randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import type { Duplex } from "node:stream";
import { isStoreUnavailable } from "@/lib/store/unavailable";
import { authorize, type Actor } from "./authorize";
import { ensureBuilt } from "./built-app";
import { formAddress } from "./forms/form-asked";
import { refuseAddress, refuseForeignWrite, refuseHost, type Refusal } from "./guard";
import { lifecycle, storeAnswers } from "./health";
import { problemBody, problemType } from "./http-problem";
import { importPool } from "./import-pool";
import { indexCommitted } from "./index-committed";
import { log } from "./log";
import { metrics, observeAnswer } from "./metrics";
import { nodeWarning } from "./node-floor";
import { closeStore, openStore } from "./open-store";
import { loadOwnCatalogue } from "./own-catalogue";
import { preloadPages } from "./preload-pages";
import { sweepTemporaryFiles } from "./receive-file";
import { actorHeader, askerText } from "./request-actor";
import { requestIdHeader } from "./request-id";
import { securityHeaders } from "./security-headers";
import { clientAddress } from "./client-address";
import { isLoopback, settings, type TeamSettings } from "./settings";
import { isValid } from "./token-text";
import { writeLimiter } from "./write-limit";
import { unavailablePage } from "./unavailable-page";

export interface ServeOptions {
  /** 0 takes any free port. */
  port: number;
  host: string;
  dev: boolean;
  /** Where the app's own files stand, unless `WHISKER_ROOT` says so. */
  root: string;
}

export interface Running {
  url: string;
  /** Answers what is under way, then closes the store. */
  stop(): Promise<void>;
}

/** A start that cannot be, with a sentence for the person who asked for it. */
export class StartRefused extends Error {}

/**
 * Serves Whisker on this machine: builds the app where that is needed, opens the store, indexes `data/`, then listens.
 * @throws StartRefused where host, port, folder or build do not allow it
 */
export async function serve({ port, host, dev, root: home }: ServeOptions): Promise<Running> {
  process.env["HOST"] = host;
  refuseSettings();
  await refuseTakenPort(port, host);
  await refuseWithoutToken();
  const root = (process.env["WHISKER_ROOT"] ??= home);
  if (!dev) await ensureBuilt(root, say).catch(refuse);
  await takeOwnCatalogue();
  const handler = await preparedHandler({ root, dev, host, port });
  const server = createServer((request, response) =>
    answer(request, response, { dev, handle: handler.handle }),
  );
  keepPatience(server);
  server.on("upgrade", (request, socket, head) => upgrade(request, socket, head, handler.upgrade));
  await listen(server, port, host);
  const url = urlOf(server, host);
  say(`Whisker is at ${url}`);
  setTimeout(() => void warmUp(dev ? null : root), firstAnswersMs).unref();
  const warning = settings().team && nodeWarning(process.version);
  if (warning) log().warn(warning);
  const stop = once(() => shutDown(server, handler.close, dev ? 500 : drainMs));
  stopOnSignals(stop);
  return { url, stop };
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function refuse(cause: unknown): never {
  throw new StartRefused(cause instanceof Error ? cause.message : String(cause), { cause });
}

/** A server that others reach must know where it is reached: its cookies and its links depend on it. */
function refuseSettings(): void {
  try {
    const { team, publicUrl } = settings();
    if (team) refusePlainHttp(publicUrl);
  } catch (cause) {
    refuse(cause);
  }
}

function refusePlainHttp(publicUrl: URL | null): void {
  if (publicUrl && (publicUrl.protocol === "https:" || isLoopback(publicUrl.hostname))) return;
  const found = publicUrl ? `PUBLIC_URL=${publicUrl.href} is not https` : "PUBLIC_URL is not set";
  throw new StartRefused(
    `HOST=${process.env["HOST"]} lets other machines reach Whisker, and ${found}: set PUBLIC_URL to the https address at which a proxy in front of it answers (docs/deploy.md), or leave HOST at 127.0.0.1.`,
  );
}

/** Without a token nobody could write, and whoever set it up would look for the reason in the wrong place. */
async function refuseWithoutToken(): Promise<void> {
  if (!settings().team) return;
  const tokens = await untilDatabaseAnswers(async () => (await openStore()).listTokens()).catch(refuse);
  if (tokens.some((token) => isValid(token))) return;
  throw new StartRefused(
    "Other machines can reach this server, and it has no valid token: make one with `npx whisker token create --name NAME --scope admin` in the same environment, then start it again.",
  );
}

function takeOwnCatalogue(): Promise<void> {
  return loadOwnCatalogue().catch(refuse);
}

/** The app and its data, prepared side by side: while one waits for the disk, the other has the processor. */
async function preparedHandler(options: Omit<ServeOptions, "root"> & { root: string }): Promise<NextHandler> {
  const [handler, data] = await Promise.allSettled([nextHandler(options), prepareData()]);
  if (handler.status === "rejected") throw handler.reason;
  if (data.status === "fulfilled") return handler.value;
  await handler.value.close().catch(() => {});
  throw data.reason;
}

/** For as long, in ms, a server that has just started does nothing but answer: whoever waited for it asks now. */
const firstAnswersMs = 200;

/** Does beforehand what a first visitor would wait for: loads the built pages, and audits what is stored. */
async function warmUp(built: string | null): Promise<void> {
  try {
    if (built !== null) await preloadPages(built);
    const { auditAll } = await import("./point-audits");
    await auditAll(await openStore());
  } catch (cause) {
    if (!lifecycle().stopping) log().warn({ err: cause }, "what pages wait for could not be made ready");
  }
}

async function prepareData(): Promise<void> {
  const { dir, databaseUrl } = settings();
  try {
    await sweepTemporaryFiles(dir);
    await untilDatabaseAnswers(async () => indexCommitted(await openStore(), settings()));
  } catch (cause) {
    const where = databaseUrl === null ? `data folder ${dir}` : "database of DATABASE_URL";
    throw new StartRefused(`The ${where} cannot be used: ${messageOf(cause)}`, { cause });
  }
  // Not waited for: another process may be within a long write.
  void sweepStore();
  setInterval(() => void sweepTemporaryFiles(dir).then(sweepStore, sweepStore), 3_600_000).unref();
}

/** What is not swept now is swept next time. */
async function sweepStore(): Promise<void> {
  try {
    const missing = await (await openStore()).sweep();
    if (missing.length > 0)
      log().warn({ missing }, "files beside the database are not there: upload the same files again");
  } catch (err) {
    if (!lifecycle().stopping) log().warn({ err }, "files were not swept");
  }
}

/** How long a start waits for its database, in ms: both may have been started together. */
const startPatience = 60_000;

async function untilDatabaseAnswers<T>(ask: () => Promise<T>): Promise<T> {
  for (const deadline = Date.now() + startPatience; ;) {
    try {
      return await ask();
    } catch (cause) {
      if (!isStoreUnavailable(cause) || Date.now() > deadline) throw cause;
    }
    log().warn("The database does not answer yet; trying again.");
    await after(1_000);
  }
}

function messageOf(cause: unknown): string {
  return cause instanceof Error ? cause.message : String(cause);
}

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>;
type Upgrade = (request: IncomingMessage, socket: Duplex, head: Buffer) => Promise<void>;

interface NextHandler {
  handle: Handle;
  /** Hot reloading in development; null in production, where nothing is upgraded. */
  upgrade: Upgrade | null;
  close(): Promise<void>;
}

/**
 * What the build made of next.config.ts, in JSON, which Next takes in a server that it builds itself ("standalone"): to
 * read the file again, each start would load a compiler.
 */
async function builtConfig(root: string): Promise<string> {
  const manifest = await readFile(join(root, ".next", "required-server-files.json"), "utf8");
  return JSON.stringify((JSON.parse(manifest) as { config: object }).config);
}

async function nextHandler(options: ServeOptions): Promise<NextHandler> {
  process.env["NEXT_TELEMETRY_DISABLED"] = "1";
  (process.env as Record<string, string>)["NODE_ENV"] = options.dev ? "development" : "production";
  if (!options.dev) process.env["__NEXT_PRIVATE_STANDALONE_CONFIG"] = await builtConfig(options.root);
  const { default: next } = await import("next");
  // Given no server of ours to listen on, Next would add its own upgrade handler to it.
  const httpServer = createServer();
  const app = next({
    ...{ dir: options.root, dev: options.dev, hostname: options.host, port: options.port, httpServer },
    ...(options.dev ? { turbopack: true } : {}),
  });
  await app.prepare();
  const upgrade = options.dev ? (app.getUpgradeHandler() as Upgrade) : null;
  return { handle: app.getRequestHandler() as Handle, upgrade, close: () => app.close() };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  { dev, handle }: { dev: boolean; handle: Handle },
): Promise<void> {
  const requestId = randomUUID();
  if (request.method === "GET" || request.method === "HEAD")
    request.url = formAddress(request.url ?? "", request.headers.accept) ?? request.url;
  logWhenDone(request, response, requestId);
  const { publicUrl, team } = settings();
  const nonce = randomBytes(16).toString("base64");
  const path = pathOf(request);
  const headers = securityHeaders(nonce, {
    ...{ path, dev, https: publicUrl?.protocol === "https:" },
    isShared: publicUrl !== null && !isLoopback(publicUrl.hostname),
  });
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  if (lifecycle().stopping) response.setHeader("Connection", "close");
  const refusal = refuseRequest(request, publicUrl);
  if (refusal) return sendRefusal(response, refusal, requestId);
  const address = clientAddress(request, team);
  trustNothingForwarded(request);
  if (isPage(request.method, path) && !(await storeAnswers())) return sendUnavailable(response, nonce);
  const asker = team ? await askerFor(request, team, address) : { actor: null, refusal: null };
  if (asker.refusal) return sendUnauthorized(request, response, asker.refusal, requestId);
  request.headers[actorHeader] = askerText({ actor: asker.actor, address });
  request.headers["content-security-policy"] = headers["Content-Security-Policy"];
  request.headers[requestIdHeader] = requestId;
  await handle(request, response).catch((cause: unknown) => {
    log().error({ requestId, err: cause }, "a request failed");
    response.destroy();
  });
}

/** Who asks on a team's server, or why it is not answered. */
async function askerFor(
  request: IncomingMessage,
  team: TeamSettings,
  address: string | null,
): Promise<{ actor: Actor | null; refusal: Refusal | null }> {
  const method = request.method ?? "";
  const { authorization, cookie } = request.headers;
  const found = await openStore()
    .then((store) => authorize(store, { method, path: pathOf(request), authorization, cookie }, team))
    .catch((cause: unknown) => {
      log().error({ err: cause }, "a request could not be authorized");
      return { actor: null, refusal: notReady };
    });
  if (["GET", "HEAD", "OPTIONS"].includes(method)) return found;
  // Refused writes count, too: whoever tries out tokens is slowed down.
  const seconds = limiter.take(found.actor?.token ?? `from ${address}`);
  return seconds === 0 ? found : { actor: null, refusal: tooOften(seconds) };
}

const limiter = writeLimiter();

const notReady: Refusal = {
  status: 503,
  title: "Not ready",
  detail: "The database does not answer, so that nobody can be told apart. Nothing was stored; try again.",
  retryAfter: 5,
};

function tooOften(seconds: number): Refusal {
  const detail = `Too many writes at once from here. Nothing was stored; try again in ${seconds} s.`;
  return { status: 429, title: "Too many writes", detail, retryAfter: seconds };
}

/** A person who opens a page is sent to sign in and back; a program is told. */
function sendUnauthorized(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: Refusal,
  requestId: string,
): void {
  const isPage = request.method === "GET" && /\btext\/html\b/.test(request.headers.accept ?? "");
  if (refusal.status === 401 && isPage && !pathOf(request).startsWith("/api/")) {
    const to = encodeURIComponent(request.url ?? "/");
    response.writeHead(303, { Location: `/sign-in?to=${to}`, "Cache-Control": "no-store" });
    response.end();
    return;
  }
  if (refusal.status === 401) response.setHeader("WWW-Authenticate", 'Bearer realm="Whisker"');
  sendRefusal(response, refusal, requestId);
}

function refuseRequest(request: IncomingMessage, publicUrl: URL | null): Refusal | null {
  const { method = "", url, headers, rawHeaders } = request;
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === "host");
  if (hosts.length > 1) return { status: 400, title: "Bad request", detail: "A request names one host." };
  return (
    refuseHost(headers.host, publicUrl) ??
    refuseAddress(method, url) ??
    refuseForeignWrite(method, headers as Parameters<typeof refuseForeignWrite>[1], publicUrl)
  );
}

function sendRefusal(response: ServerResponse, refusal: Refusal, requestId: string): void {
  metrics().refused.inc({ status: refusal.status });
  if (refusal.retryAfter !== undefined) response.setHeader("Retry-After", refusal.retryAfter);
  response.writeHead(refusal.status, {
    "Content-Type": problemType,
    "Cache-Control": "no-store",
    Connection: "close",
  });
  response.end(JSON.stringify(problemBody(refusal, requestId)));
}

/** Pages, and what Next fetches to show one. A route answers for itself; a file (`/icon.svg`) needs no database. */
function isPage(method: string | undefined, path: string): boolean {
  return (method === "GET" || method === "HEAD") && !/^\/(api|_next)\/|^\/metrics$|\.\w+$/.test(path);
}

function sendUnavailable(response: ServerResponse, nonce: string): void {
  const headers = {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    "Retry-After": "5",
  };
  response.writeHead(503, headers).end(unavailablePage(nonce));
}

/** What a proxy may say of the first request; here it would be a stranger's word, and Next would believe it. */
function trustNothingForwarded(request: IncomingMessage): void {
  for (const name of Object.keys(request.headers)) {
    if (
      name.startsWith("x-forwarded-") ||
      name === "forwarded" ||
      name === "x-middleware-subrequest" ||
      name === actorHeader
    ) {
      delete request.headers[name];
    }
  }
}

function pathOf(request: IncomingMessage): string {
  return (request.url ?? "").split("?")[0] ?? "";
}

function logWhenDone(request: IncomingMessage, response: ServerResponse, requestId: string): void {
  const start = performance.now();
  const path = pathOf(request);
  if (path.startsWith("/_next/")) return;
  response.once("close", () => {
    const status = response.writableEnded ? response.statusCode : 499;
    observeAnswer(request.method, path, status, performance.now() - start);
    log().info({
      requestId,
      method: request.method,
      path,
      status,
      ms: Math.round(performance.now() - start),
    });
  });
}

function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, handle: Upgrade | null): void {
  if (handle === null || refuseHost(request.headers.host, settings().publicUrl)) socket.destroy();
  else void handle(request, socket, head).catch(() => socket.destroy());
}

/** Headers must come at once; a body may take long, as its own pace is watched where it is received. */
function keepPatience(server: Server): void {
  server.headersTimeout = 60_000;
  server.requestTimeout = 3_600_000;
}

/** Asked before the app is built and the data read, which may take a while. */
async function refuseTakenPort(port: number, host: string): Promise<void> {
  const server = createServer();
  await listen(server, port, host);
  await new Promise((done) => server.close(done));
}

async function listen(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((done, failed) => {
    server.once("error", failed);
    server.listen(port, host, done);
  }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === "EADDRINUSE") {
      throw new StartRefused(`Port ${port} is taken: stop what listens there, or choose another with PORT.`, {
        cause,
      });
    }
    refuse(cause);
  });
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return `http://${host.includes(":") ? `[${host}]` : host}:${port}`;
}

/** How long requests under way have to end before they are cut. */
const drainMs = 8_000;

async function shutDown(server: Server, closeNext: () => Promise<void>, patience: number): Promise<void> {
  lifecycle().stopping = true;
  const closed = new Promise((done) => server.close(done));
  server.closeIdleConnections();
  // An upgraded connection, which development has, never ends by itself and is none of the server's any more.
  await Promise.race([closed, after(patience)]);
  server.closeAllConnections();
  await importPool().close();
  await closeStore();
  // Last, and not for long: there is nothing left to lose, and in development Next may never be done.
  await Promise.race([closeNext().catch(() => {}), after(2_000)]);
}

function after(ms: number): Promise<void> {
  return new Promise((done) => setTimeout(done, ms));
}

function stopOnSignals(stop: () => Promise<void>): void {
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.once(signal, () => {
      stop().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

function once(act: () => Promise<void>): () => Promise<void> {
  let acted: Promise<void> | null = null;
  return () => (acted ??= act());
}
