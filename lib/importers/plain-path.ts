/** What stands at a path of a plain value (see `plainOf`); `*` takes every element or member. Nothing is undefined. */
export function allAt(value: unknown, path: string): unknown[] {
  return path
    .split(".")
    .reduce<unknown[]>((found, step) => found.flatMap((each) => stepInto(each, step)), [value])
    .filter((each) => each !== undefined && each !== null);
}

function stepInto(value: unknown, step: string): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  if (step === "*") return Object.values(value);
  if (Array.isArray(value)) return [value[Number(step)]];
  return Object.hasOwn(value, step) ? [(value as Record<string, unknown>)[step]] : [];
}

/** The texts at the first of the paths that has any; a number is its text. */
export function textsAt(value: unknown, paths: readonly string[]): string[] {
  for (const path of paths) {
    const texts = allAt(value, path).flatMap((each) => textsOf(each));
    if (texts.length > 0) return texts;
  }
  return [];
}

export function textAt(value: unknown, paths: readonly string[]): string | null {
  return textsAt(value, paths)[0] ?? null;
}

/** The first number at one of the paths; a text is none, whatever its digits. */
export function numberAt(value: unknown, paths: readonly string[]): number | null {
  for (const path of paths) {
    const found = allAt(value, path).find((each) => typeof each === "number" && Number.isFinite(each));
    if (found !== undefined) return found as number;
  }
  return null;
}

function textsOf(value: unknown): string[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [value.trim()];
  return typeof value === "number" || typeof value === "boolean" ? [String(value)] : [];
}

/** The last part of a path of files; what stands before it says where a file lay on one machine. */
export function baseName(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== "") ?? path;
}
