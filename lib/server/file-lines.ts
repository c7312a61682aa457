import { lineEndOf } from "@/lib/store/file-pieces";
import type { Dataset } from "@/lib/store/store";
import { openStore } from "./open-store";

/** A line of a stored file, decoded; of a long one the beginning, with the number of characters left out. */
export interface FileLine {
  /** 1-based. */
  line: number;
  text: string;
  cut: number;
}

/** The most characters of one line, and the most lines of one answer. */
export const lineLimit = 5000;
const linesLimit = 1000;

/** Lines `from` to `to` of a stored file, both included and counted from 1; those that it does not have are left out. */
export async function fileLines(sha256: string, from: number, to: number): Promise<FileLine[]> {
  const store = await openStore();
  const dataset = await store.findDataset(sha256);
  const part = dataset && (await store.readFileFrom(sha256, from));
  if (!dataset || !part) return [];
  const last = Math.min(to, from + linesLimit - 1);
  const reader = new LineReader(part.linesBefore + 1, from, last, lineEndOf(dataset.lineEnds));
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
  ) {}

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
    this.length += to - from;
    this.lastCharacter = text[to - 1] ?? "";
    const room = lineLimit - this.text.length;
    if (room > 0 && this.line >= this.from) this.text += text.slice(from, Math.min(to, from + room));
  }

  private finish(): void {
    if (this.lastCharacter === "\r" && this.newline === "\n") this.length -= 1;
    const text = this.text.slice(0, this.length);
    if (this.line >= this.from && !this.done) {
      this.lines.push({ line: this.line, text, cut: this.length - text.length });
    }
    this.line += 1;
    this.text = "";
    this.length = 0;
    this.lastCharacter = "";
  }
}
