import { numberIn } from "./plain-number";
import type { StatedCell } from "./stated-metric";

/** `Mean TTFT (ms):      58.30`: one line of a report for people. */
export interface LabelLine extends StatedCell {
  label: string;
  /** 1-based. */
  line: number;
}

/** The lines of a text that are a label, a colon and a value; any other line is left out. */
export function labelLinesOf(text: string): LabelLine[] {
  return text.split(/\r\n|\n|\r/).flatMap((each, i) => {
    const [, label, raw] = /^\s*([^:]{1,120}?)\s*:\s+(\S.*?)\s*$/.exec(each) ?? [];
    if (label === undefined || raw === undefined) return [];
    return [{ label, raw, line: i + 1, locator: { line: i + 1 }, value: numberIn(raw) }];
  });
}
