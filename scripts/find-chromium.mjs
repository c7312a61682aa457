// Finds a Chromium for the browser tests, or gets one: an installed browser, else Playwright's own, else Debian's.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const places = [
  process.env.CHROMIUM_PATH,
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

function installed() {
  return [...places, chromium.executablePath()].find((place) => place && existsSync(place));
}

function attempt(command, args, env = {}) {
  console.log(`No Chromium found: ${command} ${args.join(" ")}`);
  try {
    execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...env } });
  } catch {
    console.log(`${command} did not succeed.`);
  }
  return installed();
}

function fromPlaywright() {
  return attempt("npx", ["--no-install", "playwright-core", "install", "chromium"]);
}

function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  attempt("apt-get", ["update", "-qq"], env);
  return attempt("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], env);
}

/** The path of a Chromium; throws a sentence that says what to do where none can be had. */
export function findChromium() {
  const found = installed() ?? fromDebian() ?? fromPlaywright();
  if (!found) throw new Error("The browser tests need Chromium: install it, or set CHROMIUM_PATH to one.");
  return found;
}
