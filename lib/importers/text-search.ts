import { headText, wholeText } from "./decode";
import type { SourceFile } from "./source-file";
import { tableHead } from "./table-text";

/** Up to this size a text that is no delimited table is looked through as a whole, above it only its head. */
const searchLimit = 16 * 1024 * 1024;

/** Whether a file holds somewhere what `isThere` looks for; for `recognises` of what may stand far down in a document. */
export function textHolds(file: SourceFile, isThere: (text: string) => boolean): boolean {
  const head = headText(file) ?? "";
  if (isThere(head)) return true;
  if (head.length >= file.size || file.size > searchLimit || tableHead(file) !== null) return false;
  const whole = wholeText(file, searchLimit);
  return "text" in whole && isThere(whole.text);
}
