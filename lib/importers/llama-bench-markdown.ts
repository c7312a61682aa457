import type { Provenance } from "../points/provenance";
import { readValueText } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { llamaBenchDraft } from "./llama-bench-row";
import type { MarkdownTable } from "./markdown-tables";
import type { Problem } from "../points/problem";
import type { Locator } from "../points/locator";

// The table that llama-bench prints: | model | size | params | backend | … | test | t/s |, a test being `pp512`, `tg128`,
// `pp512+tg128 @ d4096` (older: `pp 512`), a rate `123.45 ± 6.78` with the sample sd of repetitions that are not counted.

const testName = /^(?:pp\s?(\d+))?\s*\+?\s*(?:tg\s?(\d+))?\s*(?:@\s*d\s?(\d+))?$/;

/** Columns by the names that llama-bench gives them in its other formats. */
const fieldOf = new Map([
  ["size", "model_size"],
  ["params", "model_n_params"],
  ["backend", "backends"],
  ["ngl", "n_gpu_layers"],
  ["threads", "n_threads"],
  ["fa", "flash_attn"],
  ["sm", "split_mode"],
  ["ts", "tensor_split"],
]);

export function isLlamaBenchTable({ headers, rows }: MarkdownTable): boolean {
  const test = headers.indexOf("test");
  if (test < 0 || !headers.includes("model") || !headers.includes("t/s")) return false;
  return rows.some(({ cells }) => testName.test(cells[test] ?? ""));
}

/** The tokens of a test by its name; null for any other text. */
export function benchTest(text: string): { prompt: number; generated: number } | null {
  const [, prompt = "0", generated = "0"] = testName.exec(text.trim()) ?? [];
  const test = { prompt: Number(prompt), generated: Number(generated) };
  return test.prompt + test.generated > 0 ? test : null;
}

/** The drafts and problems of such a table; `place` gives the place of a cell, both counted from 0. */
export function readLlamaBenchTable(table: MarkdownTable, place: (row: number, column: number) => Locator) {
  const drafts: Draft[] = [];
  const problems: Problem[] = [];
  table.rows.forEach(({ cells }, i) => {
    if (cells.length !== table.headers.length) return;
    const made = draftOfRow(table, cells, (column) => place(i, column));
    if ("draft" in made) drafts.push(made.draft);
    else problems.push(made.problem);
  });
  return { drafts, problems };
}

function draftOfRow(table: MarkdownTable, cells: readonly string[], place: (column: number) => Locator) {
  const { headers } = table;
  const [rateColumn, testColumn] = [headers.indexOf("t/s"), headers.indexOf("test")];
  const raw = cells[rateColumn]!;
  const [, prompt, generated, depth] = testName.exec(cells[testColumn]!) ?? [];
  const rate = readValueText(raw);
  const settings = headers.flatMap((header, i): [string, string][] =>
    header === "model" || i === rateColumn || i === testColumn
      ? []
      : [[fieldOf.get(header) ?? header, cells[i]!]],
  );
  return llamaBenchDraft({
    fields: new Map([
      ...settings,
      ["model_type", cells[headers.indexOf("model")]!],
      ["n_prompt", prompt ?? "0"],
      ["n_gen", generated ?? "0"],
      ...(depth ? ([["n_depth", depth]] as const) : []),
      ["avg_ts", rate.kind === "spread" ? String(rate.value) : raw],
      ["stddev_ts", rate.kind === "spread" ? String(rate.sd) : ""],
      ...signature(table.after),
    ]),
    samplesNs: null,
    provenance: (_, conversions): Provenance => ({
      locator: place(rateColumn),
      raw,
      conversions: [...conversions],
    }),
    problem: (field, expected) => {
      const column = field === "avg_ts" ? rateColumn : testColumn;
      return { where: place(column), found: cells[column]!, expected };
    },
  });
}

/** `build: 9515c613 (6097)` below the table. */
function signature(after: string | null): [string, string][] {
  const [, commit, number] = /^build: ([0-9a-f]{6,40}) \((\d+)\)/.exec(after?.trim() ?? "") ?? [];
  return commit && number
    ? [
        ["build_commit", commit],
        ["build_number", number],
      ]
    : [];
}
