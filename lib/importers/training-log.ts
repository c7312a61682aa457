// Lines that trainings print, each of one step: `step 100 | loss 2.3 | tok/s 12345 | dt 84.93ms`, `iter 100: loss 4.1, time
// 123.45ms`, Megatron's `elapsed time per iteration (ms): 523.1`, torchtitan's `tps: 5,123`, which is of one device. Rates, times
// and memory are read, the steps being samples of one run; a loss is of no step but of all before it.
import { readHeader } from "../points/headers";
import { isKnownMetric } from "../points/metrics";
import { findUnit } from "../points/units";
import type { Draft } from "../runs/draft";
import { readCellTable, type CellTable } from "./cell-table";
import { headText, wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { emptySetup } from "./setup-field";
import type { SourceFile } from "./source-file";
import { textHolds } from "./text-search";
import { tellByFile, toldByFileNote } from "./told-by-file";

const logLimit = 64 * 1024 * 1024;
const fewestSteps = 2;

export const trainingLog: Importer = {
  id: "training-log",
  label: "Steps of a training (log)",
  version: "1",
  recognises: (file) =>
    /\b(?:step|iter(?:ation)?)\b/i.test(headText(file) ?? "") &&
    textHolds(file, (text) => isTraining(stepsIn(text))),
  read(file): Reading {
    const whole = wholeText(file, logLimit);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    const steps = stepsIn(whole.text);
    const reading = readCellTable(tableOf(steps));
    if (reading === null) return { drafts: [], problems: [], columns: [], notes: [] };
    const drafts = Array.from(reading.drafts, (draft) => toldByFile(draft, file));
    return { ...reading, drafts, columns: [], notes: [toldByFileNote, notesOf(steps), ...reading.notes] };
  },
};

function toldByFile(draft: Draft, file: SourceFile): Draft {
  const { case: own } = emptySetup();
  const setup = { ...emptySetup(), case: Object.assign(own, draft.case, { extra: { ...draft.case.extra } }) };
  tellByFile(setup, file);
  return { ...draft, case: setup.case };
}

interface Figure {
  /** As the header of a column: `tok/s`, `step time (ms)`. */
  name: string;
  value: string;
}

interface Step {
  number: string;
  figures: Figure[];
  /** 1-based. */
  line: number;
}

const step =
  /^(?:.{0,120}?[\s\]:>-])?(?:global[ _])?(?:step|iter(?:ation)?)s?\s*[:=#]?\s*\[?(\d[\d,]*)(?:\s*\/\s*\d[\d,]*)?\]?(?=$|[\s:|,])\W*(.*)$/i;

function stepsIn(text: string): Step[] {
  return text.split(/\r\n|\n|\r/).flatMap((line, i) => {
    const [, number, rest] = line.length > 1000 ? [] : (step.exec(line) ?? []);
    if (number === undefined || rest === undefined) return [];
    const figures = figuresIn(rest);
    return figures.length === 0 ? [] : [{ number, figures, line: i + 1 }];
  });
}

const value = String.raw`[+-]?\d[\d,]*(?:\.\d+)?(?:e[+-]?\d+)?`;
const named = new RegExp(
  String.raw`^([\p{L}][^:=|]*?)\s*(?:[:=]\s*|\s+)(${value})\s*([\p{L}%/]*)(?:\s*\(.*\))?$`,
  "iu",
);
const bare = new RegExp(String.raw`^\(?(${value})\s*([\p{L}][\p{L}%/]*)\)?$`, "iu");

/** Of torchtitan, which prints it beside its TFLOPS. */
const ofDevice = "throughput of one device (tok/s)";

/** The figures of a line that say their unit, or need none: those of known metrics. */
function figuresIn(rest: string): Figure[] {
  const found = piecesOf(rest).flatMap((piece) => figureOf(piece) ?? []);
  const isOfDevice = found.some(({ name }) => /^tflops$/i.test(name));
  const figures = found.map((each) =>
    isOfDevice && /^tps$/i.test(each.name) ? { ...each, name: ofDevice } : each,
  );
  return figures.filter(({ name }, i) => figures.findIndex((each) => each.name === name) === i);
}

function piecesOf(rest: string): string[] {
  return rest
    .replace(/([:=])\s+/g, "$1 ")
    .split(/\s*\|\s*|,\s+|\s{2,}|;\s*/)
    .filter((piece) => piece !== "")
    .map((piece) =>
      withoutCommas(piece)
        .replace(/^\((?=[^)]*$)/, "")
        .trim(),
    );
}

/** Programs group digits as English has it. */
function withoutCommas(piece: string): string {
  return piece.replace(/(?<=\d),(?=\d{3}(?!\d))/g, "");
}

function figureOf(piece: string): Figure | null {
  const [, digits = "", alone] = bare.exec(piece) ?? [];
  if (alone !== undefined) {
    const unit = findUnit(alone);
    if (unit === null) return null;
    return { name: unit.dimension === "time" ? `step time (${alone})` : alone, value: digits };
  }
  const [, name, number, unit = ""] = named.exec(piece) ?? [];
  if (name === undefined || number === undefined || (unit !== "" && findUnit(unit) === null)) return null;
  const isOfStep = /^(?:dt|time|step[ _]time|iter(?:ation)?[ _]time|elapsed time per iteration)\b/i.test(
    name,
  );
  const inName = /[([]([^()[\]]+)[)\]]$/.exec(name)?.[1];
  const spelled = unit || (inName !== undefined && findUnit(inName) !== null ? inName : "");
  if (isOfStep) return spelled === "" ? null : { name: `step time (${spelled})`, value: number };
  return { name: unit === "" ? name : `${name} (${unit})`, value: number };
}

function isMeasured({ name }: Figure): boolean {
  const meaning = readHeader(name);
  if (name === ofDevice) return true;
  return meaning.kind === "metric" && isKnownMetric(meaning.metric) && meaning.unit !== null;
}

/** Steps of which at least two say a rate or a time of their own, and of what a training has besides. */
function isTraining(steps: readonly Step[]): boolean {
  const measured = steps.filter(({ figures }) => figures.some(isMeasured));
  return measured.length >= fewestSteps && steps.some(({ figures }) => figures.some(isOfTraining));
}

function isOfTraining({ name }: Figure): boolean {
  return /loss|norm|\blr\b|learning rate|mfu|grad|batch size/i.test(name);
}

function isSetting({ name }: Figure): boolean {
  return readHeader(name).kind === "case";
}

/** A column of steps, one for each metric, and one by which a rate is known as a training's. */
function tableOf(steps: readonly Step[]): CellTable {
  const kept = steps.filter(({ figures }) => figures.some(isMeasured));
  const isRead = (each: Figure) => isMeasured(each) || isSetting(each);
  const names = [...new Set(kept.flatMap(({ figures }) => figures.filter(isRead).map(({ name }) => name)))];
  const lineOf = (row: number) => (kept[Math.max(row, 0)] ?? kept[0])!.line;
  const cellAt = ({ figures }: Step, name: string) =>
    figures.find((each) => each.name === name)?.value ?? null;
  return {
    headers: ["iteration", ...names, "grad norm"],
    rows: kept.map((each) => [each.number, ...names.map((name) => cellAt(each, name)), null]),
    locator: (row) => ({ line: lineOf(row) }),
    sampleAt: { pointer: null, of: lineOf },
  };
}

function notesOf(steps: readonly Step[]): string {
  const left = new Set(
    steps.flatMap(({ figures }) =>
      figures.filter((each) => !isMeasured(each) && !isSetting(each)).map(({ name }) => name),
    ),
  );
  const unread = left.size === 0 ? "" : ` Not read: ${[...left].slice(0, 8).join(", ")}.`;
  return `Each line is one step of one run; the first, which often takes longer, is among them.${unread}`;
}
