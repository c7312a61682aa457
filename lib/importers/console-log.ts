import { headText } from "./decode";
import type { SourceFile } from "./source-file";

/** `[12:53:57] …`, `[2026-01-31 08:00:00] …`, `[INFO] …`: what no JSON begins with. */
const stamped =
  /^\s*\[(?:\d+[-:/.]\d[^\]\n]*|(?!(?:true|false|null|NaN|Infinity)\])[A-Za-z][\w .:-]*)\][ \t]*[^\s,\]]/;

/** Whether a file's first lines are a log's, each with the time or level in brackets. */
export function isConsoleLog(file: SourceFile): boolean {
  const lines = (headText(file)?.slice(0, 4000) ?? "")
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== "");
  return lines.length > 1 && lines.slice(0, 2).every((line) => stamped.test(line));
}
