import type { Draft } from "../runs/draft";

/** Drafts of delimited text, by line and column. */
export function inFileOrder(drafts: Draft[]): Draft[] {
  return drafts.sort((a, b) => lineOf(a) - lineOf(b) || columnOf(a) - columnOf(b));
}

function lineOf({ provenance: { locator } }: Draft): number {
  return "line" in locator ? (locator.line ?? 0) : 0;
}

function columnOf({ provenance: { locator } }: Draft): number {
  return "column" in locator ? (locator.column ?? 0) : 0;
}
