// The directory at the end of a zip archive, which says where each file stands in it.
// Format: https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT (4.3.12, 4.3.14 to 4.3.16, 4.5.3)

/** One file of an archive, as the archive's directory states it. */
export interface ZipMember {
  /** As written, with what cannot be decoded replaced. */
  path: string;
  /** 0: as it is; 8: deflated. */
  method: number;
  isEncrypted: boolean;
  crc32: number;
  packedBytes: number;
  bytes: number;
  /** The offset of the member's own header. */
  header: number;
}

/** The archive's bytes are no archive, or not the whole of one: the message says what was found. */
export class ZipFault extends Error {}

const endLength = 22;
const longestComment = 0xffff;

/** The members in the order of the directory. @throws ZipFault */
export function zipMembers(bytes: Uint8Array): ZipMember[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { from, count } = directoryOf(view);
  const members: ZipMember[] = [];
  for (let at = from; members.length < count;) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== 0x02014b50)
      throw new ZipFault(`a directory of ${count} files that breaks off after ${members.length}`);
    const [name, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ];
    const next = at + 46 + name + extra + comment;
    if (next > view.byteLength) throw new ZipFault("a directory that breaks off");
    members.push(memberAt(view, bytes, at, name, extra));
    at = next;
  }
  return members;
}

/** The packed bytes of a member. @throws ZipFault where its header is not where the directory says */
export function packedOf(bytes: Uint8Array, { header, packedBytes }: ZipMember): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (header + 30 > view.byteLength || view.getUint32(header, true) !== 0x04034b50)
    throw new ZipFault("a file whose header is not where the directory says");
  const from = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  if (from + packedBytes > view.byteLength) throw new ZipFault("a file that breaks off");
  return bytes.subarray(from, from + packedBytes);
}

function directoryOf(view: DataView): { from: number; count: number } {
  const end = endOf(view);
  const disks = view.getUint16(end + 4, true);
  const [count, from] = [view.getUint16(end + 10, true), view.getUint32(end + 16, true)];
  if (disks !== 0 && disks !== 0xffff) throw new ZipFault("one part of an archive of several");
  return count === 0xffff || from === 0xffffffff ? largeDirectoryOf(view, end) : { from, count };
}

/** The last end record: a comment may follow it. */
function endOf(view: DataView): number {
  const last = view.byteLength - endLength;
  for (let at = last; at >= Math.max(0, last - longestComment); at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new ZipFault("an archive without its end: it was cut off, or was not sent whole");
}

/** Zip64: more than 65,535 files or 4 GiB. */
function largeDirectoryOf(view: DataView, end: number): { from: number; count: number } {
  const locator = end - 20;
  const at = locator >= 0 && view.getUint32(locator, true) === 0x07064b50 ? wholeAt(view, locator + 8) : NaN;
  if (!(at + 56 <= view.byteLength) || view.getUint32(at, true) !== 0x06064b50)
    throw new ZipFault("an archive without its end: it was cut off, or was not sent whole");
  return { count: wholeAt(view, at + 32), from: wholeAt(view, at + 48) };
}

function memberAt(view: DataView, bytes: Uint8Array, at: number, name: number, extra: number): ZipMember {
  const flags = view.getUint16(at + 8, true);
  const path = pathOf(bytes.subarray(at + 46, at + 46 + name));
  const large = largeFields(view, at + 46 + name, extra);
  const field = (offset: number) => {
    const value = view.getUint32(at + offset, true);
    return value === 0xffffffff ? (large.shift() ?? value) : value;
  };
  // In this order the fields that do not fit stand in the extra one, too.
  const [bytesWhole, packedBytes, header] = [field(24), field(20), field(42)];
  return {
    path,
    method: view.getUint16(at + 10, true),
    isEncrypted: (flags & 0x2041) !== 0,
    crc32: view.getUint32(at + 16, true),
    bytes: bytesWhole,
    packedBytes,
    header,
  };
}

/** The numbers of the zip64 extra field. */
function largeFields(view: DataView, from: number, length: number): number[] {
  for (let at = from; at + 4 <= from + length;) {
    const [kind, size] = [view.getUint16(at, true), view.getUint16(at + 2, true)];
    if (kind === 1 && at + 4 + size <= from + length)
      return Array.from({ length: Math.floor(size / 8) }, (_, i) => wholeAt(view, at + 4 + i * 8));
    at += 4 + size;
  }
  return [];
}

/** A number of 64 bits; one that no double holds exactly is larger than any archive. */
function wholeAt(view: DataView, at: number): number {
  return at + 8 <= view.byteLength ? Number(view.getBigUint64(at, true)) : NaN;
}

/** UTF-8, as most programs write names today whatever their flag says; else the old Western letters. */
function pathOf(name: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(name);
  } catch {
    return new TextDecoder("windows-1252").decode(name);
  }
}
