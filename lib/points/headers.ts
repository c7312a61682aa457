import { levelOf } from "./beside";
import { halfWidth } from "./half-width";
import { withoutEntities } from "./html-entities";
import type { HeaderMeaning, HeldStatistic } from "./header-meaning";
import {
  columnNames,
  flopAssumed,
  intervalWords,
  metricNames,
  statisticWords,
  vagueNames,
} from "./header-names";
import { findMetric, isKnownMetric } from "./metrics";
import { rememberTexts } from "./remember-texts";
import { conversionTo, findUnit, type Unit } from "./units";

export type { HeaderMeaning, HeldStatistic } from "./header-meaning";
export { flopAssumed, offeredAssumed, outputAssumed, peakAssumed, ramAssumed } from "./header-names";

/**
 * What a column's header says: a metric with its statistic and unit ("P99 TTFT [ms]", "output_throughput", "tok/s"), a
 * case field ("GPUs", "dtype"), context, or a name that is not known. A metric whose unit is nowhere said comes with unit
 * null; a name that could be two metrics ("Throughput", "Latency") is unknown.
 */
export const readHeader: (header: string) => HeaderMeaning = rememberTexts(meaningOf, 2000);

/** Characters: a longer header is looked through for nothing, which takes as long as the square of its length. */
const longestHeader = 300;

function meaningOf(header: string): HeaderMeaning {
  if (header.length > longestHeader) return { kind: "unknown", name: header, unit: null };
  const text = withRates(plainHeader(header));
  return (
    columnNamed(text) ??
    metricIn(text) ??
    ofTokens(text) ??
    behindStatistic(text) ??
    qualified(text) ??
    ofProgram(text) ?? { kind: "unknown", ...unknownName(text) }
  );
}

const counted =
  /(?<![\p{L}\d])(tokens|toks|requests|reqs|queries|images|imgs|samples|frames|steps|iterations|iters|it|ops|calls|[kmgt]i?b|[gtp]?flops)[ _](s|secs?|seconds?)(?![\p{L}\d])/giu;
const ofTime = /(?<![\p{L}])(?:times?|latency|duration|elapsed|per|took|zeit|dauer)(?![\p{L}])/iu;

/** `throughput_tokens_s`, `requests_sec`, as programs write rates: no number of seconds, which only `time_…` is. */
function withRates(text: string): string {
  const isTime = ofTime.test(text.replaceAll("_", " "));
  return isTime ? text : text.replace(counted, (_, what: string) => `${what}/s`);
}

function columnNamed(text: string): HeaderMeaning | null {
  const words = wordsOf(text);
  return (
    columnNames.get(words) ??
    columnNames.get(words.replace(/^(?:num|no|nr) of /, "number of ")) ??
    (tellsApart.test(words) ? { kind: "setting" } : null)
  );
}

/** What numbers, or codes, of something else are no measurements: `gpu_index`, `exit_code`. */
const tellsApart =
  /^\S.* (?:id|idx|index|port|seed|rank|(?:exit|return|error|status) code)$|^(?:exit|return|status) code$/;

/** Names as programs write them: `tokensPerSecond`, `peakMemoryGB`, `metrics.ttft.p50_ms`, `perf/ttft_ms`. */
function ofProgram(text: string): HeaderMeaning | null {
  if (/^[a-z][a-z\d]*[A-Z][A-Za-z\d]*$/.test(text))
    return metricIn(text.replace(/([a-z\d])(?=[A-Z])/g, "$1 "));
  if (!/^[\w-]+(?:[./:][\w-]+)+$/.test(text)) return null;
  const parts = text.split(/[./:]/);
  for (let from = 1; from < parts.length; from++) {
    const rest = parts.slice(from).join(" ");
    // `Requests/Watt` is no power.
    if (text.includes("/") && findUnit(rest) !== null) continue;
    const meaning = metricIn(rest) ?? (text.includes("/") ? null : columnNamed(rest));
    if (meaning !== null) return meaning;
  }
  return null;
}

function metricIn(text: string): MetricMeaning | null {
  const { name, unit } = splitUnit(text);
  const smallest = unit?.symbol === "min" ? minimumOf(text) : null;
  if (smallest !== null) return smallest;
  const found = metricOf(withoutUnit(name, unit), unit) ?? slashed(text);
  return found?.metric === "tflops" && isFlopAlone(text) ? { ...found, note: flopAssumed } : found;
}

const ofRequests = new Set(["ttft", "tpot", "itl", "e2e_latency"]);

/** `TTFT min`, `TPOT (min)`: what a request takes is in no minutes; null for what may be. */
function minimumOf(text: string): MetricMeaning | null {
  if (text.length > 100) return null;
  const [, name, min] = /^(.+?)[\s_]*[([]?(?<![\p{L}])(min)\.?[)\]]?$/iu.exec(text) ?? [];
  const meaning = name === undefined ? null : metricOf(`${name} ${min}`, null);
  return meaning?.statistic === "min" && ofRequests.has(meaning.metric) ? meaning : null;
}

/** `TFLOPs`, `Compute (GFLOPs)`: with a small s, and no second or device behind it. */
export function isFlopAlone(text: string): boolean {
  return /^(?:[Cc]ompute)?\W*[GTP]FLOPs?\W*$/.test(text);
}

/** A price that says of how many tokens it is, alone or behind a word for cost: `$/M tokens`, `Cost ($/1M tok)`. */
const price =
  /^(?:costs?|prices?)?\s*[([]?([^\s\d()[\]]+?)\s*(?:\/|per)\s*(?:1\s?)?(?:m|million)\s?tok(?:en)?s?[)\]]?$/i;

/** An energy whose name says that it is a token's: `Energy per token (mJ)`, `energy_per_token_J`. */
const energy = /^(.+ per (?:output )?token)\s*[([]?(mJ|J)[)\]]?$/;

/** What the name or the unit counts in tokens is a part of the metric's unit. */
function ofTokens(text: string): MetricMeaning | null {
  const [, money] = price.exec(text) ?? [];
  if (money !== undefined) return metricOf("cost per million tokens", findUnit(money));
  const [, name, joules] = energy.exec(text.replaceAll("_", " ")) ?? [];
  return name === undefined ? null : metricOf(name, findUnit(`${joules}/token`));
}

/** `tok/s std`, `tok/s 95% CI low`: a statistic behind the unit. */
function behindStatistic(text: string): MetricMeaning | null {
  const words = text.replaceAll("_", " ").split(/\s+/);
  for (let from = 1; from < words.length; from++) {
    const said = splitStatistic(wordsOf(words.slice(from).join(" ")));
    if (said?.rest !== "") continue;
    const of = metricIn(
      words
        .slice(0, from)
        .join(" ")
        .replace(/[\s,:;–-]+$/, ""),
    );
    return of !== null && of.statistic === null ? { ...of, ...heldOf(said) } : null;
  }
  return null;
}

/** `Tokens/s (output)`, `ms (TTFT)`: what stands behind the unit in brackets belongs to the name. */
function qualified(text: string): MetricMeaning | null {
  return withinBrackets(text) ?? behindBrackets(text);
}

/** `Latency (TTFT) (s)`: what stands in brackets before the unit names the metric more closely. */
function withinBrackets(text: string): MetricMeaning | null {
  const [, name = "", inner, spelled] =
    /^([^()[\]]+?)\s*\(([^()]+)\)\s*[([]([^()[\]]+)[)\]]$/.exec(text) ?? [];
  const unit = spelled === undefined ? null : findUnit(spelled);
  if (inner === undefined || unit === null || findUnit(inner) !== null) return null;
  return metricOf(inner, unit) ?? metricOf(`${inner} ${name}`, unit);
}

function behindBrackets(text: string): MetricMeaning | null {
  const [, before, inner] = /^([^()[\]]+?)\s*[([]([^()[\]]+)[)\]]$/.exec(text) ?? [];
  if (before === undefined || inner === undefined || findUnit(inner) !== null) return null;
  const { name, unit } = splitUnit(before);
  return unit === null ? null : (metricOf(`${inner} ${name}`, unit) ?? metricOf(`${name} ${inner}`, unit));
}

type MetricMeaning = Extract<HeaderMeaning, { kind: "metric" }>;

/** `(higher is better)`: which way is better, and none of the name. */
const better = /[([]\s*(?:higher|lower|bigger|smaller|larger|more|less)\s*(?:is|=|\s)\s*better\s*[)\]]/gi;
const arrows = /[\u2190-\u2193\u2b06\u2b07\u25b2\u25bc]\ufe0f?/g;
const pictures = /[\p{Extended_Pictographic}\u200d\ufe0f]+(?<![*#\d©®™↔-⇿])/gu;
const footnotes = /(?<=[\p{L}\])])(?:\s?[*†‡§]+|[¹²³⁰⁴-⁹]+)(?=$|\s*[([])/gu;

/** One line of half-width text without what points at something else: `Throughput* ↑`, `（ms）`. */
function plainHeader(header: string): string {
  const text = halfWidth(withoutEntities(header).normalize("NFC"))
    .replace(pictures, " ")
    .replace(/[’‘ʼ]/g, "'")
    .replace(better, " ")
    .replace(/\s+/g, " ")
    .replace(arrows, " ");
  const plain = text.replace(footnotes, "").replace(/\s+/g, " ").trim();
  return plain === "" ? header.trim() : plain;
}

/** `TTFT/ms` is a quantity over its unit, where it is one of that unit: `images/s` is a rate. */
function slashed(text: string): MetricMeaning | null {
  const [, name, spelled] = /^(.+?)\s*\/\s*([^/\s]+)$/.exec(text) ?? [];
  const unit = spelled === undefined ? null : findUnit(spelled);
  return name === undefined || unit === null ? null : metricOf(name, unit);
}

/** The statistic that a header names alone: `avg`, `p99`, `std`; null for anything else. */
export function readStatistic(header: string): HeldStatistic | null {
  if (header.length > longestHeader) return null;
  const found = splitStatistic(wordsOf(header));
  return found?.rest === "" ? found.statistic : null;
}

/** The same, with an interval's level, and the unit that the header says beside it: `std (ms)`. */
export function readHeld(header: string): HeldAlone | null {
  if (header.length > longestHeader) return null;
  const text = plainHeader(header);
  const [sign, spelled] = /^(?:±|\+\/-|\+-)(?:\s*[([]?([^()[\]]+)[)\]]?)?$/.exec(text) ?? [];
  if (sign !== undefined && (spelled === undefined || findUnit(spelled) !== null))
    return { statistic: "sd", level: null, unit: spelled === undefined ? null : findUnit(spelled)!.symbol };
  const whole = splitStatistic(wordsOf(text));
  if (whole?.rest === "") return { statistic: whole.statistic, level: whole.level, unit: null };
  const { name, unit } = splitUnit(text);
  const found = unit === null ? null : splitStatistic(wordsOf(name));
  return found?.rest === "" ? { statistic: found.statistic, level: found.level, unit: unit!.symbol } : null;
}

/** A statistic of a metric that is not known: of `latency_p99_ms` p99 of `latency` in ms. Null for any other header. */
export function readOwnStatistic(header: string): (HeldAlone & { name: string }) | null {
  if (header.length > longestHeader) return null;
  const { name, unit } = unknownName(plainHeader(header));
  const bare = unit === null ? name : splitUnit(name).name;
  const found = splitStatistic(wordsOf(bare));
  if (found === null || found.rest === "") return null;
  return { ...found, name: withoutStatistic(bare) ?? found.rest, unit };
}

/** The words that are no part of the statistic, as written. */
function withoutStatistic(name: string): string | null {
  const words = name.split(/[\s_]+/);
  for (let from = 0; from < words.length; from++) {
    for (let to = words.length; to > from; to--) {
      if (splitStatistic(wordsOf(words.slice(from, to).join(" ")))?.rest !== "") continue;
      const rest = [...words.slice(0, from), ...words.slice(to)]
        .join(" ")
        .replace(/^[\s,:–-]+|[\s,:–-]+$/g, "");
      return rest === "" ? null : rest;
    }
  }
  return null;
}

/** A statistic whose header does not say of what it is. */
export interface HeldAlone {
  statistic: HeldStatistic;
  level: number | null;
  unit: string | null;
}

/** Words in lower case, parted by single spaces: `maxConcurrency`, `max_concurrency` and `Max. concurrency` are one. */
function wordsOf(text: string): string {
  return text
    .replace(/([a-z\d])([A-Z][a-z])/g, "$1 $2")
    .toLowerCase()
    .replace(/#/g, " num ")
    .replace(/[\s_\-./:,;()[\]{}|]+/g, " ")
    .trim();
}

function metricOf(name: string, unit: Unit | null): MetricMeaning | null {
  const words = wordsOf(name);
  const whole = lookUp(words, unit, null);
  if (whole) return whole;
  const found = splitStatistic(words);
  if (found === null) return null;
  const of =
    found.statistic === "cv" ? ofVariation(found.rest, unit) : lookUp(found.rest, unit, found.statistic);
  return of && { ...of, ...heldOf(found) };
}

/** A coefficient of variation is in percent, or a fraction, of its metric. */
function ofVariation(words: string, unit: Unit | null): MetricMeaning | null {
  const of = unit === null || unit.dimension === "percent" ? lookUp(words, null, "cv") : null;
  return of && { ...of, unit: unit?.symbol ?? null };
}

function heldOf({ statistic, level }: SplitStatistic): Pick<MetricMeaning, "statistic" | "level"> {
  return { statistic, ...(level !== null ? { level } : {}) };
}

function lookUp(words: string, unit: Unit | null, statistic: HeldStatistic | null): MetricMeaning | null {
  if (unit !== null) return ofDimension(words, unit, statistic);
  const idea = words.replaceAll(" ", "_");
  if (isKnownMetric(idea) && isRate(idea)) {
    return { kind: "metric", metric: idea, statistic, unit: findMetric(idea).unit, note: "" };
  }
  for (const names of metricNames.values()) {
    const found = words === "" ? undefined : names.get(words);
    if (found && isAlone(words)) {
      return { kind: "metric", metric: found.metric, statistic, unit: found.implied, note: found.note };
    }
  }
  return null;
}

function isRate(metric: string): boolean {
  const { dimension } = findMetric(metric);
  return dimension.endsWith("rate") || dimension === "compute" || dimension === "compute-per-power";
}

/** Whether a name belongs to one dimension only, so that it names a metric without a unit too. */
function isAlone(words: string): boolean {
  return (
    Array.from(metricNames.values()).filter((names) => names.has(words)).length === 1 &&
    !vagueNames.has(words)
  );
}

function ofDimension(words: string, unit: Unit, statistic: HeldStatistic | null): MetricMeaning | null {
  // A share of right answers is in percent as often as between 0 and 1; its unit stays with it.
  const share = unit.symbol === "%" ? metricNames.get("number")?.get(words) : undefined;
  const found =
    metricNames.get(unit.dimension)?.get(words) ?? (share?.metric === "accuracy" ? share : undefined);
  if (unit.symbol === "tok/s/user" || unit.symbol === "tok/s/gpu") return perPart(words, unit, statistic);
  if (unit.symbol.endsWith("s/tok")) return perToken(words, unit, statistic);
  if (!found || conversionTo(unit.symbol, findMetric(found.metric)) === null) return null;
  return { kind: "metric", metric: found.metric, statistic, unit: unit.symbol, note: found.note };
}

function perPart(words: string, unit: Unit, statistic: HeldStatistic | null): MetricMeaning | null {
  const metric = unit.symbol === "tok/s/user" ? "tokens_per_second_per_user" : "tokens_per_second_per_gpu";
  const says = metricNames.get("token-rate")?.get(words);
  // Of a prompt it is another rate, as it is of the system.
  return says && says.metric !== "input_tokens_per_second"
    ? { kind: "metric", metric, statistic, unit: unit.symbol, note: "" }
    : null;
}

const timesOfTokens = new Set(["", "latency", "time", "decode", "decode latency", "generation", "latenz"]);

function perToken(words: string, unit: Unit, statistic: HeldStatistic | null): MetricMeaning | null {
  const isTpot = timesOfTokens.has(words) || metricNames.get("time")?.get(words)?.metric === "tpot";
  return isTpot ? { kind: "metric", metric: "tpot", statistic, unit: unit.symbol, note: "" } : null;
}

interface SplitStatistic {
  rest: string;
  statistic: HeldStatistic;
  /** Of an interval; null where the words do not say. */
  level: number | null;
}

function splitStatistic(words: string): SplitStatistic | null {
  const interval = splitInterval(words);
  if (interval !== null) return interval;
  for (const [pattern, statistic] of statisticWords) {
    if (pattern.test(words)) return { rest: restOf(words, pattern), statistic, level: null };
  }
  return null;
}

function splitInterval(words: string): SplitStatistic | null {
  const said = intervalWords.exec(words)?.groups;
  if (said === undefined) return null;
  const side = said["first"] ?? said["last"];
  const percent = said["before"] ?? said["after"];
  const isLow = side !== undefined && /^(?:lo|min|unten|inf)/.test(side);
  const limit = side === undefined ? "ci_half" : isLow ? "ci_low" : "ci_high";
  return {
    rest: restOf(words, intervalWords),
    statistic: said["level"] === undefined ? limit : "ci_level",
    level: percent === undefined ? null : levelOf(percent),
  };
}

function restOf(words: string, pattern: RegExp): string {
  return words.replace(pattern, " ").replace(/\s+/g, " ").trim();
}

/** `Requests per second (req/s)` says its unit twice. */
function withoutUnit(name: string, unit: Unit | null): string {
  const again = unit === null ? null : splitUnit(name);
  return again !== null && again.unit === unit ? again.name : name;
}

/** The unit in brackets at the end, or the last words that spell one: `TTFT (ms)`, `ttft_ms`, `peak memory GiB`, `tok/s`. */
function splitUnit(text: string): { name: string; unit: Unit | null } {
  const bracketed = bracketUnit(text);
  if (bracketed) return bracketed;
  const words = text.replaceAll("_", " ").split(/[\s,]+/);
  for (let from = 0; from < words.length; from++) {
    const unit = isRateOf(words[from - 1]) ? null : findUnit(words.slice(from).join(" "));
    if (unit)
      return {
        name: words
          .slice(0, from)
          .join(" ")
          .replace(/\s+in$/, ""),
        unit,
      };
  }
  return gluedUnit(text) ?? { name: text, unit: null };
}

/** `steps per second` is no number of seconds. */
function isRateOf(before: string | undefined): boolean {
  return before !== undefined && /^(?:per|pro|par|por|al|je|в)$/i.test(before);
}

/** `出力トークン/秒`: scripts without spaces put a unit right behind a name. */
function gluedUnit(text: string): { name: string; unit: Unit } | null {
  if (!/[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text)) return null;
  for (let from = 1; from < text.length - 1; from++) {
    const unit = findUnit(text.slice(from));
    if (unit !== null && /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(text[from - 1]!))
      return { name: text.slice(0, from), unit };
  }
  return null;
}

function bracketUnit(text: string): { name: string; unit: Unit } | null {
  const found = /^(.*?)[\s_]*[([]([^()[\]]+)[)\]]((?:\s*[([][^()[\]]+[)\]])?)$/.exec(text);
  if (!found) return null;
  const [, before, inner, after] = found as unknown as [string, string, string, string];
  const last = /^\s*[([](.+)[)\]]$/.exec(after)?.[1];
  const unitOfLast = last === undefined ? null : findUnit(last);
  if (unitOfLast) return { name: `${before} ${inner}`, unit: unitOfLast };
  const unit = findUnit(inner);
  if (unit) return { name: `${before} ${last ?? ""}`, unit };
  const mixed = last === undefined ? unitAmong(inner) : null;
  return mixed && { name: `${mixed.rest} ${before}`, unit: mixed.unit };
}

/** `p99, ms`, `output tok/s`: a unit among other words. Of one letter it is a unit only beside a statistic. */
function unitAmong(inner: string): { rest: string; unit: Unit } | null {
  const words = inner.split(/[\s,;]+/).filter((word) => word !== "");
  for (let i = 1; i < words.length; i++) {
    const ways = [
      [words.slice(i), words.slice(0, i)],
      [words.slice(0, i), words.slice(i)],
    ] as const;
    for (const [spelled, others] of ways) {
      const unit = findUnit(spelled.join(" "));
      const rest = others.join(" ");
      if (unit && (unit.symbol.length > 1 || readStatistic(rest) !== null)) return { rest, unit };
    }
  }
  return null;
}

/** An unknown column's own name, without the unit that it has in brackets. */
function unknownName(text: string): { name: string; unit: string | null } {
  const found = /^(.+?)\s*[([]([^()[\]]+)[)\]]$/.exec(text);
  if (found && findUnit(found[2]!)) return { name: found[1]!, unit: findUnit(found[2]!)!.symbol };
  if (found && isLikeUnit(found[2]!)) return { name: found[1]!, unit: found[2]! };
  if (isLikeUnit(text)) return { name: text, unit: text };
  // `Latency (ms) FP16`: the unit stands before a word more.
  const [, before, inner, after] = /^([^()[\]]+?)\s*[([]([^()[\]]+)[)\]]\s+([^()[\]]+)$/.exec(text) ?? [];
  const within = inner === undefined ? null : findUnit(inner);
  if (within) return { name: `${before} ${after}`, unit: within.symbol };
  const { name, unit } = splitUnit(text);
  const isLeast = unit?.symbol === "min" && least.test(text);
  const sure = unit !== null && !isLeast && name !== "" && (unit.symbol.length > 1 || unit.symbol === "s");
  return { name: text, unit: sure ? unit.symbol : null };
}

/** The least of a count, or minutes of it: nobody knows. */
const least = /(?<![\p{L}])(?:tok(?:en)?s?|req(?:uest)?s?|queries|samples|images|steps|latency)[ _]mins?$/iu;

const perSomething =
  /^[\p{L}µ°$€£%]{1,12}[²³]?\s?[/·]\s?(?:s|sec|secs|second|min|h|hr|hour|day|month|tok|token|tokens|Mtok|req|request|query|image|img|frame|sample|step|it|iter|batch|epoch|GPU|gpu|user|W|watt|px|node)$/u;
const further =
  /^(?:[kMG]?Hz|[kMGT]?i?B\/s|[kMGT]?bit\/s|[kMGT]?bps|°[CF]|[kM]?Wh|[kMG]?J|[mk]?V|m?A|FPS|fps|IOPS|rpm|tokens?)$/;

/** A unit that is not known, as it may stand in brackets: `GB/s`, `images/s`, `MHz`. */
function isLikeUnit(text: string): boolean {
  return perSomething.test(text) || further.test(text);
}
