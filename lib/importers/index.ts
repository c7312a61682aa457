import type { Point } from "../points/point";
import { readHeader } from "../points/headers";
import { problemLimit, type Problem } from "../points/problem";
import { pointsFrom } from "../runs/points-from";
import { headFacts, surveyText, Undecodable, type HeadFacts, type TextFacts } from "./decode";
import { delimiterName } from "./delimiter";
import type { ColumnReading, Importer } from "./importer";
import { importers } from "./importers";
import { possibleDrafts } from "./possible";
import { ProblemList } from "./problem-list";
import type { SourceFile } from "./source-file";
import { tableHead } from "./table-text";

/** What is known of a file's bytes and text. */
export interface FileFacts {
  name: string;
  sha256: string;
  bytes: number;
  /** Null where the file is no text. */
  encoding: TextFacts["encoding"] | null;
  /** In words (`comma`); null where the file is no delimited text. */
  delimiter: string | null;
  lineEnds: TextFacts["lineEnds"];
  lines: number | null;
}

/** A file as Whisker understands it. */
export interface Imported {
  file: FileFacts;
  /** Null where no importer recognises the file, or the one that did could read nothing of it. */
  importer: { id: string; label: string; version: string } | null;
  points: Point[];
  problems: Problem[];
  columns: ColumnReading[];
  notes: string[];
}

/** What is read, for the person whose file is not. */
const readable =
  "a table (CSV, TSV or Markdown) with a column of a known metric, vllm bench serve or llama-bench output, or Whisker's own CSV or JSON";

/**
 * Reads a file: chooses the importer by the file's content, and makes points of what it reads. Never throws on what a
 * file holds. A file of which nothing can be read comes back with one problem that says what was found.
 */
export function readFile(file: SourceFile, options: { importers?: readonly Importer[] } = {}): Imported {
  const list = options.importers ?? importers;
  try {
    return readWith(list, file);
  } catch (error) {
    if (!(error instanceof Undecodable)) throw error;
    // The whole file decides now: another encoding, or no text at all.
    return surveyText(file).facts === null ? unreadable(file, []) : readWith(list, file);
  }
}

function readWith(list: readonly Importer[], file: SourceFile): Imported {
  const head = headFacts(file);
  const importer = head && list.find((each) => each.recognises(file));
  if (!importer) return unreadable(file, []);
  const reading = importer.read(file);
  const possible = possibleDrafts(reading.drafts);
  const points = pointsFrom(possible.drafts, file.sha256);
  const problems = capped(reading.problems.concat(possible.problems));
  if (points.length === 0) return unreadable(file, problems);
  const { id, label, version } = importer;
  const facts = { ...head, lines: reading.lines ?? surveyText(file).facts?.lines ?? null };
  const notes = [...notesOf(head), ...reading.notes];
  return {
    file: factsOf(file, facts),
    importer: { id, label, version },
    points,
    problems,
    columns: reading.columns,
    notes,
  };
}

function nothing(file: SourceFile): Imported {
  const { name, sha256, size } = file;
  const unknown = { encoding: null, delimiter: null, lineEnds: null, lines: null };
  return {
    file: { name, sha256, bytes: size, ...unknown },
    importer: null,
    points: [],
    problems: [],
    columns: [],
    notes: [],
  };
}

function factsOf(file: SourceFile, facts: Pick<FileFacts, "encoding" | "lineEnds" | "lines">): FileFacts {
  const table = tableHead(file);
  return {
    ...nothing(file).file,
    ...facts,
    delimiter: table === null ? null : delimiterName[table.delimiter],
  };
}

/** The problems that its importer found; where it found none, what the file holds instead of results. */
function unreadable(file: SourceFile, problems: Problem[]): Imported {
  const { facts, problem } = surveyText(file);
  if (facts === null) return { ...nothing(file), problems: [problem] };
  const found =
    problems.length > 0 ? problems : [{ where: null, found: contentOf(file, facts), expected: readable }];
  return { ...nothing(file), file: factsOf(file, facts), problems: found };
}

/** What a file holds, in a few words: `a table of 3 columns: name, city, age`. */
function contentOf(file: SourceFile, facts: TextFacts): string {
  const table = tableHead(file);
  if (table === null)
    return `${facts.encoding} text of ${facts.lines} ${facts.lines === 1 ? "line" : "lines"}`;
  const isOwn = table.headers.includes("metric") && table.headers.includes("value");
  const namesMetric = isOwn || table.headers.some((header) => readHeader(header).kind === "metric");
  if (table.rows.length === 0 && namesMetric) return "a header and no rows";
  const names = table.headers.slice(0, 6).join(", ").slice(0, 80);
  return `a table of ${table.headers.length} columns without a metric: ${names}`;
}

function notesOf(facts: HeadFacts): string[] {
  if (facts.encoding !== "windows-1252") return [];
  return [
    "The file is not UTF-8; it was read as windows-1252 (Western European): check its accented letters and signs.",
  ];
}

function capped(problems: Problem[]): Problem[] {
  if (problems.length <= problemLimit) return problems;
  const list = new ProblemList();
  list.addAll(problems);
  return list.list();
}
