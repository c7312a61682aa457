/** One way to understand a model's text: a catalogue's spelling, and what the text adds to it. */
export interface ModelReading {
  /** The spelling without case and separators, but for those between two digits: `llama2-7b`. */
  key: string;
  /** What changes the tuning and not the shape, as written in a name: `Instruct`, `Chat`, `2507`. */
  tunings: readonly string[];
  /** How the weights are stored, as written in a name: `FP8`, `Q4_K_M`. */
  formats: readonly string[];
}

/** What a file's text for a model says before anything is looked up. */
export interface ModelText {
  /** Who published these weights (`TheBloke/…`, `RedHatAI--…`), where the text says so. */
  organisation: string | null;
  /** The whole spelling first, then with ever more of it read as formats and tunings. */
  readings: readonly ModelReading[];
}

/** A longer text is no name. */
const longest = 400;

/**
 * Reads a text such as `/models/openai--gpt-oss-120b`, `models--meta-llama--Llama-2-7b-hf/snapshots/01c7…` or
 * `llama-2-7b.Q4_0.gguf`. Null where it is no model's name, or names a tag whose weights are not stated (`llama2:7b`).
 */
export function readModelText(text: string): ModelText | null {
  if (text.length > longest) return null;
  const { organisation, name } = baseName(text.trim());
  // Ollama's tags: `llama2:7b` is a chat tune in 4 bits, and says neither.
  if (name === "" || name.includes(":")) return null;
  const words = dashed(name).replace(makers, "");
  const formats = takeOut(words, formatPattern, formatName);
  const tunings = takeOut(formats.rest, tuningPattern, tuningName);
  const dates = takeOut(tunings.rest, datePattern, (date) => date);
  const readings = [
    { key: keyOf(words), tunings: [], formats: [] },
    { key: keyOf(formats.rest), tunings: [], formats: formats.taken },
    { key: keyOf(tunings.rest), tunings: tunings.taken, formats: formats.taken },
    { key: keyOf(dates.rest), tunings: [...tunings.taken, ...dates.taken], formats: formats.taken },
  ];
  return { organisation, readings: readings.filter(({ key }) => key !== "") };
}

/** The spelling under which the catalogue keeps a name. */
export function spellingOf(name: string): string {
  return keyOf(dashed(name).replace(makers, ""));
}

/** The last part of a path that names the model, and who published it. */
function baseName(text: string): { organisation: string | null; name: string } {
  const parts = text.split(/[/\\]+/).filter((part) => part !== "");
  const last = parts.at(-1) ?? "";
  if (/\.gguf$/i.test(last)) return { organisation: null, name: withoutShard(last) };
  const cached = parts.find((part) => /^models--[^-].*--./.test(part))?.slice("models--".length);
  const named = cached ?? last;
  const dashes = named.indexOf("--");
  if (dashes > 0) return { organisation: named.slice(0, dashes), name: named.slice(dashes + 2) };
  const isPath = /^(?:[/\\~.]|[A-Za-z]:[/\\]|[a-z]+:\/\/)/.test(text);
  return { organisation: parts.length === 2 && !isPath ? (parts[0] ?? null) : null, name: named };
}

function withoutShard(file: string): string {
  return file.replace(/\.gguf$/i, "").replace(/-\d{5}-of-\d{5}$/, "");
}

/** Words that name the maker before a name that stands for itself. */
const makers = /^(?:meta|openai|google|microsoft|deepseek-ai)-(?=llama|gpt-oss|gemma|phi|deepseek)/;

function dashed(name: string): string {
  return name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

function keyOf(words: string): string {
  return words.replace(/-(?!\d)|(?<!\d)-/g, "");
}

const formatPattern =
  /(?<=^|-)(?:(?:ud-|i1-)?i?q\d(?:-(?:k|\d))?(?:-(?:xxs|xs|nl|xl|s|m|l))?|(?:fp|bf|f)(?:8|16|32)|fp4|nf4|nvfp4|mxfp[468]|int[48]|[48]-?bit|w\d+a\d+|awq|gptq|bnb|exl[23]|hqq|aqlm|marlin|gguf|mlx|quantized|dynamic|kv|hf)(?=-|$)/g;
const tuningPattern = /(?<=^|-)(?:instruct|chat|it|base|thinking)(?=-|$)/g;
const datePattern = /(?<=^|-)\d{4}(?=-|$)/g;

/** `hf` and `quantized` say nothing that the rest does not. */
function formatName(word: string): string {
  if (word === "hf" || word === "quantized") return "";
  if (word === "dynamic") return word;
  const spelled = word.toUpperCase();
  return /Q\d/.test(spelled) ? spelled.replace(/(?<=Q.*)-/g, "_").replace(/^I1_?/, "i1-") : spelled;
}

function tuningName(word: string): string {
  return word === "it" ? word : `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
}

function takeOut(words: string, pattern: RegExp, nameOf: (word: string) => string) {
  const taken = Array.from(words.matchAll(pattern), ([word]) => nameOf(word)).filter((name) => name !== "");
  const rest = words.replace(pattern, "").replace(/-{2,}/g, "-").replace(/^-|-$/g, "");
  return { taken, rest };
}
