// Headers of one row that say more than their metric: whose it is (`vLLM tok/s`, `TTFT (H100)`), or which test
// (`pp512`, `tg 128 (t/s)`, as llama-bench names them).
import { readHeader, type HeaderMeaning } from "../points/headers";
import { findMetric } from "../points/metrics";
import { findUnit } from "../points/units";
import type { FixedField } from "./column-role";
import { isComparison } from "./comparison";
import { fixedIn } from "./fixed-in";
import { looksLike } from "./looks-like";
import { setupParts } from "./setup-parts";
import type { PartsMeaning } from "./header-rows";

/** A header that names a metric and what is fixed of it; null where no part of it is the name of a metric. */
export function meaningWithin(header: string): PartsMeaning | null {
  if (header.length > 200) return null;
  return llamaTest(header) ?? againstBaseline(header) ?? inBrackets(header) ?? besideName(header);
}

const test =
  /^(?:(pp)\s?(\d+))?\s*\+?\s*(?:(tg)\s?(\d+))?(?:\s*@\s*d\s?(\d+))?(?:\s*[([]([^()[\]]+)[)\]]|\s+(\S+\/\S+))?$/i;

/** So few are no tokens but a way to divide a model: pp2. */
const fewestTokens = 16;

/** Null too where the unit is no token rate. */
function llamaTest(header: string): PartsMeaning | null {
  const [, pp, prompt = "0", tg, generated = "0", depth, bracketed, bare] = test.exec(header.trim()) ?? [];
  if (pp === undefined && tg === undefined) return null;
  if ([pp && prompt, tg && generated].some((tokens) => tokens !== undefined && Number(tokens) < fewestTokens))
    return null;
  const spelled = bracketed ?? bare;
  const unit = spelled === undefined ? null : findUnit(spelled);
  if (spelled !== undefined && unit?.dimension !== "token-rate") return null;
  const metric = tg === undefined ? "input" : pp === undefined ? "output" : "total";
  const names = [pp && `pp${prompt}`, tg && `tg${generated}`].filter((name) => name !== undefined);
  const scenario = names.join("+") + (depth === undefined ? "" : ` @ d${depth}`);
  const meaning: HeaderMeaning = {
    kind: "metric",
    metric: `${metric}_tokens_per_second`,
    statistic: null,
    unit: unit?.symbol ?? "tok/s",
    note: unit === null ? "a test of llama-bench, which prints tokens per second" : "a test of llama-bench",
  };
  const fixed: FixedField[] = [
    { field: "input_tokens", name: "input_tokens", text: prompt },
    { field: "output_tokens", name: "output_tokens", text: generated },
    { field: "scenario", name: "scenario", text: scenario },
  ];
  return { meaning, fixed };
}

const against =
  /^(.+?)\s*[([]?\s*\b(?:vs\.?|versus|over|relative to|compared (?:to|with)|against|gegenüber|par rapport à|frente a)\s+(?:the\s+)?([^()[\]]+?)\s*[)\]]?$/i;

/** `Speedup vs A100`, `speed-up (over baseline)`: what a ratio is against, which is not what was measured. */
function againstBaseline(header: string): PartsMeaning | null {
  const [, name = "", baseline = ""] = against.exec(header.trim()) ?? [];
  const meaning = metricOf(name);
  if (meaning?.kind !== "metric") return null;
  const { dimension } = findMetric(meaning.metric);
  if (dimension !== "ratio" && dimension !== "percent") return null;
  return { meaning, fixed: [{ field: null, name: "baseline", text: baseline }] };
}

/** `Perplexity (wiki.test)`, `TTFT (vLLM) (ms)`. */
function inBrackets(header: string): PartsMeaning | null {
  const found = /^(.+?)\s*[([]([^()[\]]+)[)\]](\s*[([][^()[\]]+[)\]])?$/.exec(header.trim());
  if (found === null) return null;
  const [, name = "", first = "", last = ""] = found;
  const isUnitFirst = findUnit(first) !== null;
  const meaning = metricOf(isUnitFirst ? `${name} (${first})` : `${name}${last}`);
  if (meaning === null || (isUnitFirst && last === "")) return null;
  const text = (isUnitFirst ? last.trim().slice(1, -1) : first).trim();
  return { meaning, fixed: [fixedIn(text) ?? { field: null, name: "in brackets", text }] };
}

/** `vLLM tok/s`, `TTFT H100 (ms)`, `8 GPUs throughput (tok/s)`: a name at either end of the header. */
function besideName(written: string): PartsMeaning | null {
  // `TTFT (ms) FP16`: the unit may stand before the name.
  const header = written.trim().replace(/^([^()[\]]+?)\s*([([][^()[\]]+[)\]])\s+([^()[\]]+)$/, "$1 $3 $2");
  const [, name = "", unit = ""] = /^(.*?)((?:\s*[([][^()[\]]+[)\]])?)$/.exec(header.trim()) ?? [];
  const words = name.split(/[\s_]+/).filter((word) => word !== "");
  const found = splits(words).flatMap(({ fixed, rest }) => {
    const text = `${rest.join(" ").replace(/^[–-]\s*/, "")}${unit}`.trim();
    return text === "" ? [] : [{ fixed, meaning: readHeader(text) }];
  });
  const known = found.find(({ meaning }) => meaning.kind === "metric");
  if (known) return { meaning: known.meaning, fixed: [...known.fixed] };
  return measuredOf(found, written.includes("_"));
}

/** `latency_ms_H100`: which latency is not said, but its unit and its device are. */
function measuredOf(
  found: readonly { fixed: readonly FixedField[]; meaning: HeaderMeaning }[],
  isOfProgram: boolean,
): PartsMeaning | null {
  for (const { fixed, meaning } of found) {
    if (!fixed.every(({ field }) => field === "hardware" || field === "system")) continue;
    if (meaning.kind !== "unknown" || meaning.unit === null || meaning.name === meaning.unit) continue;
    if (isComparison(meaning.name)) continue;
    const name = isOfProgram ? meaning.name.replaceAll(" ", "_") : meaning.name;
    return { meaning: { ...meaning, name }, fixed: [...fixed] };
  }
  return null;
}

/** A name at either end of some words, the shortest first, and the words that are left. */
function splits(words: readonly string[]): { fixed: readonly FixedField[]; rest: readonly string[] }[] {
  return [1, 2, 3, 4]
    .filter((many) => many <= words.length)
    .flatMap((many) => [
      { said: words.slice(0, many), rest: words.slice(many) },
      { said: words.slice(-many), rest: words.slice(0, -many) },
    ])
    .flatMap(({ said, rest }) => {
      const text = said.join(" ").replace(/[:,–-]$/, "");
      const fixed = fieldsIn(text);
      return fixed.length === 0 ? [] : [{ fixed, rest }];
    });
}

/** `vLLM`; `vLLM bs=8` and `llama2-70b Offline`, which are two things. */
function fieldsIn(text: string): FixedField[] {
  const parts = setupParts(text);
  if (parts !== null) return parts;
  const [, name, last = ""] = /^(.+)\s+(\S+)$/.exec(text) ?? [];
  const of = name !== undefined && looksLike(last) === "scenario" ? fixedIn(name) : null;
  if (of !== null && of.field !== "scenario")
    return [of, { field: "scenario", name: "scenario", text: last }];
  const one = fixedIn(text) ?? sideIn(text);
  return one === null ? [] : [one];
}

/** `Server TTFT (ms)` beside `Client TTFT (ms)`: the side that measured. */
function sideIn(text: string): FixedField | null {
  return /^(?:server|client)(?:[- ]?side)?$/i.test(text) ? { field: null, name: "side", text } : null;
}

/**
 * What headers fix, by the column, where those name less than two scenarios: `Server decode tok/s` alone is of the side that
 * measured and no scenario of MLPerf, which has an `Offline` beside its `Server`.
 */
export function withoutLoneScenario(fixed: readonly (readonly FixedField[])[]): FixedField[][] {
  const isScenario = ({ field, text }: FixedField) => field === "scenario" && looksLike(text) === "scenario";
  const named = new Set(
    fixed.flatMap((each) => each.filter(isScenario).map(({ text }) => text.toLowerCase())),
  );
  if (named.size !== 1) return fixed.map((each) => [...each]);
  const plain = (each: FixedField) => sideIn(each.text) ?? { ...each, field: null, name: "in the header" };
  return fixed.map((each) => each.map((one) => (isScenario(one) ? plain(one) : one)));
}

function metricOf(text: string): HeaderMeaning | null {
  const meaning = text === "" ? null : readHeader(text);
  return meaning?.kind === "metric" ? meaning : null;
}
