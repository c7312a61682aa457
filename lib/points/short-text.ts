/** A text of at most `most` UTF-16 units: a longer one ends in an ellipsis, and never in half a character. */
export function shortText(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = text.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${kept.trimEnd()}…`;
}
