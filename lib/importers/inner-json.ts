// Results of a tool that a program of someone's own has put into JSON of its own: below "results" or "data", as the values
// of a map of run ids, or as the code of a document. They are found layer by layer; what is said around them goes into
// the setup where its name is that of a setting.
import { readHeader } from "../points/headers";
import type { Case } from "../points/case";
import type { Draft } from "../runs/draft";
import { fileOfJson, jsonOf } from "./json-file";
import { isScalar, itemsOf, pointerOf, textOf, type JsonNode, type JsonObject } from "./json-node";
import { emptySetup, putCaseField } from "./setup-field";
import type { SourceFile } from "./source-file";
import type { JsonDocument, JsonReading } from "./tolerant-json";

/** The file as importers of JSON see it who are shown one layer of its values, and what is said around these. */
export interface InnerJson {
  file: SourceFile;
  /** The drafts with what stands around their values. */
  withSurroundings(drafts: Iterable<Draft>): Draft[];
  notes: string[];
}

/** Nobody wraps results deeper, and each layer is looked through by every importer. */
const layerLimit = 4;
const recordLimit = 50_000;

/** The layers below the outermost values of a file, each with all values of its depth. */
export function* innerJson(file: SourceFile): Generator<InnerJson> {
  const reading = jsonOf(file);
  let layer: Inner[] = reading.documents.map((document) => ({ ...document, around: [] }));
  for (let depth = 0; depth < layerLimit; depth++) {
    layer = layer.flatMap((each) => below(each, reading.text));
    if (layer.length === 0 || recordsIn(layer) > recordLimit) return;
    yield innerOf(file, reading, layer);
  }
}

function recordsIn(layer: readonly Inner[]): number {
  return layer.reduce((sum, { root }) => sum + Math.max(1, itemsOf(root).length), 0);
}

/** A value of a layer, with what the objects around it say. */
interface Inner extends JsonDocument {
  around: readonly Said[];
}

interface Said {
  name: string;
  text: string;
}

/** The members of an object that are objects or arrays of such; of an array, those of each of its objects. */
function below(inner: Inner, text: string): Inner[] {
  if (inner.root.kind === "object") return membersBelow(inner, inner.root, text);
  return itemsOf(inner.root).flatMap((root, i) => {
    const item = { ...inner, root, pointer: inner.pointer + pointerOf(i) };
    if (root.kind === "object") return membersBelow(item, root, text);
    return root.kind === "array" ? [item] : [];
  });
}

function membersBelow({ pointer, line, around }: Inner, object: JsonObject, text: string): Inner[] {
  const all = Array.from(object.members).filter(([key, node]) => holdsObjects(node) && !isAbout(key));
  // Beside the results that it was computed of, a mean is no further one.
  const isOfOthers = all.some(([key, node]) => node.kind === "array" && !isComputed(key));
  const holders = all.filter(([key]) => !isOfOthers || !isComputed(key));
  const left = all.filter((each) => !holders.includes(each)).map(([name]) => ({ name, text: "" }));
  const said = [...around, ...saidIn(object, text), ...left];
  const isOfSeveral = holders.length > 1;
  return holders.map(([key, root]) => ({
    root,
    pointer: pointer + pointerOf(key),
    line,
    around: isOfSeveral && !isEnvelope(key) ? [...said, nameSaid(key)] : said,
  }));
}

function holdsObjects(node: JsonNode): boolean {
  return node.kind === "object" || itemsOf(node).some(({ kind }) => kind === "object" || kind === "array");
}

/** Names of members that say something of the results beside them. */
function isAbout(key: string): boolean {
  return /^(?:meta(?:data)?|config(?:uration)?|settings|setup|environment|env|system(?:_info)?|hardware|machine|info|args|arguments|params|parameters|options)$/i.test(
    key,
  );
}

/** Names of what is computed of other results. */
function isComputed(key: string): boolean {
  return /^(?:means?|avg|averages?|aggregates?|aggregated|medians?|std|stdev|stddev|geomean|summary|statistics|stats)$/i.test(
    key,
  );
}

/** Names of members that only say that results follow. */
function isEnvelope(key: string): boolean {
  return /^(?:results?|data|runs?|benchmarks?|records?|entries|items|measurements|reports?|raw|output)$/i.test(
    key,
  );
}

/** The key of one of several: a run's number, time or id, else something that tells setups apart. */
function nameSaid(key: string): Said {
  const isRun =
    /^(?:(?:run|rep|repeat|repetition|trial|iteration|iter|round|attempt)s?)?[-_. #:]?\d[\d:.TZ_+-]*$/i.test(
      key,
    );
  return { name: isRun ? "run" : "entry", text: key };
}

/** The plain members of an object, and those of the objects in it that tell of the results beside them. */
function saidIn(object: JsonObject, text: string): Said[] {
  return Array.from(object.members).flatMap(([name, node]) => {
    if (node.kind === "object" && isAbout(name)) return plainIn(node, text);
    return saidBy(name, node, text);
  });
}

function plainIn({ members }: JsonObject, text: string): Said[] {
  return Array.from(members).flatMap(([name, node]) => saidBy(name, node, text));
}

function saidBy(name: string, node: JsonNode, text: string): Said[] {
  if (!isScalar(node) || (node.kind === "constant" && node.value === null)) return [];
  const said = textOf(node, text);
  return said.length > 200 ? [] : [{ name, text: said }];
}

function innerOf(file: SourceFile, reading: JsonReading, layer: readonly Inner[]): InnerJson {
  const { text, problems, notes } = reading;
  const unread = new Set<string>();
  const settings = new Map(
    layer.map((each) => [placeOf(each.line, each.pointer), settingsIn(each.around, unread)]),
  );
  const inner: JsonReading = { text, documents: [...layer], problems, notes };
  return {
    file: fileOfJson(file, inner),
    withSurroundings: (drafts) => withSettings(drafts, settings),
    notes: [
      "The results stand inside JSON of another program, and are read there.",
      ...(unread.size === 0
        ? []
        : [
            `What stands around the results and is no setting by its name is not read: ${[...unread].slice(0, 8).join(", ")}.`,
          ]),
    ],
  };
}

function placeOf(line: number | null, pointer: string): string {
  return `${line ?? ""} ${pointer}`;
}

/** What tells the results of a value from those of others: settings by their names, and the name that it goes by. */
interface Settings {
  case: Case;
  run: string | null;
}

function settingsIn(around: readonly Said[], unread: Set<string>): Settings {
  const { case: of } = emptySetup();
  let run: string | null = null;
  // What stands nearer to the result counts.
  for (const { name, text } of [...around].reverse()) {
    const meaning = readHeader(name);
    if (name === "entry") of.extra[name] = name in of.extra ? `${text} / ${of.extra[name]}` : text;
    else if (meaning.kind === "run") run ??= text;
    else if (meaning.kind === "setting" && !/^(?:id|index|port)$/i.test(name)) of.extra[name] ??= text;
    else if (meaning.kind !== "case") unread.add(name);
    else if (!putCaseField(of, meaning.field, text) && of[meaning.field] === null) of.extra[name] ??= text;
  }
  return { case: of, run };
}

function withSettings(drafts: Iterable<Draft>, settings: ReadonlyMap<string, Settings>): Draft[] {
  const cases = new Map<Settings, Map<Case, Case>>();
  return Array.from(drafts, (draft) => {
    const found = settingsOf(draft, settings);
    if (found === null) return draft;
    const known = cases.get(found) ?? new Map<Case, Case>();
    cases.set(found, known);
    const of = known.get(draft.case) ?? joined(draft.case, found.case);
    known.set(draft.case, of);
    return { ...draft, case: of, run: draft.run ?? found.run };
  });
}

/** The settings of the value that the draft's place lies in. */
function settingsOf(
  { provenance: { locator } }: Draft,
  settings: ReadonlyMap<string, Settings>,
): Settings | null {
  if (!("pointer" in locator)) return null;
  for (let pointer = locator.pointer; ; pointer = pointer.slice(0, pointer.lastIndexOf("/"))) {
    const found = settings.get(placeOf(locator.line ?? null, pointer));
    if (found !== undefined || !pointer.includes("/")) return found ?? null;
  }
}

/** What the result says itself stands. */
function joined(own: Case, around: Case): Case {
  const extra = Object.assign(emptySetup().case.extra, around.extra, own.extra);
  const known = Object.entries(own).filter(([, value]) => value !== null);
  return { ...around, ...(Object.fromEntries(known) as Partial<Case>), extra };
}
