import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import axe from "axe-core";
import { chromium, type Browser, type BrowserContext, type Page } from "playwright-core";
import { freePort } from "../../scripts/free-port";

export const root = resolve(import.meta.dirname, "../..");

export interface Server {
  url: string;
  dir: string;
  stop: () => Promise<void>;
}

/** Starts the built app on a free port with a data folder of its own, and waits until it is healthy. */
export async function startServer(env: Record<string, string> = {}): Promise<Server> {
  const dir = env["WHISKER_DIR"] ?? mkdtempSync(join(tmpdir(), "whisker-browser-"));
  const port = await freePort();
  const child = spawn(process.execPath, ["scripts/whisker.mjs", "serve"], {
    cwd: root,
    env: { ...process.env, ...env, PORT: String(port), WHISKER_DIR: dir, NODE_ENV: "production" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const output: string[] = [];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => output.push(chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  try {
    await untilHealthy(url, child);
  } catch (cause) {
    child.kill("SIGKILL");
    throw new Error(`The server did not start. It said:\n${output.join("")}`, { cause });
  }
  return { url, dir, stop: () => stop(child, env["WHISKER_DIR"] ? null : dir) };
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + 300_000; // the first start builds the app
  while (Date.now() < deadline) {
    if (child.exitCode !== null) throw new Error(`exited with ${child.exitCode}`);
    const answer = await fetch(`${url}/api/health`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((done) => setTimeout(done, 200));
  }
  throw new Error("not healthy in time");
}

async function stop(child: ChildProcess, dir: string | null): Promise<void> {
  const closed = new Promise((done) => child.once("close", done));
  if (child.exitCode === null) {
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), 10_000);
    await closed;
    clearTimeout(timer);
  }
  if (dir) rmSync(dir, { recursive: true, force: true });
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = process.env["CHROMIUM_PATH"];
  if (!executablePath)
    throw new Error("CHROMIUM_PATH is not set: run the browser suite by `npm run test:browser`.");
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** A page that remembers what went wrong on it: console errors, uncaught errors, CSP reports, requests to other origins. */
export interface WatchedPage {
  page: Page;
  context: BrowserContext;
  faults: string[];
}

export async function openPage(
  browser: Browser,
  options: Parameters<Browser["newContext"]>[0] = {},
): Promise<WatchedPage> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...options });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") faults.push(`console: ${message.text()} ${message.location().url}`);
  });
  page.on("pageerror", (error) => faults.push(`uncaught: ${error.message}`));
  page.on("dialog", (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on("request", (request) => {
    const { protocol, hostname } = new URL(request.url());
    if (protocol.startsWith("http") && hostname !== "127.0.0.1") faults.push(`request to ${hostname}`);
  });
  // tsx, which runs the benchmarks, names functions by a helper of its own that a page does not have.
  await page.addInitScript({ content: "globalThis.__name ??= (named) => named;" });
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      console.error(
        `CSP: ${event.violatedDirective} blocked ${event.blockedURI} at ${event.sourceFile}:${event.lineNumber}`,
      );
    });
  });
  const goto = page.goto.bind(page);
  page.goto = async (address, how) => {
    const answer = await goto(address, how);
    if (options.javaScriptEnabled !== false) await untilLive(page);
    return answer;
  };
  return { page, context, faults };
}

/**
 * Waits until the app's scripts have taken over every control of the page, as React marks them, and rest: a key or a
 * file that comes earlier is nobody's. Pages without the app's scripts, such as pictures, are live at once.
 */
export async function untilLive(page: Page): Promise<void> {
  const isApp = await page.evaluate(() => document.querySelector('script[src*="/_next/"]') !== null);
  if (!isApp) return;
  await page.waitForFunction(() => {
    const isTaken = (control: Element) => Object.keys(control).some((key) => key.startsWith("__reactFiber$"));
    return [...document.querySelectorAll("button, input, select")].every(isTaken);
  });
  // The page's typeface, where it comes late, moves rows by some 36 px: a finger would come down beside them.
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
}

/** What axe-core finds on the page, one line a violation; empty is the only good answer. */
export async function axeViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const run = (window as unknown as { axe: { run: () => Promise<{ violations: AxeViolation[] }> } }).axe
      .run;
    return (await run()).violations;
  });
  return found.map(
    (each) =>
      `${each.id}: ${each.help} (${each.nodes
        .map((node) => node.target.join(" "))
        .slice(0, 5)
        .join(", ")})`,
  );
}

interface AxeViolation {
  id: string;
  help: string;
  nodes: { target: string[] }[];
}
