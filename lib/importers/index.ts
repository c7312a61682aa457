import type { Point } from "../points/point";
import { readHeader } from "../points/headers";
import { problemLimit, type Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { pointsFrom } from "../runs/points-from";
import { headFacts, surveyText, Undecodable, type HeadFacts, type TextFacts } from "./decode";
import { delimiterName } from "./delimiter";
import type { ColumnReading, Importer, Reading } from "./importer";
import { importers } from "./importers";
import { innerJson } from "./inner-json";
import { jsonAmongText, jsonOf, yamlAsJson } from "./json-file";
import { isScalar } from "./json-node";
import { markdownTable } from "./markdown-table";
import { refuseTooMany, TooManyPoints } from "./point-limit";
import { possibleDrafts } from "./possible";
import { PrivacyPass } from "./privacy";
import { ProblemList } from "./problem-list";
import type { FileQuestion } from "./question";
import type { Recipe } from "./recipe";
import { readingId } from "./reading-id";
import type { SourceFile } from "./source-file";
import { columnLimit, notationIn, tableHead } from "./table-text";
import { columnReadings, planColumns } from "./wide-columns";
import { whiskerJson } from "./whisker-json";
import { wideTable, wideTableBy } from "./wide-table";

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
  /** What the file leaves open, beside the questions of single columns. */
  questions: FileQuestion[];
  notes: string[];
  /** The recipe by which its columns were read; null where the importer decided. */
  recipe: Recipe | null;
}

/** What is read, for the person whose file is not. */
const readable =
  "the output of a benchmark tool (docs/formats.md lists them), a table (CSV, TSV or Markdown) with a column of a known metric, or Whisker's own CSV or JSON";

/**
 * Reads a file: chooses the importer by the file's content, and makes points of what it reads. Never throws on what a
 * file holds. A file of which nothing can be read comes back with one problem that says what was found.
 *
 * @param options.recipe how to read the columns of a table with its header, whatever importer would have been chosen
 */
export function readFile(
  file: SourceFile,
  options: { importers?: readonly Importer[]; recipe?: Recipe | null } = {},
): Imported {
  const { importers: list = importers, recipe = null } = options;
  const read = () => (recipe === null ? readWith(list, file) : readBy(recipe, list, file));
  try {
    return read();
  } catch (error) {
    if (error instanceof TooManyPoints) return { ...nothing(file), problems: [error.problem] };
    if (!(error instanceof Undecodable)) throw error;
    // The whole file decides now: another encoding, or no text at all.
    return surveyText(file).facts === null ? unreadable(file, []) : read();
  }
}

/** The headers of a table that no importer of a tool knows: those a person may map; null for any other file. */
export function mappableHeaders(file: SourceFile): string[] | null {
  const table = tableHead(file);
  if (table === null || table.headers.length > columnLimit) return null;
  const importer = firstOf(importers, file);
  return importer === null || importer === wideTable ? table.headers : null;
}

/**
 * The first importer that recognises a file. Asked once of the usual list: whoever looks for a saved recipe asks before the file is read.
 */
function firstOf(list: readonly Importer[], file: SourceFile): Importer | null {
  const find = () => list.find((each) => each.recognises(file)) ?? null;
  // Of a file's own facts, which are others once the whole file has shown another encoding.
  const facts = headFacts(file);
  if (list !== importers || facts === null) return find();
  const known = chosen.get(facts);
  if (known !== undefined) return known;
  const importer = find();
  chosen.set(facts, importer);
  return importer;
}

const chosen = new WeakMap<HeadFacts, Importer | null>();

/** Reads a table as a recipe says; a file without the recipe's header is read as any other, and says so. */
function readBy(recipe: Recipe, list: readonly Importer[], file: SourceFile): Imported {
  const importer = wideTableBy(recipe);
  if (importer.recognises(file))
    return { ...readWith([importer], file, readingId(file.sha256, recipe)), recipe };
  const imported = readWith(list, file);
  return { ...imported, notes: [...imported.notes, "The recipe is for another header, and was not used."] };
}

/** @param as makes the points' ids: the file's hash, unless a recipe reads it */
function readWith(list: readonly Importer[], file: SourceFile, as = file.sha256): Imported {
  const head = headFacts(file);
  const found = head && readingOf(list, file);
  if (!found) return unreadable(file, []);
  const { importer, reading } = found;
  const privacy = new PrivacyPass();
  const possible = possibleDrafts(privacy.drafts(released(reading.drafts)));
  const points = pointsFrom(released(possible.drafts), as);
  refuseTooMany(file, points.length);
  const problems = capped(reading.problems.concat(possible.problems)).map((each) => privacy.problem(each));
  if (points.length === 0) return { ...unreadable(file, problems), ...openIn(reading) };
  const { id, label, version } = importer;
  const facts = { ...head, lines: reading.lines ?? surveyText(file).facts?.lines ?? null };
  const notes = [...notesOf(head), ...reading.notes, ...privacy.notes()];
  return {
    file: factsOf(file, facts),
    importer: { id, label, version },
    points,
    problems,
    ...openIn(reading),
    notes,
    recipe: null,
  };
}

/** Each draft is let go of as soon as it is taken: of a file with as many setups as rows two sets of them would be held. */
function* released(drafts: Iterable<Draft>): Generator<Draft> {
  if (!Array.isArray(drafts)) return yield* drafts;
  const list = drafts as (Draft | undefined)[];
  for (let i = 0; i < list.length; i++) {
    const draft = list[i]!;
    list[i] = undefined;
    yield draft;
  }
}

interface Found {
  importer: Importer;
  reading: Reading;
}

/** What the first importer that recognises the file reads; else what one reads of JSON that stands among other text. */
function readingOf(list: readonly Importer[], file: SourceFile): Found | null {
  const yaml = yamlAsJson(file);
  const ofYaml = yaml && readingOfJson(list, yaml);
  if (ofYaml) return ofYaml;
  const importer = firstOf(list, file);
  if (importer === whiskerJson) return ofInnerJson(list, file);
  if (importer) return { importer, reading: withUnreadJson(list, file, importer) };
  const json = jsonAmongText(file);
  if (json === null) return null;
  const tool = list.find((each) => each !== whiskerJson && each.recognises(json));
  return tool ? { importer: tool, reading: tool.read(json) } : ofInnerJson(list, json);
}

/** What one of the importers reads of a file that is JSON in other words; null where none finds a result in it. */
function readingOfJson(list: readonly Importer[], file: SourceFile): Found | null {
  const importer = list.find((each) => each.recognises(file));
  if (importer === undefined) return null;
  // Lines of a name and a value are YAML too, and are read as such lines where no tool writes them.
  if (importer === whiskerJson && isFlat(file)) return null;
  const found =
    importer === whiskerJson ? ofInnerJson(list, file) : drafted({ importer, reading: importer.read(file) });
  return Array.from(found.reading.drafts).length === 0 ? null : found;
}

function isFlat(file: SourceFile): boolean {
  return jsonOf(file).documents.every(
    ({ root }) => root.kind === "object" && [...root.members.values()].every(isScalar),
  );
}

/** A document's tables often say the same as the JSON in its code, which would be counted twice: it is only named. */
function withUnreadJson(list: readonly Importer[], file: SourceFile, importer: Importer): Reading {
  const reading = importer.read(file);
  const json = importer === markdownTable ? jsonAmongText(file) : null;
  const tool = json && list.find((each) => each !== whiskerJson && each.recognises(json));
  if (!tool) return reading;
  const note = `The document's tables are read. JSON stands in it as well and is not: ${tool.label}.`;
  return { ...reading, notes: [...reading.notes, note] };
}

/** JSON that no importer of a tool knows: what it says itself, else the results of a tool that it holds further down. */
function ofInnerJson(list: readonly Importer[], file: SourceFile): Found {
  const own = drafted({ importer: whiskerJson, reading: whiskerJson.read(file) });
  if (own.reading.drafts.length > 0) return own;
  for (const inner of innerJson(file)) {
    const importer = list.find((each) => each.recognises(inner.file));
    const found = importer && drafted({ importer, reading: importer.read(inner.file) });
    if (!found || found.reading.drafts.length === 0) continue;
    const { reading } = found;
    const drafts = inner.withSurroundings(reading.drafts);
    return {
      importer: found.importer,
      reading: { ...reading, drafts, notes: [...inner.notes, ...reading.notes] },
    };
  }
  return own;
}

function drafted({ importer, reading }: Found) {
  return { importer, reading: { ...reading, drafts: Array.from(reading.drafts) } };
}

/** What a person may answer or map, whether or not anything was read. */
function openIn({ columns, questions = [] }: Pick<Reading, "columns" | "questions">) {
  return { columns, questions };
}

/** A file of which nothing is read. */
export function nothing(file: Pick<SourceFile, "name" | "size" | "sha256">): Imported {
  const { name, sha256, size } = file;
  const unknown = { encoding: null, delimiter: null, lineEnds: null, lines: null };
  return {
    file: { name, sha256, bytes: size, ...unknown },
    importer: null,
    points: [],
    problems: [],
    columns: [],
    questions: [],
    notes: [],
    recipe: null,
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
  const privacy = new PrivacyPass();
  const masked = found.map((each) => privacy.problem(each));
  return { ...nothing(file), file: factsOf(file, facts), problems: masked, columns: columnsIn(file) };
}

/** The columns of a table in which no metric was found, for a person who knows what they hold. */
function columnsIn(file: SourceFile): ColumnReading[] {
  const table = tableHead(file);
  return table === null || table.rows.length === 0 || table.headers.length > columnLimit
    ? []
    : columnReadings(table.headers, planColumns(table, notationIn(table)));
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
