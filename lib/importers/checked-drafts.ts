import type { Problem } from "../points/problem";
import type { Stats } from "../points/point";
import type { Draft } from "../runs/draft";
import { checkedDraft } from "./checked-metric";
import type { Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";

/** Drafts with what could not be read beside them. */
export interface Drafts {
  drafts: Draft[];
  problems: Problem[];
}

/** The drafts of those of the metrics that have a cell, each checked. */
export function checkedDrafts(setup: Setup, metrics: readonly StatedMetric[]): Drafts {
  const made = metrics.map((metric) => checkedDraft(setup, metric));
  return {
    drafts: made.flatMap(({ draft }) => draft ?? []),
    problems: made.flatMap(({ problems }) => problems),
  };
}

/** The statistics of a metric that have a cell. */
export function cellsOf(
  cells: Partial<Record<keyof Stats, StatedCell | null>>,
): Partial<Record<keyof Stats, StatedCell>> {
  return Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null));
}
