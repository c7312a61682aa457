import { lineEndOf } from "@/lib/store/file-pieces";
import type { Dataset } from "@/lib/store/store";
import { openStore } from "./open-store";

/** A line of a stored file, decoded; of a long one a part, with the number of characters left out. */
export interface FileLine {
  /** 1-based. */
  line: number;
  text: string;
  /** Characters left out after the text; and before it, where it is not the line's beginning. */
  cut: number;
  before?: number;
}

/** A character (counted from 0) of a line that is to be in the part of it that is given. */
export interface CharacterOfLine {
  line: number;
  character: number;
}

/** The most characters of one line, and the most lines of one answer. */
export const lineLimit = 5000;
const linesLimit = 1000;

/**
 * Lines `from` to `to` of a stored file, both included and counted from 1; those that it does not have are left out. Of a
 * long line its beginning is given, or what stands around the character that must be `seen`.
 */
export async function fileLines(
  sha256: string,
  from: number,
  to: number,
  seen: CharacterOfLine | null = null,
): Promise<FileLine[]> {
  const store = await openStore();
  const dataset = await store.findDataset(sha256);
  const part = dataset && (await store.readFileFrom(sha256, from));
  if (!dataset || !part) return [];
  const last = Math.min(to, from + linesLimit - 1);
  const reader = new LineReader(part.linesBefore + 1, from, last, lineEndOf(dataset.lineEnds), seen);
  const decoder = decoderOf(dataset);
  for await (const bytes of part.chunks) {
    reader.take(decoder.decode(bytes, { stream: true }));
    if (reader.done) return reader.lines;
  }
  reader.take(decoder.decode());
  reader.end();
  return reader.lines;
}

/** The decoder of a stored file's text, by the name that its importer gave the encoding: `UTF-8 with BOM`, `UTF-16LE`. */
export function decoderOf({ encoding }: Pick<Dataset, "encoding">): TextDecoder {
  return new TextDecoder(encoding?.replace(/ with BOM$/, "").toLowerCase() ?? "utf-8");
}

class LineReader {
  readonly lines: FileLine[] = [];
  private text = "";
  private length = 0;
  private lastCharacter = "";

  constructor(
    private line: number,
    private readonly from: number,
    private readonly to: number,
    private readonly newline: "\n" | "\r",
    private readonly seen: CharacterOfLine | null,
  ) {}

  /** Where the given part of the current line begins. */
  private get begin(): number {
    const character = this.seen?.line === this.line ? this.seen.character : 0;
    return character < lineLimit ? 0 : character - Math.floor(lineLimit / 2);
  }

  get done(): boolean {
    return this.line > this.to;
  }

  take(text: string): void {
    let at = 0;
    for (let end = text.indexOf(this.newline); end >= 0 && !this.done; end = text.indexOf(this.newline, at)) {
      this.add(text, at, end);
      this.finish();
      at = end + 1;
    }
    this.add(text, at, text.length);
  }

  /** A text without a line end at its end is a line as well. */
  end(): void {
    if (this.length > 0) this.finish();
  }

  private add(text: string, from: number, to: number): void {
    if (to <= from) return;
    const start = from + Math.max(0, this.begin - this.length);
    this.length += to - from;
    this.lastCharacter = text[to - 1] ?? "";
    const room = lineLimit - this.text.length;
    if (room > 0 && start < to && this.line >= this.from)
      this.text += text.slice(start, Math.min(to, start + room));
  }

  private finish(): void {
    if (this.lastCharacter === "\r" && this.newline === "\n") this.length -= 1;
    const before = Math.min(this.begin, this.length);
    const text = this.text.slice(0, this.length - before);
    if (this.line >= this.from && !this.done) {
      const cut = this.length - before - text.length;
      this.lines.push({ line: this.line, text, cut, ...(before > 0 && { before }) });
    }
    this.line += 1;
    this.text = "";
    this.length = 0;
    this.lastCharacter = "";
  }
}
