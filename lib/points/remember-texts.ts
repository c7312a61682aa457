import { detached } from "./detached";

/**
 * What `read` says of a text, asked for once and then remembered: of as many texts as `most`, after which it starts anew.
 * What is given out is given out again, so nobody may change it.
 */
export function rememberTexts<T>(read: (text: string) => T, most: number): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (text.length > longest) return read(text);
    const before = known.get(text);
    if (before !== undefined) return before;
    const own = detached(text);
    const said = read(own);
    if (known.size >= most) known.clear();
    known.set(own, said);
    return said;
  };
}

/** In UTF-16 code units; longer texts hardly come twice. */
const longest = 200;
