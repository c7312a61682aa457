// Files as they come back from a full disk, a script that renamed a key, or a spreadsheet: copies of a whole file, each
// broken in one place.

/** The text cut off at so many places, spread over its length. */
export function cutOff(text: string, places = 25): string[] {
  return Array.from({ length: places }, (_, i) => text.slice(0, Math.floor((text.length * i) / places)));
}

/** Of each line: the text without it, with it empty, and with its numbers as words. */
export function withoutLines(text: string): string[] {
  const lines = text.split("\n");
  return lines.flatMap((line, i) => [
    lines.toSpliced(i, 1).join("\n"),
    lines.with(i, "").join("\n"),
    lines.with(i, line.replace(/\d+(?:\.\d+)?/g, "many")).join("\n"),
  ]);
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

const others: readonly Json[] = [null, "many", [], {}, -1, 1e308];

/** Of each member at any depth: the text without it, and with values of other kinds in its place; and with a new one. */
export function withoutMembers(text: string): string[] {
  const root = JSON.parse(text) as Json;
  return pathsOf(root).flatMap((path) => [
    JSON.stringify(changed(root, path, undefined)),
    ...others.map((other) => JSON.stringify(changed(root, path, other))),
  ]);
}

function pathsOf(of: Json): (string | number)[][] {
  if (typeof of !== "object" || of === null) return [];
  const entries: [string | number, Json][] = Array.isArray(of) ? [...of.entries()] : Object.entries(of);
  return entries.flatMap(([key, member]) => [[key], ...pathsOf(member).map((path) => [key, ...path])]);
}

function changed(of: Json, [key, ...rest]: (string | number)[], to: Json | undefined): Json {
  const copy = structuredClone(of) as Record<string | number, Json>;
  if (rest.length > 0) copy[key!] = changed(copy[key!]!, rest, to);
  else if (to !== undefined) copy[key!] = to;
  else if (Array.isArray(copy)) copy.splice(key as number, 1);
  else delete copy[key!];
  return copy as Json;
}
