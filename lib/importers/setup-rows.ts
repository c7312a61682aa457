// Rows of a table of metrics that say the setup instead: `Model,llama-8b` and `Batch size,8` beside `TTFT (ms),21`. They
// hold for every metric of their result; a name that comes again begins the next result.
import { isNumberField, type Case, type CaseField } from "../points/case";
import { readHeader } from "../points/headers";
import { readMeasured } from "../points/measured-text";
import type { Context } from "../points/provenance";
import { isMissingText, type Notation } from "../points/value-text";
import type { Draft } from "../runs/draft";
import { caseOfRow, saysNothing, type CaseColumn } from "./cells";
import { countIn, isPair } from "./count-text";
import { countedHardware } from "./counted-hardware";
import { inFileOrder } from "./file-order";
import { keptText } from "./kept-text";
import { isSetupName } from "./metric-row-headers";
import type { RowColumn } from "./metric-rows";
import type { ProblemList } from "./problem-list";
import { isVagueQuantity } from "./question";
import type { TableHead } from "./table-text";

/** Rows without those whose name (in column `at`; -1 where there is none) is of the setup; all of them where no other is left. */
export function withoutSetupRows(rows: string[][], at: number): string[][] {
  const rest = at < 0 ? rows : rows.filter((row) => !isSetupName(row[at]!));
  return rest.length === 0 ? rows : rest;
}

/** Units behind a count of the setup, which say no more than its name: `Input length,512,tokens`. */
const countWord = /^(?:-|#|n\/a|none|count|text|string|int|tokens?|requests?|req|gpus?|cards?|users?)?$/i;

/** What one row says of the setup. */
interface Said {
  name: string;
  of: Case;
  context: Partial<Context>;
}

/** Rows that say a setup, and the metrics below them up to the next such rows. */
interface Block {
  drafts: Draft[];
  names: Map<string, number>;
  /** By the column of values that says it. */
  said: Map<number, Said[]>;
}

export class SetupRows {
  /** By what the other columns of their rows name. */
  private readonly blocks = new Map<string, Block[]>();
  private readonly metric: number;
  private readonly unit: number;
  private readonly values: number[];
  /** Columns that tell results apart: a model's, a run's. */
  private readonly keys: number[];
  private readonly isOpen: boolean;

  constructor(
    private readonly columns: readonly RowColumn[],
    private readonly table: TableHead,
    private readonly notation: Notation,
    private readonly problems: ProblemList,
  ) {
    this.metric = columns.findIndex(({ kind }) => kind === "metric");
    this.unit = columns.findIndex(({ kind }) => kind === "unit");
    this.values = [...columns.keys()].filter((i) => isOfValue(columns[i]!));
    this.isOpen = this.metric >= 0 && table.rows.some((row) => isSetupName(row[this.metric]!));
    this.keys = this.isOpen ? [...columns.keys()].filter((i) => isKey(columns[i]!, table.headers[i]!)) : [];
  }

  /** Keeps what a row says of the setup; false for a row of a metric. */
  take(fields: readonly string[], line: number): boolean {
    if (!this.isOpen || !this.isSetup(fields)) return false;
    const name = fields[this.metric]!.trim();
    const block = this.blockOf(fields, ({ drafts, names }) => drafts.length > 0 || names.has(name));
    block.names.set(name, line);
    for (const column of this.values) {
      const said = saidIn(fields[column]!.trim(), name, this.notation, (found, expected) =>
        this.problems.add({ line, column: column + 1 }, found, expected),
      );
      if (said !== null) block.said.set(column, [...(block.said.get(column) ?? []), said]);
    }
    return true;
  }

  /** The last block of the row's result, or the next one where that is over. */
  private blockOf(fields: readonly string[], isOver: (block: Block) => boolean): Block {
    const key = this.keys.map((column) => fields[column]!.trim()).join("\u0000");
    const blocks = this.blocks.get(key) ?? [];
    const last = blocks.at(-1);
    if (last !== undefined && !isOver(last)) return last;
    const block: Block = { drafts: [], names: new Map(), said: new Map() };
    blocks.push(block);
    this.blocks.set(key, blocks);
    return block;
  }

  private isSetup(fields: readonly string[]): boolean {
    const name = fields[this.metric]!.trim();
    const texts = this.values.map((column) => fields[column]!.trim()).filter((cell) => !isMissingText(cell));
    const isAlone = this.columns.every(
      (column, i) => !isFurther(column) || isMissingText(fields[i]!) || fields[i]!.trim() === "",
    );
    const unit = this.unit < 0 ? "" : fields[this.unit]!.trim();
    if (!isAlone || !countWord.test(unit)) return false;
    return isSetupName(name)
      ? texts.every((text) => isValueOf(name, text, this.notation))
      : texts.length > 0 && isUnknown(name) && texts.every(isWords);
  }

  add(draft: Draft, fields: readonly string[]): void {
    this.blockOf(fields, () => false).drafts.push(draft);
  }

  /** The drafts of the rows so far, with the setup of their result. */
  drafts(): Draft[] {
    const drafts = [...this.blocks.values()].flatMap((blocks) => this.draftsOf(blocks));
    return this.isOpen ? inFileOrder(drafts) : drafts;
  }

  /** Where nothing of the setup comes again, all of it holds for all; else each block's for its own metrics. */
  private draftsOf(blocks: readonly Block[]): Draft[] {
    const names = new Set(blocks.flatMap((block) => [...block.names.keys()]));
    const isOne = blocks.reduce((sum, block) => sum + block.names.size, 0) === names.size;
    if (isOne) return blocks.flatMap(({ drafts }) => drafts.map((draft) => this.told(draft, blocks)));
    if (blocks[0]!.names.size === 0) return this.untold(blocks);
    return blocks.flatMap((block) =>
      block.drafts.map((draft) => {
        const own = this.told(draft, [block]);
        return block.names.size === names.size ? own : apart(own);
      }),
    );
  }

  private told(draft: Draft, blocks: readonly Block[]): Draft {
    const column = this.columnOf(draft);
    return withSaid(
      draft,
      blocks.flatMap(({ said }) => said.get(column) ?? []),
    );
  }

  /** Nobody knows whether a setup that comes again below metrics is of those above it or below. */
  private untold(blocks: readonly Block[]): Draft[] {
    for (const { names } of blocks)
      for (const [name, line] of names)
        this.problems.add(
          { line, column: this.metric + 1 },
          `“${name}” below metrics and above others`,
          "the setup of each result above its metrics: not read",
        );
    return blocks.flatMap(({ drafts }) => drafts.map(apart));
  }

  /** Statistics stand beside the value that they are of. */
  private columnOf({ provenance: { locator } }: Draft): number {
    const at = ("column" in locator ? (locator.column ?? 0) : 0) - 1;
    return this.values.includes(at) ? at : this.columns.findIndex(({ kind }) => kind === "value");
  }

  notes(): string[] {
    const all = [...this.blocks.values()].flat();
    const names = new Set(all.flatMap((block) => [...block.names.keys()]));
    if (names.size === 0) return [];
    const shown = [...names].slice(0, 12).join(", ");
    return [`Rows that say the setup of the others are no metrics: ${shown}${names.size > 12 ? ", …" : ""}.`];
  }
}

/** No repeat of any other row: its setup is not said whole. */
function apart(draft: Draft): Draft {
  return { ...draft, apart: `L${draft.provenance.locator.line}` };
}

function isOfValue({ kind }: RowColumn): boolean {
  return kind === "value" || kind === "system";
}

/** Whether a column names what a row is of, and is no mere heading of rows. */
function isKey(column: RowColumn, header: string): boolean {
  const { kind } = readHeader(header);
  return (column.kind === "case" && column.column.field !== null) || kind === "run" || kind === "sample";
}

/** Columns that a measurement alone fills. */
function isFurther({ kind }: RowColumn): boolean {
  return kind === "statistic" || kind === "statistics" || kind === "run" || kind === "statistic name";
}

/** `Throughput` is a measure, whatever stands beside it. */
function isUnknown(name: string): boolean {
  return readHeader(name).kind === "unknown" && !isVagueQuantity(name);
}

/** A text that begins with no number, which may be a measurement. */
function isWords(text: string): boolean {
  return /^\p{L}/u.test(text) && !isMissingText(text);
}

/** `GPU,95 %` is no device, and `Temperature,65 °C` no setting. */
function isValueOf(name: string, text: string, notation: Notation): boolean {
  const meaning = readHeader(name);
  if (meaning.kind === "context") return true;
  const read = readMeasured(text, notation);
  const isNumber = read.kind === "number" && read.unit === null;
  if (meaning.kind !== "case")
    return isNumber || isPair(text) || isWords(text) || (read.kind === "number" && isCounted(text));
  if (isNumberField(meaning.field))
    return isNumber || isWords(text) || isPair(text) || countIn(text, meaning.field) !== null;
  return read.kind === "unreadable" || meaning.field === "system_version";
}

/** `4096 tokens`. */
function isCounted(text: string): boolean {
  return countWord.test(text.replace(/^[\d.,]+\s*/, ""));
}

/** What one cell says of the setup; null where it says nothing. */
function saidIn(
  text: string,
  name: string,
  notation: Notation,
  refuse: (found: string, expected: string) => void,
): Said | null {
  const meaning = readHeader(name);
  if (meaning.kind === "context")
    return text === "" ? null : { name, of: emptied(), context: { [meaning.field]: keptText(text) } };
  const of = caseOfRow([text], caseColumns(name, text), true, notation, (_, found, expected) =>
    refuse(found, expected),
  );
  return saysNothing(of) ? null : { name, of, context: {} };
}

function emptied(): Case {
  return caseOfRow([], [], true, "unknown", () => undefined);
}

function caseColumns(name: string, text: string): CaseColumn[] {
  const meaning = readHeader(name);
  const placed = { column: 0, name, named: true };
  if (meaning.kind === "both lengths")
    return [
      { ...placed, field: "input_tokens", part: "first" },
      { ...placed, field: "output_tokens", part: "second" },
    ];
  if (meaning.kind !== "case") return [{ ...placed, field: null }];
  return [{ ...placed, field: meaning.field, counted: countedHardware(text) !== null }];
}

/** The draft with what rows say of its setup; what its column says itself stays, and the other is kept under the row's name. */
function withSaid(draft: Draft, said: readonly Said[]): Draft {
  if (said.length === 0) return draft;
  const of: Case = { ...draft.case };
  const extra = Object.assign(emptied().extra as Record<string, string>, of.extra);
  const context: Context = { ...draft.context };
  for (const each of said) {
    for (const [field, value] of Object.entries(each.of)) {
      if (field === "extra" || value === null) continue;
      if (of[field as CaseField] === null) Object.assign(of, { [field]: value });
      else extra[each.name] = String(value);
    }
    Object.assign(extra, each.of.extra);
    for (const [field, value] of Object.entries(each.context)) context[field as keyof Context] ??= value;
  }
  return { ...draft, case: { ...of, extra }, context };
}
