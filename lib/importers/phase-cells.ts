// Rows that are the rates of one phase each: `prefill` and `decode` in a column of their own beside `tok/s`. The rate of a
// prompt is none of output, so that each phase has a column here.
import { outputAssumed, readHeader, readHeld } from "../points/headers";
import type { CellTable } from "./cell-table";

const phases: readonly [phase: "prompt" | "generation" | "total", names: RegExp][] = [
  [
    "prompt",
    /^(?:prefill(?:ing)?|prompt(?: (?:processing|eval(?:uation)?))?|pp|context|eingabe|预填充)(?: (?:phase|stage))?$/i,
  ],
  [
    "generation",
    /^(?:decod(?:e|ing)|(?:text |token )?gen(?:eration|erate)?|tg|output|ausgabe|解码|生成)(?: (?:phase|stage))?$/i,
  ],
  ["total", /^(?:total|overall|end[ -]to[ -]end|e2e|combined|mixed)$/i],
];

function phaseOf(cell: string | null | undefined): "prompt" | "generation" | "total" | null {
  const text = (cell ?? "").trim().replace(/[_\s]+/g, " ");
  return phases.find(([, names]) => names.test(text))?.[0] ?? null;
}

/** Whether a header is a rate of tokens that does not say of which. */
function isOpenRate(header: string): boolean {
  const meaning = readHeader(header);
  return (
    meaning.kind === "metric" &&
    meaning.note === outputAssumed &&
    meaning.unit !== null &&
    meaning.statistic === null
  );
}

/** The table with a column of rates for each phase; null where not every row is of a phase, or no row of a prompt. */
export function withPhases({ headers, rows, locator, sampleAt }: CellTable): CellTable | null {
  const rates = headers.flatMap((header, i) => (isOpenRate(header) ? [i] : []));
  const [rate] = rates;
  // A statistic without a name would be of the last of several columns.
  if (rate === undefined || rates.length > 1 || headers.some((header) => readHeld(header) !== null))
    return null;
  const at = headers.findIndex((_, i) => rows.length > 1 && rows.every((row) => phaseOf(row[i]) !== null));
  const said = new Set(at < 0 ? [] : rows.map((row) => phaseOf(row[at])));
  if (!said.has("prompt") || said.size < 2) return null;
  const { unit } = readHeader(headers[rate]!) as { unit: string };
  const kinds = phases.map(([phase]) => phase).filter((phase) => said.has(phase));
  const others = headers.flatMap((_, i) => (i === rate ? [] : [i]));
  const from = [...others, ...kinds.map(() => rate)];
  return {
    headers: [...others.map((i) => headers[i]!), ...kinds.map((phase) => `${phase} (${unit})`)],
    rows: rows.map((row) => [
      ...others.map((i) => row[i] ?? null),
      ...kinds.map((phase) => (phase === phaseOf(row[at]) ? (row[rate] ?? null) : null)),
    ]),
    locator: (row, column) => locator(row, from[column] ?? column),
    sampleAt,
  };
}

export const phasesNote =
  "Each row is of one phase: a rate of the prompt is of input tokens, one of generation of output tokens.";
