import { outputAssumed, readHeader } from "../points/headers";
import { findUnit, type Unit } from "../points/units";
import { cellText } from "./markdown-cell";
import type { SectionText } from "./markdown-tables";

/** What the heading above a table says of all its numbers. */
export interface HeadingMetric {
  metric: string;
  /** "" where the heading names none and the cells must. */
  unit: string;
}

/**
 * The metric that a heading names: `1. Inference Speed (Tokens per Second)`, `Latency (Time to First Token - ms)`,
 * `TTFT (ms)`. Null where neither the heading nor what stands in its brackets is the name of a metric.
 */
export function headingMetric(heading: string): HeadingMetric | null {
  const text = heading.replace(/^[\d.]+[.)]?\s+/, "").trim();
  const bracketed = /\(([^()]{1,100})\)\s*$/.exec(text)?.[1]?.trim();
  const before = text.replace(/\s*\([^()]*\)\s*$/, "");
  for (const name of [text, bracketed, before]) {
    const found = name === undefined ? null : metricIn(withUnitInBrackets(name));
    if (found !== null) return found;
  }
  return null;
}

/** `Time to First Token - ms` and `ms Time to First Token` are `Time to First Token (ms)`. */
function withUnitInBrackets(name: string): string {
  const [, first, rest] = /^(\S{1,20})\s+(.+)$/.exec(name) ?? [];
  if (first !== undefined && findUnit(first) !== null) return `${rest} (${first})`;
  return name.replace(/\s+[-–—]\s+(\S{1,20})$/, " ($1)");
}

function metricIn(name: string): HeadingMetric | null {
  const meaning = readHeader(name);
  if (meaning.kind !== "metric" || meaning.statistic === "sd" || meaning.statistic === "n") return null;
  return { metric: meaning.metric, unit: meaning.unit ?? "" };
}

/** What the text above a table says of its numbers, and the words that say it. */
export interface AboveMetric {
  /** Null where only the unit is said. */
  metric: string | null;
  unit: string;
  words: string;
  note: string;
}

/**
 * What the nearest paragraph or heading says that names a metric or a unit: `Average speed (tokens/s) of generating 1024
 * tokens`, `All latencies in ms`. Null where none does, or where one names several units.
 */
export function metricAbove(above: readonly SectionText[]): AboveMetric | null {
  for (const { paragraph, heading } of above) {
    const text = paragraph === null ? null : cellText(paragraph.replaceAll("|", " "));
    for (const words of [text, heading]) {
      const tight = words === null || words.length > 200 ? null : headingMetric(words.replace(/[:.]$/, ""));
      if (tight !== null && tight.unit !== "") return { ...tight, words: words!, note: "" };
    }
    for (const words of [text, heading]) {
      const found = words === null ? null : sentenceMetric(words);
      if (found !== null) return { ...found, words: sentenceWithUnit(words!) };
    }
  }
  return null;
}

function sentenceWithUnit(text: string): string {
  return text.split(/(?<=[.!?])\s+/).find((sentence) => unitsIn(sentence).length > 0) ?? text;
}

const sayable = new Set(["token-rate", "request-rate", "sample-rate", "time", "memory", "power", "compute"]);

function sentenceMetric(text: string): Omit<AboveMetric, "words"> | null {
  const units = unitsIn(text);
  const [unit] = units;
  if (unit === undefined || new Set(units.map(({ symbol }) => symbol)).size > 1) return null;
  const metric = metricOf(text, unit);
  const note = metric === "output_tokens_per_second" && !isOutput.test(text) ? outputAssumed : "";
  return { metric, unit: unit.symbol, note };
}

/** The units that a text names, but for those of a number: `tokens/s`, `(ms)`, `in seconds`, and not `100 tok/s`. */
function unitsIn(text: string): Unit[] {
  const words = text.split(/\s+/).filter((word) => word !== "");
  const found: Unit[] = [];
  for (let i = 0; i < words.length; i++) {
    for (const many of [3, 2, 1]) {
      const spelled = words.slice(i, i + many).join(" ");
      const unit = findUnit(spelled.replace(/^[([“"*]+|[)\].,:;”"*]+$/g, ""));
      if (unit === null || !sayable.has(unit.dimension)) continue;
      const before = words[i - 1] ?? "";
      const isMeant =
        unit.dimension.endsWith("rate") ||
        /^[([]/.test(spelled) ||
        /^(?:in|en|unit:?|units:?)$/i.test(before);
      if (isMeant && !/\d[\d.,]*[^a-z]*$/i.test(before)) found.push(unit);
      i += many - 1;
      break;
    }
  }
  return found;
}

const isInput = /\b(?:prompt|prefill|prompts|input|pp)\b/i;
const isOutput = /\b(?:generat\w*|decod\w*|output|tg)\b/i;
const isTotal = /\b(?:total|overall|combined)\b/i;
const times: readonly [RegExp, string][] = [
  [/\bttft\b|time to first token/i, "ttft"],
  [/\btpot\b|time per output token/i, "tpot"],
  [/\bitl\b|inter-?token/i, "itl"],
  [/\be2el?\b|end[- ]to[- ]end/i, "e2e_latency"],
];

function metricOf(text: string, { dimension, symbol }: Unit): string | null {
  if (symbol === "tok/s/user") return "tokens_per_second_per_user";
  if (symbol === "tok/s/gpu") return "tokens_per_second_per_gpu";
  if (dimension === "token-rate") return tokenRate(text);
  if (dimension === "request-rate") return "requests_per_second";
  if (dimension === "power") return "power";
  if (dimension === "memory") return /\b(?:peak|max\w*)\b/i.test(text) ? "peak_memory" : null;
  const named = dimension === "time" ? times.filter(([pattern]) => pattern.test(text)) : [];
  return named.length === 1 ? named[0]![1] : null;
}

/** Null where the text speaks of input and of output: the columns must say which. */
function tokenRate(text: string): string | null {
  const [input, output] = [isInput.test(text), isOutput.test(text)];
  if (input && output) return null;
  if (input) return "input_tokens_per_second";
  return isTotal.test(text) && !output ? "total_tokens_per_second" : "output_tokens_per_second";
}
