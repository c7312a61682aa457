import { countText } from "@/lib/series/number-text";

/** `1 point`, `12 points`: a count with its noun. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${countText(count)} ${count === 1 ? one : many}`;
}
