import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** SHA-256 of a text as 64 hexadecimal digits; synchronous, the same in Node, a worker and the browser. */
export function sha256Hex(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}

/** A point's id: 16 hexadecimal digits made from its file's hash and whatever tells it from the other points there. */
export function pointId(fileSha256: string, ...parts: string[]): string {
  return sha256Hex([fileSha256, ...parts].join("\u0000")).slice(0, 16);
}
