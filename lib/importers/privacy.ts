import { emptyExtra, textFields, type Case, type TextField } from "../points/case";
import type { Problem } from "../points/problem";
import { contextFields, type Context, type Place, type Provenance } from "../points/provenance";
import type { Draft } from "../runs/draft";
import { isLong } from "./kept-text";
import { isHarmless, maskedText, type PrivateKind, type TextKind } from "./private-text";

/** Kept apart so many; beyond, a text is still masked, and is no longer told from the others. */
const mostTold = 10_000;

/**
 * Takes secrets, prompts and answers, e-mail addresses, host names and home directories out of what an importer read, and
 * counts them. What stands in their place (`‹host›`, `‹host 2›`) is the same for equal texts and another for others, so that
 * setups stay as alike or as different as they were.
 */
export class PrivacyPass {
  private readonly marks = new Map<PrivateKind, Map<string, string>>();
  private readonly cases = new WeakMap<Case, Case>();
  private readonly contexts = new WeakMap<Context, Context>();
  /** Texts in which nothing was found: the same few names stand in many rows. */
  private readonly clean: Record<TextKind, Set<string>> = {
    any: new Set(),
    name: new Set(),
    version: new Set(),
    document: new Set(),
  };
  private last: { of: Case; maskedCase: Case; context: Context; maskedContext: Context } | null = null;

  *drafts(drafts: Iterable<Draft>): Generator<Draft> {
    for (const draft of drafts) yield this.draft(draft);
  }

  /** The same object where nothing in it is private. */
  private draft(draft: Draft): Draft {
    const { maskedCase: of, maskedContext: context } = this.setupOf(draft);
    const provenance = this.provenance(draft.provenance);
    const missing = draft.missing && this.mask(draft.missing, "any");
    const run = draft.run && this.mask(draft.run, "any");
    const isSame =
      of === draft.case &&
      context === draft.context &&
      provenance === draft.provenance &&
      missing === draft.missing &&
      run === draft.run;
    return isSame ? draft : { ...draft, case: of, context, provenance, missing, run };
  }

  /** Case and context as they are in the points; rows in a row often share both objects. */
  private setupOf({ case: of, context }: Draft) {
    if (this.last?.of === of && this.last.context === context) return this.last;
    const maskedCase = remembered(this.cases, of, (each) => this.caseOf(each));
    const maskedContext = remembered(this.contexts, context, (each) => this.context(each));
    this.last = { of, maskedCase, context, maskedContext };
    return this.last;
  }

  /** What a problem quotes of the file. */
  problem(problem: Problem): Problem {
    const found = this.mask(problem.found, "any");
    return found === problem.found ? problem : { ...problem, found };
  }

  /** One sentence that counts what was left out; none where nothing was. */
  notes(): string[] {
    const counts = kinds.flatMap(({ kind, one, many }) => {
      const count = this.marks.get(kind)?.size ?? 0;
      if (count === 0) return [];
      return [count >= mostTold ? `${mostTold} or more ${many}` : `${count} ${count === 1 ? one : many}`];
    });
    if (counts.length === 0) return [];
    const list = [counts.slice(0, -1).join(", "), counts.at(-1)].filter(Boolean).join(" and ");
    const was = counts.length === 1 && /^1 /.test(list) ? "was" : "were";
    return [`${list} ${was} left out of the points; the file itself is kept as it is.`];
  }

  private caseOf(of: Case): Case {
    const changed: Partial<Case> = {};
    for (const field of textFields) {
      const text = of[field];
      if (text === null) continue;
      const masked = isLong(text)
        ? this.markFor("text", text)
        : this.mask(text, kindOfField[field] ?? "name");
      if (masked !== text) changed[field] = masked;
    }
    const extra = this.extra(of.extra);
    if (extra !== of.extra) changed.extra = extra;
    return Object.keys(changed).length === 0 ? of : { ...of, ...changed };
  }

  private extra(extra: Case["extra"]): Case["extra"] {
    const changed = Object.entries(extra).flatMap(([name, text]) => {
      const masked = this.field(name, text);
      return masked === text ? [] : [[name, masked] as const];
    });
    if (changed.length === 0) return extra;
    const kept: Record<string, string> = Object.assign(emptyExtra(), extra);
    for (const [name, masked] of changed) {
      if (masked === null) delete kept[name];
      else kept[name] = masked;
    }
    return kept;
  }

  /** A further field by its name and text; null where an answer leaves nothing that belongs to a setup. */
  private field(name: string, text: string): string | null {
    const holds = heldBy(name);
    if (holds !== null && text !== "" && !isPlain(text)) {
      if (holds === "answer") {
        this.markFor("text", text);
        return null;
      }
      return this.markFor(holds, text);
    }
    if (isLong(text)) return this.markFor("text", text);
    return this.mask(text, "any");
  }

  private context(context: Context): Context {
    const changed: Partial<Context> = {};
    for (const field of contextFields) {
      const text = context[field];
      if (text === null) continue;
      const masked = this.contextField(field, text);
      if (masked !== text) changed[field] = masked;
    }
    return Object.keys(changed).length === 0 ? context : { ...context, ...changed };
  }

  private contextField(field: keyof Context, text: string): string | null {
    if (field !== "host") return this.mask(text, kindOfContext[field]);
    if (!isMark(text)) this.markFor("host", text);
    return null;
  }

  private provenance(provenance: Provenance): Provenance {
    const { statistics } = provenance;
    const own = this.place(provenance);
    if (statistics === undefined) return own;
    const places = Object.entries(statistics).map(([name, place]) => [name, this.place(place)] as const);
    const isSame = places.every(([name, place]) => place === statistics[name as keyof typeof statistics]);
    return isSame ? own : { ...own, statistics: Object.fromEntries(places) };
  }

  private place<P extends Place>(place: P): P {
    const raw = this.mask(place.raw, "any");
    return raw === place.raw ? place : { ...place, raw };
  }

  private mask(text: string, kind: TextKind): string {
    if (isHarmless(text) || this.clean[kind].has(text)) return text;
    const masked = maskedText(text, kind, this.markFor);
    if (masked === text && this.clean[kind].size < mostTold) this.clean[kind].add(text);
    return masked;
  }

  private readonly markFor = (kind: PrivateKind, text: string): string => {
    if (isMark(text)) return text;
    const marks = this.marks.get(kind) ?? new Map<string, string>();
    this.marks.set(kind, marks);
    const known = marks.get(text);
    if (known !== undefined) return known;
    const mark = marks.size === 0 || marks.size >= mostTold ? `‹${kind}›` : `‹${kind} ${marks.size + 1}›`;
    if (marks.size < mostTold) marks.set(text, mark);
    return mark;
  };
}

const kinds: readonly { kind: PrivateKind; one: string; many: string }[] = [
  { kind: "secret", one: "secret", many: "secrets" },
  { kind: "host", one: "host name", many: "host names" },
  { kind: "e-mail", one: "e-mail address", many: "e-mail addresses" },
  { kind: "home", one: "home directory", many: "home directories" },
  { kind: "name", one: "user name", many: "user names" },
  { kind: "text", one: "prompt or answer", many: "prompts and answers" },
];

const kindOfField: Partial<Record<TextField, TextKind>> = {
  system_version: "version",
  scenario: "any",
  dataset_name: "any",
};

const kindOfContext: Record<Exclude<keyof Context, "host">, TextKind> = {
  tool: "version",
  tool_version: "version",
  command: "any",
  git_commit: "version",
  measured_at: "version",
  run_duration: "version",
  driver: "version",
  image: "any",
  source: "document",
  source_locator: "document",
};

type Held = PrivateKind | "answer";

/** Names of fields whose whole text is private. What was asked belongs to the setup; what was answered does not. */
const held: readonly (readonly [Held, RegExp])[] = [
  [
    "text",
    /^(?:prompts?|prompt_text|input_texts?|inputs?_prompts?|messages|system_prompt|user_prompt|questions?|query|queries|instruction)$/,
  ],
  [
    "answer",
    /^(?:generated_?texts?|generations?|responses?|response_texts?|output_texts?|completions?|answers?|predictions?|choices|reasoning_content)$/,
  ],
  [
    "host",
    /^(?:host|host_?names?|node_?names?|fqdn|ip|ip_?address(?:es)?|(?:client|server|remote)_host|master_addr|nodelist)$/,
  ],
  ["name", /^(?:user|user_?name|login|owner|author|submitted_by|uploaded_by)$/],
  ["e-mail", /^(?:e_?mail|e_?mail_?address)$/],
  [
    "secret",
    /^(?:(?:[a-z]+_)*api_?key|(?:access|auth|bearer|hf|hugging_?face)_?token|secrets?|passwords?|passwd|authorization|credentials?)$/,
  ],
];

const heldByName = new Map<string, Held | null>();

function heldBy(name: string): Held | null {
  const known = heldByName.get(name);
  if (known !== undefined) return known;
  const last = name.split(/[./]/).at(-1) ?? "";
  const words = last
    .trim()
    .toLowerCase()
    .replace(/[^a-z]+/g, "_");
  const found = held.find(([, pattern]) => pattern.test(words))?.[0] ?? null;
  if (heldByName.size < mostTold) heldByName.set(name, found);
  return found;
}

/** A number, a yes or no, or this machine: nothing is private in it. */
function isPlain(text: string): boolean {
  return (
    isMark(text) ||
    /^(?:[\d.,%+-]{1,15}|true|false|yes|no|none|null|n\/a|localhost|127\.0\.0\.1|0\.0\.0\.0)$/i.test(
      text.trim(),
    )
  );
}

/** What an export of these points holds, read again. */
function isMark(text: string): boolean {
  return /^‹[a-z-]+(?: \d+)?›$/.test(text);
}

function remembered<T extends object>(done: WeakMap<T, T>, object: T, make: (object: T) => T): T {
  const known = done.get(object);
  if (known !== undefined) return known;
  const made = make(object);
  done.set(object, made);
  return made;
}
