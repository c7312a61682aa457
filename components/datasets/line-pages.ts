import { isSite, siteLinesPath } from "@/lib/view/site";
import type { RawLine } from "./file-line";

/** Lines come in pages of this many; a page is fetched once. */
export const pageSize = 200;

/** The lines of a stored file as far as they are known here, by page. A page that failed can be asked for again. */
export class LinePages {
  private readonly lines = new Map<number, RawLine>();
  private readonly pages = new Map<number, "loading" | "loaded" | "failed">();
  private version = 0;
  private longestText = 0;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly sha256: string,
    first: readonly RawLine[],
  ) {
    for (const line of first) this.add(line);
  }

  /** Characters of the longest line known so far. */
  get longest(): number {
    return this.longestText;
  }

  line(number: number): RawLine | undefined {
    return this.lines.get(number);
  }

  failed(number: number): boolean {
    return this.pages.get(pageOf(number)) === "failed";
  }

  /** Asks for the pages of these lines that are neither here nor on their way. */
  want(from: number, to: number): void {
    for (let page = pageOf(from); page <= pageOf(to); page++) {
      if (!this.pages.has(page) && !this.isWhole(page, to)) void this.load(page);
    }
  }

  retry(number: number): void {
    this.pages.delete(pageOf(number));
    this.want(number, number);
  }

  /** Asks for the part of a long line that holds a character, where another part of it is here. */
  async see(line: number, character: number): Promise<void> {
    const known = this.lines.get(line);
    const { before = 0, text = "", cut = 0 } = known ?? {};
    const isCut = known !== undefined && (before > 0 || cut > 0);
    if (!isCut || (character >= before && character < before + text.length)) return;
    try {
      for (const part of await this.fetchPart(line, character)) this.add(part);
      this.changed();
    } catch {
      // The part that is here stays.
    }
  }

  private async fetchPart(line: number, character: number): Promise<RawLine[]> {
    // The site has the first part of each line, and the whole file.
    if (isSite) return [];
    const query = `from=${line}&to=${line}&at=${character + 1}`;
    const answer = await fetch(`/api/datasets/${this.sha256}/lines?${query}`);
    return answer.ok ? rawLines(await answer.json()) : [];
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): number => this.version;

  private add(line: RawLine): void {
    this.lines.set(line.line, line);
    this.longestText = Math.max(this.longestText, line.text.length);
  }

  private isWhole(page: number, last: number): boolean {
    const from = page * pageSize + 1;
    const to = Math.min(from + pageSize - 1, last);
    for (let line = from; line <= to; line++) if (!this.lines.has(line)) return false;
    return true;
  }

  private async load(page: number): Promise<void> {
    this.set(page, "loading");
    const from = page * pageSize + 1;
    try {
      const answer = await fetch(
        isSite
          ? siteLinesPath(this.sha256, from)
          : `/api/datasets/${this.sha256}/lines?from=${from}&to=${from + pageSize - 1}`,
      );
      if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
      for (const line of rawLines(await answer.json())) this.add(line);
      this.set(page, "loaded");
    } catch {
      this.set(page, "failed");
    }
  }

  private set(page: number, state: "loading" | "loaded" | "failed"): void {
    this.pages.set(page, state);
    this.changed();
  }

  private changed(): void {
    this.version++;
    for (const listener of this.listeners) listener();
  }
}

function pageOf(line: number): number {
  return Math.floor((line - 1) / pageSize);
}

/** The lines in an answer of `/lines`; whatever is none is left out. */
function rawLines(answer: unknown): RawLine[] {
  const lines = isRecord(answer) && Array.isArray(answer["lines"]) ? (answer["lines"] as unknown[]) : [];
  return lines.flatMap((each) => {
    if (!isRecord(each)) return [];
    const { line, text, cut, before } = each;
    if (typeof line !== "number" || typeof text !== "string") return [];
    const left = typeof before === "number" ? { before } : {};
    return [{ line, text, cut: typeof cut === "number" ? cut : 0, ...left }];
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null;
}
