// A zip archive as the files in it, each to be read as if it had been given alone. Nothing is trusted that an archive
// says of itself: sizes, check sums and names are checked, and what would not fit is not unpacked.
import type { Problem } from "../points/problem";
import { fileFromChunks, withPointLimit, type SourceFile } from "./source-file";
import { unpacked } from "./unpacked";
import { ZipFault, zipMembers, type ZipMember } from "./zip-directory";

export interface ArchiveLimits {
  /** How many bytes all files of an archive may have together, unpacked: the limit of one upload. */
  bytes: number;
  /** How many points each of its files may have; absent: any number. */
  points?: number;
}

/** One file of an archive: to be read, or why it is not. */
export type ArchiveEntry =
  { path: string; file: SourceFile; problem: null } | { path: string; file: null; problem: Problem };

export interface Archive {
  /** In the order of the archive; empty where the archive itself is refused. */
  entries: ArchiveEntry[];
  /** Why nothing of the archive is read. */
  problem: Problem | null;
  /** What was passed over or renamed, one sentence each. */
  notes: string[];
}

/** How many files an archive may have that are neither folders nor hidden. */
export const entryLimit = 1000;

/** Text packs to a tenth or a thirtieth; what packs to less than a hundredth and is large is made to fill a disk. */
export const ratioLimit = 100;
const ratioFloor = 16 * 1024 * 1024;

/** The archive itself is held in memory; its files are not. */
export const archiveLimit = 256 * 1024 * 1024;

/** Whether a file is a zip archive by its first bytes, whatever its name; an Office document is one, too, and is none here. */
export function isArchive({ head }: SourceFile): boolean {
  const [p, k, kind, of] = head;
  if (p !== 0x50 || k !== 0x4b) return false;
  if (kind === 5 && of === 6) return true;
  return kind === 3 && of === 4 && !isOffice(head);
}

/** By the name of the first file in it. */
function isOffice(head: Uint8Array): boolean {
  const name = new TextDecoder("latin1").decode(head.subarray(30, 100));
  return /^(?:\[Content_Types\]\.xml|_rels\/|docProps\/|customXml\/|xl\/|word\/|ppt\/|mimetypeapplication\/)/.test(
    name,
  );
}

/** Opens an archive. Never throws on what it holds: an archive or a file that cannot be opened comes with its problem. */
export function openArchive(file: SourceFile, limits: ArchiveLimits): Archive {
  if (file.size > archiveLimit) return refused(`an archive of ${file.size} bytes`, `at most ${archiveLimit}`);
  const bytes = bytesOf(file);
  let members: ZipMember[];
  try {
    members = zipMembers(bytes);
  } catch (cause) {
    return refused(foundIn(cause), "a whole zip archive");
  }
  const read = members.filter(({ path }) => !isPassedOver(path));
  const tooMuch = excess(file, read, limits);
  if (tooMuch) return { entries: [], problem: tooMuch, notes: [] };
  const entries = read.map((member, i) => entryOf(bytes, member, i, limits));
  return { entries, problem: null, notes: notesOf(members, read) };
}

function refused(found: string, expected: string): Archive {
  return { entries: [], problem: { where: null, found, expected }, notes: [] };
}

function bytesOf(file: SourceFile): Uint8Array {
  const bytes = new Uint8Array(file.size);
  let at = 0;
  for (const chunk of file.chunks()) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

/** Folders, hidden files, and what macOS packs beside each file. */
function isPassedOver(path: string): boolean {
  const steps = path.split(/[/\\]/);
  return (
    steps.at(-1) === "" ||
    steps.some((step) => step === "__MACOSX" || /^\.[^.]/.test(step) || step === "Thumbs.db")
  );
}

function excess(file: SourceFile, members: readonly ZipMember[], limits: ArchiveLimits): Problem | null {
  const bytes = members.reduce((sum, member) => sum + member.bytes, 0);
  if (members.length > entryLimit)
    return { where: null, found: `an archive of ${members.length} files`, expected: `at most ${entryLimit}` };
  if (!(bytes <= limits.bytes))
    return {
      where: null,
      found: `an archive whose files have ${bytes} bytes together`,
      expected: `at most ${limits.bytes}`,
    };
  if (bytes > ratioFloor && bytes > ratioLimit * file.size)
    return {
      where: null,
      found: `an archive that unpacks to ${Math.floor(bytes / file.size)} times its size`,
      expected: `at most ${ratioLimit} times`,
    };
  return null;
}

function entryOf(archive: Uint8Array, member: ZipMember, index: number, limits: ArchiveLimits): ArchiveEntry {
  const path = safePath(member.path) ?? `file ${index + 1}`;
  const not = (found: string, expected: string): ArchiveEntry => ({
    path,
    file: null,
    problem: { where: null, found, expected },
  });
  if (member.isEncrypted) return not("an encrypted file", "a file that is packed without a password");
  if (member.method !== 0 && member.method !== 8)
    return not(`a file packed by method ${member.method}`, "a file that is stored (0) or deflated (8)");
  try {
    const file = withPointLimit(
      fileFromChunks(path, () => unpacked(archive, member)),
      limits.points,
    );
    const nested = "the files themselves: an archive within an archive is not opened; unpack it first";
    return isArchive(file) ? not("a zip archive", nested) : { path, file, problem: null };
  } catch (cause) {
    return not(foundIn(cause), "a file whose bytes are those that were packed");
  }
}

function foundIn(cause: unknown): string {
  if (cause instanceof ZipFault) return cause.message;
  throw cause;
}

/** A path that stays within wherever it is put: no root, no drive, no `..`, no control characters. Null where nothing is left. */
export function safePath(path: string): string | null {
  const steps = path
    .replace(/[\u0000-\u001f\u007f]/g, "")
    .split(/[/\\]+/)
    .filter((step) => !/^(?:|\.{1,2}|[A-Za-z]:)$/.test(step.trim()));
  return steps.length === 0 ? null : steps.join("/").replace(/^[A-Za-z]:/, "");
}

function notesOf(members: readonly ZipMember[], read: readonly ZipMember[]): string[] {
  const isFolder = ({ path }: ZipMember) => /[/\\]$/.test(path);
  const hidden = members.filter((member) => isPassedOver(member.path) && !isFolder(member));
  const folders = members.filter(isFolder).length;
  const renamed = read.filter(({ path }) => safePath(path) !== path.replaceAll("\\", "/")).length;
  return [
    ...(folders > 0 ? [`Folders of the archive are no files: ${folders} passed over.`] : []),
    ...(hidden.length > 0 ? [`Hidden files are not read: ${hidden.length} passed over.`] : []),
    ...(renamed > 0
      ? [`Names that lead out of the archive were shortened to what is within it: ${renamed}.`]
      : []),
  ];
}
