import { oneLine } from "./problem-list";

/** A trace as it passes by: its events one at a time, and all that stands around them when it has ended. */
export interface TraceVisitor {
  /** A value that JSON.parse gave: anything may be in it. `index` counts from 0. */
  event(event: unknown, index: number): void;
  /** An event that is no JSON. */
  broken(index: number, text: string): void;
}

/** What is known of a trace at its end. */
export interface TraceEnd {
  events: number;
  /** False where the text breaks off before its last bracket. */
  isWhole: boolean;
  /** The members around the events (`deviceProperties`); empty where they could not be read. */
  around: Record<string, unknown>;
}

/** All that stands around the events is short; a file that is no trace is not kept. */
const aroundLimit = 4 * 1024 * 1024;

/** No event is longer. */
const eventLimit = 16 * 1024 * 1024;

const code = { quote: 34, backslash: 92, open: 123, close: 125, openList: 91, closeList: 93 };

/**
 * Reads a Chrome trace that may be larger than memory: `{ …, "traceEvents": [ … ], … }`, or the bare list of events.
 * Format: https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU
 */
export function visitTrace(texts: Iterable<string>, visitor: TraceVisitor): TraceEnd {
  const scanner = new TraceScanner(visitor);
  for (const text of texts) scanner.add(text);
  return scanner.end();
}

class TraceScanner {
  private rest = "";
  private at = 0;
  private depth = 0;
  private inString = false;
  /** Where the string or event begins that is being read, in `rest`. */
  private stringFrom = 0;
  private eventFrom = -1;
  /** The depth of the list of events; 0 outside of it. */
  private list = 0;
  private lastString = "";
  private around = "";
  private aroundFrom = 0;
  private events = 0;

  constructor(private readonly visitor: TraceVisitor) {}

  add(text: string): void {
    this.rest += text;
    this.scan();
    this.forget();
  }

  end(): TraceEnd {
    const isWhole = this.depth === 0 && !this.inString;
    if (this.list === 0) this.keep(this.rest.length);
    return { events: this.events, isWhole, around: parsedObject(this.around) };
  }

  private scan(): void {
    const { rest } = this;
    for (; this.at < rest.length; this.at++) {
      const sign = rest.charCodeAt(this.at);
      if (this.inString) {
        if (sign === code.backslash) {
          if (this.at + 1 >= rest.length) return;
          this.at++;
        } else if (sign === code.quote) this.endString();
      } else if (sign === code.quote) {
        this.inString = true;
        this.stringFrom = this.at;
      } else if (sign === code.open || sign === code.openList) this.open(sign);
      else if (sign === code.close || sign === code.closeList) this.close();
    }
  }

  private endString(): void {
    this.inString = false;
    if (this.depth === 1 && this.list === 0) this.lastString = this.rest.slice(this.stringFrom + 1, this.at);
  }

  private open(sign: number): void {
    const isList = sign === code.openList;
    if (this.list > 0 && this.depth === this.list && this.eventFrom < 0 && !isList) this.eventFrom = this.at;
    this.depth++;
    if (!isList || this.list > 0) return;
    const isBare = this.depth === 1;
    if (isBare || (this.depth === 2 && this.lastString === "traceEvents")) {
      this.keep(this.at + 1);
      this.list = this.depth;
    }
  }

  private close(): void {
    this.depth = Math.max(0, this.depth - 1);
    if (this.eventFrom >= 0 && this.depth === this.list) this.endEvent();
    else if (this.list > 0 && this.depth < this.list) {
      this.list = 0;
      this.lastString = "";
      this.aroundFrom = this.at;
    }
  }

  private endEvent(): void {
    const text = this.rest.slice(this.eventFrom, this.at + 1);
    this.eventFrom = -1;
    const index = this.events++;
    let event: unknown;
    try {
      event = JSON.parse(text);
    } catch {
      this.visitor.broken(index, oneLine(text));
      return;
    }
    this.visitor.event(event, index);
  }

  /** What stands around the events, up to an offset of `rest`. */
  private keep(to: number): void {
    if (this.around.length < aroundLimit) this.around += this.rest.slice(this.aroundFrom, to);
    this.aroundFrom = to;
  }

  /** Lets go of what was read; an event that has begun, and a key, are kept. */
  private forget(): void {
    if (this.list === 0) this.keep(this.rest.length);
    const isEvent = this.eventFrom >= 0 && this.rest.length - this.eventFrom < eventLimit;
    const isKey = this.inString && this.depth === 1 && this.list === 0;
    const from = isEvent ? this.eventFrom : isKey ? this.stringFrom : this.at;
    if (!isEvent) this.eventFrom = -1;
    this.rest = this.rest.slice(from);
    this.at -= from;
    this.stringFrom -= from;
    this.aroundFrom = Math.max(0, this.aroundFrom - from);
    if (isEvent) this.eventFrom = 0;
  }
}

function parsedObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  } catch {
    return {};
  }
}
