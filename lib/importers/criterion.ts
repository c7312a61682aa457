// cargo bench: libtest's lines (`test x ... bench: 1,234 ns/iter (+/- 56)`: a median, commas part thousands) and Criterion's
// report (`x  time: [low estimate high]`: an interval at Criterion's level, 95 % unless it was told otherwise). What stands
// after +/- is max − min by libtest, and a standard deviation in Criterion's `--output-format bencher`: it is not read.
// Reports: https://bheisler.github.io/criterion.rs/book/user_guide/command_line_output.html
import { timesDecimal } from "../points/decimal";
import { customMetricId } from "../points/metrics";
import type { Conversion } from "../points/provenance";
import { findUnit } from "../points/units";
import type { Draft } from "../runs/draft";
import { headText, wholeText } from "./decode";
import type { Importer } from "./importer";
import { numberIn } from "./plain-number";
import { emptySetup, type Setup } from "./setup-field";
import { statedDraft, type StatedCell } from "./stated-metric";
import { withInterval } from "./stated-interval";

const libtestLine =
  /^\s*test (.+?)\s+\.\.\. bench:\s+([\d,]+(?:\.\d+)?) (\S+?)\/iter(?: \(\+\/- [\d,.]+\))?(?: = ([\d,]+(?:\.\d+)?) MB\/s)?/;
const criterionLine = /^(.*?)\s*\b(time|thrpt):\s+\[(\S+ \S+) (\S+ \S+) (\S+ \S+)\]/;
const counted =
  /^(?:Benchmarking .*: Collecting (\d+) samples\b|Found \d+ outliers? among (\d+) measurements\b)/;

export const criterion: Importer = {
  id: "criterion",
  label: "cargo bench (libtest and Criterion)",
  version: "1",
  recognises: (file) => {
    const lines = (headText(file) ?? "").split(/[\r\n]+/);
    return lines.some(
      (line) => libtestLine.test(line) || (criterionLine.test(line) && line.includes("time:")),
    );
  },
  read: (file) => {
    const whole = wholeText(file);
    if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
    return { problems: [], columns: [], ...readReport(whole.text) };
  },
};

const spreadNote =
  "The spread after +/- is max − min where libtest writes it and a standard deviation where Criterion does; which one, the file does not say: it is not read.";
const levelNote = "Criterion does not print the level of its intervals; its default of 95 % is taken.";

/** One benchmark of Criterion's report, whose lines follow each other. */
interface Reported {
  name: string;
  n: number | null;
  drafts: Draft[];
}

function readReport(text: string): { drafts: Draft[]; notes: string[] } {
  const drafts: Draft[] = [];
  const notes = new Set<string>();
  let current: Reported | null = null;
  let collected: number | null = null;
  let before = "";
  for (const { line, at } of linesOf(text)) {
    const libtest = libtestLine.exec(line);
    const report = criterionLine.exec(line);
    const [, samples, measurements] = counted.exec(line) ?? [];
    if (samples !== undefined) collected = Number(samples);
    if (measurements !== undefined && current) countOf(current, Number(measurements));
    if (libtest) {
      drafts.push(...libtestDrafts(libtest, at));
      if (line.includes("+/-")) notes.add(spreadNote);
    } else if (report) {
      if (report[2] === "time" || current === null) {
        current = { name: report[1]!.trim() || before, n: collected, drafts: [] };
        collected = null;
      }
      const draft = reportDraft(current, report, at);
      if (draft) {
        current.drafts.push(draft);
        drafts.push(draft);
        notes.add(levelNote);
      }
    }
    if (line.trim() !== "" && !/^(?:Benchmarking |\s)/.test(line)) before = line.trim();
  }
  return { drafts, notes: [...notes] };
}

/** A terminal's progress is written over, line on line, by carriage returns: each part is a line of its own here. */
function* linesOf(text: string): Generator<{ line: string; at: number }> {
  let at = 0;
  for (const physical of text.split("\n")) {
    at++;
    for (const line of physical.split("\r")) if (line !== "") yield { line, at };
  }
}

/** Drafts are finished when they are read; the count of a report stands below it. */
function countOf(reported: Reported, n: number): void {
  for (const draft of reported.drafts) {
    draft.stats = { ...draft.stats, n };
    if (draft.stated) draft.stated = { ...draft.stated, n };
  }
}

function libtestDrafts([, name, value, unit, rate]: RegExpExecArray, line: number): Draft[] {
  const setup = setupOf(name!, "cargo bench");
  return [
    drawn(setup, unit!, value!, line, "median"),
    rate === undefined ? null : drawn(setup, "MB/s", rate, line, "mean", customMetricId("throughput")),
  ].flatMap((draft) => draft ?? []);
}

function drawn(
  setup: Setup,
  unit: string,
  raw: string,
  line: number,
  statistic: "mean" | "median",
  metric = metricOf(unit),
): Draft | null {
  const plain = raw.replaceAll(",", "");
  const conversions =
    plain === raw ? [] : [{ from: raw, to: plain, by: "commas part thousands in this format" }];
  const cell: StatedCell = { value: Number(plain), locator: { line }, raw, conversions };
  return statedDraft(setup, { metric, unit, cells: { [statistic]: cell }, varies: "within-run" });
}

function metricOf(unit: string): string {
  return findUnit(unit)?.dimension === "time" ? "execution_time" : customMetricId(unit);
}

function reportDraft(
  { name, n }: Reported,
  [, , kind, ...parts]: RegExpExecArray,
  line: number,
): Draft | null {
  const ends = parts.map((text) => measureIn(text));
  const [low, middle, high] = ends;
  if (!low || !middle || !high) return null;
  const { value, unit, conversions } = middle;
  const draft = statedDraft(setupOf(name, "Criterion"), {
    ...{
      metric: kind === "thrpt" ? customMetricId("throughput") : metricOf(unit),
      unit,
      n,
      varies: "within-run",
    },
    cells: { mean: { value, locator: { line }, raw: parts[1]!, conversions } },
  });
  return draft && withInterval(draft, { low, high, level: 0.95, n, varies: "within-run" });
}

/** `26.251 us`; picoseconds are brought to ns, being no unit of anything else. */
function measureIn(text: string): { value: number; unit: string; conversions: Conversion[] } | null {
  const [, number, unit] = /^(\S+) (\S+)$/.exec(text) ?? [];
  const value = numberIn(number ?? "");
  if (value === null || unit === undefined) return null;
  if (unit !== "ps") return { value, unit, conversions: [] };
  const nanoseconds = timesDecimal(value, 1, -3);
  return {
    value: nanoseconds,
    unit: "ns",
    conversions: [{ from: text, to: `${nanoseconds} ns`, by: "÷ 1000" }],
  };
}

function setupOf(name: string, tool: string): Setup {
  const setup = emptySetup();
  setup.case.scenario = name === "" ? null : name;
  setup.context.tool = tool;
  return setup;
}
