/** Where every hash begins. */
export const noCells = 0x811c9dc5;

/** The hash of cells that goes on with another one, text[from..to): FNV-1a, 32 bit, each cell with an end of its own. */
export function hashWith(hash: number, text: string, from = 0, to = text.length): number {
  let next = hash;
  for (let at = from; at < to; at++) next = Math.imul(next ^ text.charCodeAt(at), 0x01000193);
  return Math.imul(next ^ 0x1ffff, 0x01000193) >>> 0;
}
