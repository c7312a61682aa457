import { existsSync, readFileSync } from "node:fs";

const files = ["../shared/hostile/blns/blns.json", "../shared/hostile/derived/xss-small.json"];

/** The 515 strings that break programs and the 372 that try to run a script; null (said so) where ../shared is missing. */
export function hostileTexts(): string[] | null {
  if (files.every((path) => existsSync(path)))
    return files.flatMap((path) => JSON.parse(readFileSync(path, "utf8")) as string[]);
  console.warn("Skipped: ../shared/hostile is missing, so that its strings are not tried.");
  return null;
}
