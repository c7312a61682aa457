import type { NumberField } from "../points/case";
import { readHeader } from "../points/headers";

/** Short names that stand before a number of their field alone: `c=8`, `tp4`, `bs 16`. */
const shortNames: Partial<Record<NumberField, string>> = {
  concurrency: "c|cc|con|users|user",
  batch: "b",
  tensor_parallel: "tp",
  pipeline_parallel: "pp",
  accelerators: "g",
  request_rate: "r|rate",
  input_tokens: "in|input|i|prompt|p|pp",
  output_tokens: "out|output|o|gen|tg",
};

/** Words that may follow a number of their field: `8 GPUs`, `128 tokens`. */
const wordsBehind: Partial<Record<NumberField, string>> = {
  accelerators: "gpus?|cards?|accelerators?",
  concurrency: "users?|requests?|reqs?|streams?|clients?|concurrent(?: users| requests)?",
  nodes: "nodes?",
  input_tokens: "tokens?|toks?",
  output_tokens: "tokens?|toks?",
  request_rate: "req/s|rps|qps|requests/s|requests/sec|req/sec",
};

/** The number of a cell that names its own field beside it: `c=1`, `TP=4`, `8 GPUs`; null for any other text. */
export function countIn(cell: string, field: NumberField): number | null {
  const [, before, number, behind] =
    /^([a-z][a-z_ -]*?)?[\s=:_-]*(\d+(?:\.\d+)?)\s*([a-z/][a-z/ ]*)?$/i.exec(cell.trim()) ?? [];
  if (number === undefined || (before === undefined) === (behind === undefined)) return null;
  const isNamed =
    before === undefined
      ? isOneOf(wordsBehind[field], behind!)
      : isOneOf(shortNames[field], before) || isNameOf(before, field);
  const value = Number(number);
  return isNamed && (field === "request_rate" || Number.isInteger(value)) ? value : null;
}

function isOneOf(names: string | undefined, text: string): boolean {
  return names !== undefined && new RegExp(`^(?:${names})$`, "i").test(text.trim());
}

function isNameOf(name: string, field: NumberField): boolean {
  const meaning = readHeader(name);
  return meaning.kind === "case" && meaning.field === field;
}

const pair = /^\(?\s*(\d[\d.,]*\s*[kK]?)\s*(?:[/:|;→]|->|\bx\b|×)\s*(\d[\d.,]*\s*[kK]?)\s*\)?$/;

/** Whether a cell holds two lengths: `1024/128`, `1k/1k`. */
export function isPair(cell: string): boolean {
  return pair.test(cell.trim());
}

/** The first or second of two lengths; a cell with one is both. */
export function partOf(cell: string, part: "first" | "second" | undefined): string {
  const found = part === undefined ? null : pair.exec(cell);
  return found === null ? cell : found[part === "first" ? 1 : 2]!.trim();
}
