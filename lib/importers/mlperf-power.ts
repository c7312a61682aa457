// Power as MLPerf measures it, at the wall plug by SPEC PTDaemon: spl.txt, a row of names and values in turn for each second
// (`Time,…,Watts,2884.0,Volts,…,Mark,…,Ch1,Watts,…`; the first Watts are the sum of the channels), and server.json, which
// holds the daemon's own means. The window of the test stands in mlperf_log_detail.txt (power_begin, power_end).
// Written by: https://github.com/mlcommons/power-dev
import type { Draft } from "../runs/draft";
import type { Samples } from "../points/point";
import { statsOf } from "../runs/stats-of";
import { checkedDraft } from "./checked-metric";
import { headText, wholeText } from "./decode";
import type { Importer, Reading } from "./importer";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, memberOf, stringOf } from "./json-node";
import { locatorIn, recordsAt, recordsOf, type JsonRecord } from "./json-record";
import { numberIn } from "./plain-number";
import { ProblemList } from "./problem-list";
import { emptySetup, type Setup } from "./setup-field";
import type { SourceFile } from "./source-file";
import type { StatedCell } from "./stated-metric";

export const mlperfPower: Importer = {
  id: "mlperf-power",
  label: "MLPerf power (spl.txt, server.json)",
  version: "1",
  recognises: (file) => isLog(file) || isSession(file),
  read: (file) => (isLog(file) ? readLog(file) : readSession(file)),
};

/** @param mark PTDaemon's name of the measurement: `2026-01-02_03-04-05_testing` */
function setupOf(mark: string): Setup {
  const setup = emptySetup();
  setup.context.tool = "SPEC PTDaemon";
  setup.case.extra["power_scope"] = "wall";
  const [, phase] = /_([A-Za-z]+)$/.exec(mark) ?? [];
  if (phase !== undefined) setup.case.extra["phase"] = phase;
  setup.run = mark === "" ? null : mark;
  return setup;
}

function isLog(file: SourceFile): boolean {
  return /^Time,\d{2}-\d{2}-\d{4} \d{2}:\d{2}:\d{2}(?:\.\d+)?,Watts,/m.test(headText(file) ?? "");
}

interface Series {
  first: StatedCell;
  time: string;
  values: number[];
  lines: number[];
}

function readLog(file: SourceFile): Reading {
  const whole = wholeText(file);
  if ("problem" in whole) return { drafts: [], problems: [whole.problem], columns: [], notes: [] };
  const problems = new ProblemList();
  const marks = new Map<string, Series>();
  whole.text.split(/\r\n|\n|\r/).forEach((text, i) => {
    if (text.trim() !== "") addLine(marks, text.split(","), i + 1, problems);
  });
  const drafts = Array.from(marks, ([mark, series]) => logDraft(mark, series, problems)).flat();
  return { drafts, problems: problems.list(), columns: [], notes: logNotes };
}

const logNotes = [
  "Watts are those of the whole system at the wall; Ch1 and further are parts of that sum and are not read.",
  "The log begins before and ends after the test: its mean takes the time around it in. The test's own window is in mlperf_log_detail.txt (power_begin, power_end).",
];

function addLine(marks: Map<string, Series>, fields: string[], line: number, problems: ProblemList): void {
  const at = (name: string) => fields.findIndex((field, i) => i % 2 === 0 && field.trim() === name) + 1;
  const watts = at("Watts");
  const raw = fields[watts]?.trim() ?? "";
  const value = numberIn(raw);
  if (watts === 0 || value === null || value < 0) {
    problems.add({ line, column: watts + 1 }, raw || fields.join(","), "Time,…,Watts, and a number of watts");
    return;
  }
  const mark = at("Mark") > 0 ? (fields[at("Mark")]?.trim() ?? "") : "";
  const first = { raw, value, locator: { line, column: watts + 1 } };
  const fresh: Series = { first, time: fields[at("Time")] ?? "", values: [], lines: [] };
  const series = marks.get(mark) ?? fresh;
  series.values.push(value);
  series.lines.push(line);
  marks.set(mark, series);
}

function logDraft(mark: string, series: Series, problems: ProblemList): Draft[] {
  const setup = setupOf(mark);
  setup.context.measured_at = isoOf(series.time);
  const { mean, sd } = statsOf(series.values);
  const column = series.first.locator;
  const samples: Samples = {
    ...{ values: series.values, at: series.lines, pointer: null, varies: "within-run" },
    column: "column" in column ? (column.column ?? null) : null,
  };
  const by = `mean of ${series.values.length} readings`;
  const conversions = [{ from: `${series.first.raw} W`, to: `${mean} W`, by }];
  const checked = checkedDraft(setup, {
    ...{ metric: "power", unit: "W", varies: "within-run" },
    cells: { mean: { ...series.first, value: mean, conversions } },
    n: series.values.length,
    samples: sd === null ? null : samples,
  });
  problems.addAll(checked.problems);
  return checked.draft ? [checked.draft] : [];
}

/** `07-28-2025 08:09:12.507`, local time of an unnamed zone. */
function isoOf(text: string): string | null {
  const parts = /^(\d{2})-(\d{2})-(\d{4}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?)$/.exec(text.trim());
  return parts ? `${parts[3]}-${parts[1]}-${parts[2]}T${parts[4]}` : null;
}

function isSession(file: SourceFile): boolean {
  return looksLikeJson(file) && recordsOf(jsonOf(file)).some(({ node }) => hasKeys(node, ["ptd_messages"]));
}

/** `Watts,<mean>,<min>,<max>,<samples>,<invalid>,<valid>`: what the daemon says of the measurement that `Go,…` began. */
function readSession(file: SourceFile): Reading {
  const json = jsonOf(file);
  const problems = new ProblemList();
  problems.addAll(json.problems);
  const drafts = recordsOf(json).flatMap((record) => sessionDrafts(record, problems));
  if (drafts.length === 0)
    problems.add(null, "a power session without the daemon's means", "a reply Watts,<mean>,<min>,<max>,…");
  const notes = [
    ...json.notes,
    "The daemon's means are of its whole measurement, time before and after the test included; they have no spread.",
  ];
  return { drafts, problems: problems.list(), columns: [], notes };
}

/** The daemon is asked more than once for one measurement: its last answer, after the measurement ended, counts. */
function sessionDrafts(record: JsonRecord, problems: ProblemList): Draft[] {
  const answers = new Map<string, JsonRecord>();
  let mark = "";
  for (const message of recordsAt(record, "ptd_messages")) {
    const asked = stringOf(memberOf(message.node, "cmd")) ?? "";
    if (asked.startsWith("Go,")) mark = asked.split(",").at(-1) ?? "";
    if (replyOf(message).startsWith("Watts,")) answers.set(mark, message);
  }
  return Array.from(answers, ([name, message]) => {
    const cell = (index: number): StatedCell => {
      const raw = replyOf(message).split(",")[index]?.trim() ?? "";
      return { raw, value: numberIn(raw), locator: locatorIn(message, "reply") };
    };
    const checked = checkedDraft(setupOf(name), {
      ...{ metric: "power", unit: "W", varies: "within-run" },
      cells: { mean: cell(1), min: cell(2), max: cell(3), n: cell(6) },
    });
    problems.addAll(checked.problems);
    return checked.draft ?? [];
  }).flat();
}

function replyOf(message: JsonRecord): string {
  return stringOf(memberOf(message.node, "reply")) ?? "";
}
