/** Where every hash begins. */
export const noCells = 0x811c9dc5;

/** The hash of cells that goes on with another one: FNV-1a of 30 bits, each cell with an end of its own. */
export function hashWith(hash: number, text: string): number {
  let next = hash;
  for (let at = 0; at < text.length; at++) next = hashWithByte(next, text.charCodeAt(at));
  return hashWithEnd(next);
}

/** As `hashWith`, of a cell in ASCII that is bytes[from..to). */
export function hashWithBytes(hash: number, bytes: Uint8Array, from: number, to: number): number {
  let next = hash;
  for (let at = from; at < to; at++) next = hashWithByte(next, bytes[at]!);
  return hashWithEnd(next);
}

function hashWithByte(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** After a cell's last byte; never negative, and small enough for V8 to hold without an object. */
function hashWithEnd(hash: number): number {
  return hashWithByte(hash, 0x1ffff) & 0x3fffffff;
}
