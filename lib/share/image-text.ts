import { shortText } from "../points/short-text";

const mostCharacters = 120;

/** Signs that are not seen, turn the direction of text, or are none at all. Line ends and tabs are spaces. */
const unseen = /[\p{Cc}\p{Cs}\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * A text of a file or a person as it may stand in an image or a preview: composed (NFC), without control characters and
 * signs that turn the direction of what follows, on one line, at most 120 characters.
 */
export function imageText(text: string): string {
  const line = text
    .slice(0, 2000)
    .replace(/[\s\u0085]+/g, " ")
    .replace(unseen, "")
    .normalize("NFC")
    .trim();
  return shortText(line, mostCharacters);
}
