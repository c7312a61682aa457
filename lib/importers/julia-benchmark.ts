// BenchmarkTools.jl (BenchmarkTools.save): pairs of a type's name and its fields, nested. Times are ns of one evaluation.
// A Trial has them all; a TrialEstimate has one, and does not say whether it is a median, a mean or a minimum.
// Written by: https://github.com/JuliaCI/BenchmarkTools.jl/blob/main/src/serialization.jl
import { customMetricId } from "../points/metrics";
import type { Problem } from "../points/problem";
import type { Draft } from "../runs/draft";
import { moments } from "../stats/moments";
import { headText } from "./decode";
import type { Importer } from "./importer";
import { jsonDraft } from "./json-metric";
import { jsonOf, looksLikeJson } from "./json-file";
import { itemsOf, memberOf, numbersOf, pointerOf, stringOf, type JsonNode } from "./json-node";
import { locatorIn, problemIn, type JsonRecord } from "./json-record";
import { emptySetup, type Setup } from "./setup-field";
import { statedDraft } from "./stated-metric";

export const juliaBenchmark: Importer = {
  id: "julia-benchmark",
  label: "BenchmarkTools.jl (JSON)",
  version: "1",
  recognises: (file) => {
    const head = headText(file) ?? "";
    if (!looksLikeJson(file) || !/"(?:BenchmarkGroup|Trial|TrialEstimate)"/.test(head)) return false;
    return jsonOf(file).documents.some(({ root }) => memberOf(itemsOf(root)[0], "Julia") !== undefined);
  },
  read: (file) => {
    const { text, documents, problems: known, notes } = jsonOf(file);
    const drafts: Draft[] = [];
    const problems: Problem[] = [...known];
    let hasEstimate = false;
    for (const { root, pointer, line } of documents) {
      const versions = itemsOf(root)[0];
      for (const found of typedBelow(itemsOf(root)[1], pointer + pointerOf(1), [], [])) {
        const record = { text, node: found.fields, pointer: found.pointer, line };
        const setup = setupOf(found, versions);
        hasEstimate ||= found.type === "TrialEstimate";
        const made =
          found.type === "Trial" ? trialDrafts(record, setup) : estimateDrafts(record, setup, found.type);
        if ("problem" in made) problems.push(made.problem);
        else drafts.push(...made.drafts);
      }
    }
    return { drafts, problems, columns: [], notes: hasEstimate ? [...notes, estimateNote] : notes };
  },
};

const estimateNote =
  "A TrialEstimate does not say which estimate of the trial it is (BenchmarkTools.jl saves what it is given: a minimum, a median, a mean).";

type JsonFields = Extract<JsonNode, { kind: "object" }>;

/** `["Trial", { … }]`, with the keys of the groups that lead to it. */
interface Typed {
  type: string;
  fields: JsonFields;
  pointer: string;
  keys: readonly string[];
  tags: readonly string[];
}

/** Everything below a list of typed values that is no group. The reader of JSON lets nothing through that is too deep. */
function* typedBelow(
  node: JsonNode | undefined,
  pointer: string,
  keys: readonly string[],
  tags: readonly string[],
): Generator<Typed> {
  const [first, second] = itemsOf(node);
  const type = stringOf(first);
  if (type === null) {
    for (const [i, item] of itemsOf(node).entries())
      yield* typedBelow(item, pointer + pointerOf(i), keys, tags);
    return;
  }
  if (second?.kind !== "object") return;
  const at = pointer + pointerOf(1);
  if (type !== "BenchmarkGroup") yield { type, fields: second, pointer: at, keys, tags };
  else {
    const own = itemsOf(memberOf(second, "tags")).flatMap((tag) => stringOf(tag) ?? []);
    const data = memberOf(second, "data");
    for (const [key, value] of data?.kind === "object" ? data.members : [])
      yield* typedBelow(value, at + pointerOf("data", key), [...keys, key], [...tags, ...own]);
  }
}

type Made = { drafts: Draft[] } | { problem: Problem };

function trialDrafts(record: JsonRecord, setup: Setup): Made {
  const times = (numbersOf(memberOf(record.node, "times")) ?? []).filter(Number.isFinite);
  const mean = moments(times).mean;
  if (mean === null) return { problem: problemIn(record, "times", "the times of a trial in ns") };
  const by = `the mean of ${times.length} times`;
  const conversions = [{ from: `${times[0]} ns`, to: `${mean} ns`, by }];
  const cell = { value: mean, locator: locatorIn(record, "times"), raw: String(times[0]), conversions };
  const samples = {
    values: times,
    at: Array.from(times.keys()),
    pointer: record.pointer + pointerOf("times"),
    column: null,
    varies: "within-run",
  } as const;
  const time = statedDraft(setup, {
    ...{ metric: "execution_time", unit: "ns", cells: { mean: cell }, samples, varies: "within-run" },
  });
  return { drafts: [...(time ? [time] : []), ...allocationDrafts(record, setup)] };
}

function estimateDrafts(record: JsonRecord, setup: Setup, type: string): Made {
  if (type !== "TrialEstimate") {
    const found = `a ${type}`;
    return { problem: { where: locatorIn(record), found, expected: "a Trial or a TrialEstimate" } };
  }
  const time = jsonDraft(record, setup, { metric: "execution_time", unit: "ns", at: { mean: "time" } });
  if (time === null) return { problem: problemIn(record, "time", "a time in ns") };
  const gc = jsonDraft(record, setup, {
    metric: customMetricId("GC time"),
    unit: "ns",
    at: { mean: "gctime" },
  });
  return { drafts: [time, ...(gc ? [gc] : []), ...allocationDrafts(record, setup)] };
}

function allocationDrafts(record: JsonRecord, setup: Setup): Draft[] {
  const measures = [
    { key: "memory", metric: customMetricId("allocated memory"), unit: "B" },
    { key: "allocs", metric: customMetricId("allocations"), unit: "" },
  ];
  return measures.flatMap(
    ({ key, metric, unit }) => jsonDraft(record, setup, { metric, unit, at: { mean: key } }) ?? [],
  );
}

function setupOf({ keys, tags }: Typed, versions: JsonNode | undefined): Setup {
  const setup = emptySetup();
  setup.case.scenario = keys.length === 0 ? null : keys.join("/");
  if (tags.length > 0) setup.case.extra["tags"] = tags.join(", ");
  const julia = stringOf(memberOf(versions, "Julia"));
  if (julia !== null) setup.case.extra["julia"] = julia;
  setup.context.tool = "BenchmarkTools.jl";
  setup.context.tool_version = stringOf(memberOf(versions, "BenchmarkTools"));
  return setup;
}
