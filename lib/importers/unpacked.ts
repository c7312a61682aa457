import { Inflate } from "fflate";
import { packedOf, ZipFault, type ZipMember } from "./zip-directory";

/** So little at once that even what is packed a thousand times smaller stays small. */
const pieceBytes = 16 * 1024;

/**
 * The bytes of a member, piece by piece, never more than the directory states. What they were packed to is undone anew
 * by each call.
 *
 * @throws ZipFault where they are not what the directory states: more, fewer, or others
 */
export function* unpacked(archive: Uint8Array, member: ZipMember): Generator<Uint8Array> {
  const packed = packedOf(archive, member);
  const check = new Crc32();
  let length = 0;
  for (const piece of member.method === 0 ? [packed] : inflated(packed)) {
    length += piece.length;
    if (length > member.bytes) throw new ZipFault(`more than the ${member.bytes} bytes that are stated`);
    check.add(piece);
    if (piece.length > 0) yield piece;
  }
  if (length < member.bytes) throw new ZipFault(`${length} of the ${member.bytes} bytes that are stated`);
  if (check.value !== member.crc32) throw new ZipFault("bytes that are not those that were packed");
}

function* inflated(packed: Uint8Array): Generator<Uint8Array> {
  const out: Uint8Array[] = [];
  const inflate = new Inflate((piece) => out.push(piece));
  for (let from = 0; from < packed.length || from === 0; from += pieceBytes) {
    const isLast = from + pieceBytes >= packed.length;
    try {
      inflate.push(packed.subarray(from, from + pieceBytes), isLast);
    } catch {
      throw new ZipFault("bytes that cannot be unpacked");
    }
    yield* out.splice(0);
  }
}

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The check sum of zip archives (ISO 3309). */
export class Crc32 {
  private rest = 0xffffffff;

  add(bytes: Uint8Array): void {
    let rest = this.rest;
    for (const byte of bytes) rest = table[(rest ^ byte) & 0xff]! ^ (rest >>> 8);
    this.rest = rest;
  }

  get value(): number {
    return (this.rest ^ 0xffffffff) >>> 0;
  }
}
