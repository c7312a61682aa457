/**
 * A copy of a text that does not keep the large text alive that it was cut from. Whatever is kept of a file for longer than
 * the file itself must be one.
 */
export function detached(text: string): string {
  return text.length < 13 ? text : ` ${text}`.slice(1);
}
