import { csvEnd, csvFromHtml, csvTag } from "../points/csv-in-html";
import { headText, textChunks } from "./decode";
import type { Importer } from "./importer";
import { fileFromChunks, type SourceFile } from "./source-file";
import { whiskerCsv } from "./whisker-csv";

// An offline file: a view or a review as one page, which holds its points as Whisker's own CSV.
export const whiskerHtml: Importer = {
  id: "whisker-html",
  label: "Whisker offline file",
  version: "1",
  recognises: (file) =>
    headText(file)?.startsWith("<!doctype html>") === true && whiskerCsv.recognises(csvIn(file)),
  read(file) {
    const { lines: _, ...reading } = whiskerCsv.read(csvIn(file));
    return reading;
  },
};

const known = new WeakMap<SourceFile, SourceFile>();

/** The CSV of the page, on the lines where it stands there: what is before and after it are blank lines. */
function csvIn(file: SourceFile): SourceFile {
  const before = known.get(file);
  if (before) return before;
  const encoder = new TextEncoder();
  const chunks = function* () {
    for (const text of csvLines(linesOf(file))) yield encoder.encode(text);
  };
  const csv = fileFromChunks("points.csv", chunks, { size: file.size, sha256: file.sha256 });
  known.set(file, csv);
  return csv;
}

function* csvLines(lines: Iterable<string>): Generator<string> {
  let isInside = false;
  for (const line of lines) {
    if (isInside && line === csvEnd) return;
    yield isInside ? `${csvFromHtml(line)}\n` : "\n";
    isInside ||= line === csvTag;
  }
}

function* linesOf(file: SourceFile): Generator<string> {
  let rest = "";
  for (const chunk of textChunks(file, { encoding: "UTF-8" })) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop()!;
    yield* lines;
  }
  yield rest;
}
