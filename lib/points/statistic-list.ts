// Several statistics of one metric in one cell, in the order that its header names them: `TTFT p50/p99 (ms)` over `12.3/45.6`.
import { readStatistic } from "./headers";
import { statistics, type Statistic } from "./point";

/** A statistic that one part of a cell holds. */
export type ListedStatistic = Statistic | "sd";

export interface StatisticList {
  /** The header without the list. */
  header: string;
  /** Null where points hold no such statistic: `p75`. */
  statistics: (ListedStatistic | null)[];
}

const lists = /(?<![\p{L}\d./|])[\p{L}\d.]+%?(?:\s*[/|]\s*[\p{L}\d.]+%?)+(?![\p{L}\d/|])/gu;

/** The list of statistics in a header; null where there is none, or more than one. */
export function statisticListIn(header: string): StatisticList | null {
  const found = Array.from(header.matchAll(lists)).flatMap(([text]) => {
    const listed = listedIn(text);
    return listed === null ? [] : [{ text, listed }];
  });
  const [only] = found;
  if (only === undefined || found.length > 1) return null;
  const rest = header
    .replace(only.text, " ")
    .replace(/([([])[\s,;]+|[\s,;]+([)\]])/g, "$1$2")
    .replace(/[([][)\]]/g, " ")
    .replace(/\s+/g, " ")
    .trim();
  return { header: rest, statistics: only.listed };
}

function listedIn(text: string): StatisticList["statistics"] | null {
  const words = text.split(/[/|]/).map((word) => word.trim());
  const isPercentile = /^p\d/i.test(words[0]!);
  const listed = words.map((word) => statisticOf(isPercentile && /^\d/.test(word) ? `p${word}` : word));
  const held = listed.flatMap((each) => each ?? []);
  const isList = !listed.includes(undefined) && held.length > 0 && new Set(held).size === held.length;
  return isList ? (listed as StatisticList["statistics"]) : null;
}

/** Undefined for a word that is no statistic. */
function statisticOf(word: string): ListedStatistic | null | undefined {
  const held = readStatistic(word);
  if (held === "sd" || (statistics as readonly string[]).includes(held ?? "")) return held as ListedStatistic;
  return held === null && /^p\d{1,2}(?:\.\d+)?$/i.test(word) ? null : undefined;
}

const parting = /\s*[/|]\s*(?=[-+−~≈<>]?\s*[\d.]|[-–—]|n\/?a\b|nan\b|none\b|null\b|oom\b)/i;

/** The parts of a cell that holds one value for each of several statistics; the slash of a unit parts none. */
export function listedParts(cell: string): string[] {
  return cell.trim().split(parting);
}
