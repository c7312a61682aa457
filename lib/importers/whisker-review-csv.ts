// The comparisons of a review, one a row: n, mean and spread of both sides, and the setup of each. Each side of a row is
// read as a summary, told from the other by a field of its own; verdicts and tests are made anew by whoever reviews them again.
import { caseFields } from "../points/case";
import { customMetricId, isKnownMetric } from "../points/metrics";
import { extraPrefix, unguarded } from "../points/own-csv";
import { statistics } from "../points/point";
import { reviewColumns, reviewSides, sideField, sideHeader, type ReviewSideName } from "../points/review-csv";
import { cellsOf, checkedDrafts, type Drafts } from "./checked-drafts";
import type { Importer, Reading } from "./importer";
import { emptySetup, putCaseField, type Setup } from "./setup-field";
import { headersOf, readTableRows, type TableRow } from "./table-row";

const needed = [...reviewColumns, "baseline_n", "baseline_mean", "candidate_n", "candidate_mean"];

export const whiskerReviewCsv: Importer = {
  id: "whisker-review-csv",
  label: "Whisker review (CSV)",
  version: "1",
  recognises(file) {
    const headers = headersOf(file);
    return needed.every((name) => headers.includes(name));
  },
  read(file): Reading {
    const read = readTableRows(file, readRow);
    const note = `Both sides of each comparison are read as summaries; the field ${sideField} tells them apart.`;
    return { ...read, notes: [...read.notes, note] };
  },
};

function readRow(row: TableRow): Drafts {
  const sides = reviewSides.map((side) => readSide(row, side));
  return {
    drafts: sides.flatMap(({ drafts }) => drafts),
    problems: sides.flatMap(({ problems }) => problems),
  };
}

function readSide(row: TableRow, side: ReviewSideName): Drafts {
  const named = unguarded(row.text("metric"));
  const metric = isKnownMetric(named) || named.startsWith("custom:") ? named : customMetricId(named);
  const statistic = statistics.find((name) => name === row.text("statistic")) ?? "mean";
  const cell = (name: string) => row.cell(sideHeader(side, name));
  const isMean = statistic === "mean";
  const cells = cellsOf({
    [statistic]: cell("mean"),
    // The spread of a percentile over runs is none of the values that it is a percentile of.
    n: isMean ? cell("n") : null,
    sd: isMean ? cell("sd") : null,
  });
  const between = row.text(sideHeader(side, "varies")) === "between-run";
  const varies = between ? ("between-run" as const) : ("not-stated" as const);
  const unit = unguarded(row.text("unit"));
  const { drafts, problems } = checkedDrafts(setupOf(row, side), [{ metric, unit, cells, varies }]);
  const claim = row.text(sideHeader(side, "evidence")) === "claim";
  return { drafts: drafts.map((draft) => ({ ...draft, claim })), problems };
}

function setupOf(row: TableRow, side: ReviewSideName): Setup {
  const setup = emptySetup();
  setup.case.extra[sideField] = side;
  for (const [header, text] of row.texts) {
    const own = sideHeader(side, "");
    const name = header.startsWith(own) ? header.slice(own.length) : header;
    const field = caseFields.find((each) => each === name);
    if (text === "") continue;
    if (field !== undefined) putCaseField(setup.case, field, unguarded(text));
    else if (name.startsWith(extraPrefix)) setup.case.extra[name.slice(extraPrefix.length)] = unguarded(text);
  }
  return setup;
}
