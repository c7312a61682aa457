// Finds a Chromium for the browser tests, or gets one. Debian's headless shell comes first: the same engine without the
// desktop's parts, twice as fast to open and draw a page.
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const shells = [process.env.CHROMIUM_PATH, "/usr/bin/chromium-headless-shell"];
const browsers = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
];

const firstOf = (places) => places.find((place) => place && existsSync(place));
const installed = () => firstOf([...browsers, chromium.executablePath()]);

function attempt(command, args, env = {}) {
  console.log(`No Chromium for the tests yet: ${command} ${args.join(" ")}`);
  try {
    execFileSync(command, args, { stdio: ["ignore", "ignore", "inherit"], env: { ...process.env, ...env } });
  } catch {
    console.log(`${command} did not succeed.`);
  }
}

function fromPlaywright() {
  attempt("npx", ["--no-install", "playwright-core", "install", "chromium"]);
  return installed();
}

/** In a container, where we are root: nobody's own machine has packages put on it. */
function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return;
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  attempt("apt-get", ["update", "-qq"], env);
  attempt("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium-headless-shell"], env);
  if (!firstOf([...shells, ...browsers]))
    attempt("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], env);
}

/** The path of a Chromium; throws a sentence that says what to do where none can be had. */
export function findChromium() {
  if (!firstOf(shells)) fromDebian();
  const found = firstOf(shells) ?? installed() ?? fromPlaywright();
  if (!found) throw new Error("The browser tests need Chromium: install it, or set CHROMIUM_PATH to one.");
  return found;
}
