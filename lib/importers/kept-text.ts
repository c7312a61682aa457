import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { detached } from "../points/detached";

/** A longer text, in characters, is an answer or a document, and no setting: of it stands in no point more than that it was there. */
export const longestText = 2000;

/** No text of a table has this character. */
const hashed = "\u0000";

let last = { text: "", hash: "" };

/**
 * What a reader keeps of a cell until all rows are read: a copy, and of a long text what is the same for equal texts alone
 * (its sha256), so that a table of answers does not stand in memory. `PrivacyPass` puts its mark in the place of both.
 */
export function keptText(text: string): string {
  return text.length <= longestText ? detached(text) : hashOf(text);
}

/** The part of a cell in a key that is made of several: the text itself, or what is kept of a long one. */
export function keyText(text: string): string {
  return text.length <= longestText ? text : hashOf(text);
}

function hashOf(text: string): string {
  if (text !== last.text) last = { text, hash: hashed + bytesToHex(sha256(utf8ToBytes(text))) };
  return last.hash;
}

/** Whether a text is too long for a setting, or was. */
export function isLong(text: string): boolean {
  return text.length > longestText || text.startsWith(hashed);
}
