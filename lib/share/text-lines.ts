import { fitText, textWidth } from "../figure/svg-text";

/** A text in lines of at most `width` px, broken between words; what does not fit in `most` lines is cut. */
export function textLines(text: string, width: number, size: number, most: number): string[] {
  const lines: string[] = [];
  let line = "";
  const words = text.split(" ");
  for (const [i, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line === "" || textWidth(longer, size) <= width) {
      line = longer;
      continue;
    }
    if (lines.length + 1 === most)
      return [...lines, fitText([line, ...words.slice(i)].join(" "), width, size)];
    lines.push(fitText(line, width, size));
    line = word;
  }
  return line === "" ? lines : [...lines, fitText(line, width, size)];
}
