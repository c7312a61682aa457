// Criterion's JSON: target/criterion/<name>/new/estimates.json (ns; each estimate with its interval and level),
// sample.json beside it (all iterations of a sample and their time together), and the messages of cargo-criterion
// (`--message-format=json`). The first two do not name their benchmark: only the path does.
// Messages: https://bheisler.github.io/criterion.rs/book/cargo_criterion/external_tools.html
import { customMetricId } from "../points/metrics";
import { findUnit } from "../points/units";
import type { Draft } from "../runs/draft";
import { moments } from "../stats/moments";
import { headText } from "./decode";
import type { Importer } from "./importer";
import { jsonDraft } from "./json-metric";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, memberOf, numberOf, numbersOf, pointerOf, stringOf } from "./json-node";
import { locatorIn, nodeAt, problemIn, recordsOf, type JsonPath, type JsonRecord } from "./json-record";
import { ProblemList } from "./problem-list";
import { emptySetup, type Setup } from "./setup-field";
import { statedDraft } from "./stated-metric";
import { withInterval } from "./stated-interval";

export const criterionJson: Importer = {
  id: "criterion-json",
  label: "Criterion (JSON)",
  version: "1",
  recognises: (file) => {
    const head = headText(file) ?? "";
    const names = /"point_estimate"|"benchmark-complete"|"sampling_mode"|"iters"/;
    return (
      looksLikeJson(file) && names.test(head) && recordsOf(jsonOf(file)).some((each) => kindOf(each) !== null)
    );
  },
  read: (file) => {
    const json = jsonOf(file);
    const problems = new ProblemList();
    problems.addAll(json.problems);
    const path = nameIn(file.name);
    const records = recordsOf(json).map((record) => ({ record, kind: kindOf(record) }));
    const drafts = records.flatMap(({ record, kind }) => {
      if (kind === null) return [];
      const setup = setupOf(kind === "message" ? stringOf(memberOf(record.node, "id")) : path);
      const draft = readers[kind](record, setup);
      if (!draft) problems.addAll([problemIn(record, meanOf[kind], "a mean time")]);
      return draft ?? [];
    });
    const isFromPath = path !== null && records.some(({ kind }) => kind !== null && kind !== "message");
    const isAssumed = records.some(({ kind }) => kind === "message") && drafts.some(({ stated }) => stated);
    const note = `The benchmark's name is not in the file: “${path}” is from its path.`;
    return {
      drafts,
      problems: problems.list(),
      columns: [],
      notes: [...json.notes, ...(isFromPath ? [note] : []), ...(isAssumed ? [levelNote] : [])],
    };
  },
};

const levelNote =
  "cargo-criterion does not say the level of its intervals; Criterion's default of 95 % is taken.";

type Kind = "estimates" | "message" | "sample";

const meanOf: Record<Kind, JsonPath> = {
  estimates: ["mean", "point_estimate"],
  message: "id",
  sample: "times",
};

/** The second are those of Criterion before 0.3.4. */
const estimateKeys = [
  ["mean", "median", "std_dev"],
  ["Mean", "Median", "StdDev"],
] as const;

function kindOf(record: JsonRecord): Kind | null {
  const { node } = record;
  if (stringOf(memberOf(node, "reason")) === "benchmark-complete" && hasKeys(node, ["id"])) return "message";
  if (estimateKeys.some((keys) => hasKeys(node, keys) && nodeAt(record, [keys[0], "point_estimate"])))
    return "estimates";
  return hasKeys(node, ["iters", "times"]) ? "sample" : null;
}

const readers: Record<Kind, (record: JsonRecord, setup: Setup) => Draft | null> = {
  estimates: (record, setup) => {
    const [mean, median, sd] = estimateKeys.find((keys) => hasKeys(record.node, keys))!;
    const estimate = (key: string) => [key, "point_estimate"];
    const draft = jsonDraft(record, setup, {
      ...{ metric: "execution_time", unit: "ns", varies: "within-run" },
      at: { mean: estimate(mean), median: estimate(median), sd: estimate(sd) },
    });
    const at = (key: string) => numberOf(nodeAt(record, [mean, "confidence_interval", key]));
    return draft && between(draft, "ns", at("lower_bound"), at("upper_bound"), at("confidence_level"));
  },
  message: (record, setup) => {
    const key = estimateOf(record);
    const unit = stringOf(nodeAt(record, [key, "unit"])) ?? stringOf(memberOf(record.node, "unit")) ?? "ns";
    const draft = jsonDraft(record, setup, {
      metric: findUnit(unit)?.dimension === "time" ? "execution_time" : customMetricId(unit),
      unit,
      at: { ...(key === "median" ? {} : { mean: [key, "estimate"] }), median: ["median", "estimate"] },
      varies: "within-run",
      ...samplesIn(record, "measured_values", "iteration_count"),
    });
    const at = (name: string) => numberOf(nodeAt(record, [key, name]));
    return (
      draft && (draft.samples ? draft : between(draft, unit, at("lower_bound"), at("upper_bound"), 0.95))
    );
  },
  sample: (record, setup) => {
    const { samples } = samplesIn(record, "times", "iters");
    const mean = samples ? moments(samples.values).mean : null;
    if (!samples || mean === null) return null;
    const by = `times ÷ iters, the mean of ${samples.values.length}`;
    const conversions = [{ from: "times in ns", to: `${mean} ns an iteration`, by }];
    const cell = { value: mean, locator: locatorIn(record, "times"), raw: "times", conversions };
    const pointer = record.pointer + pointerOf("times");
    return statedDraft(setup, {
      ...{ metric: "execution_time", unit: "ns", cells: { mean: cell }, varies: "within-run" },
      samples: {
        values: samples.values,
        at: Array.from(samples.values.keys()),
        pointer,
        column: null,
        varies: "within-run",
      },
    });
  },
};

/** `typical` is the slope where Criterion has one, else the mean. */
function estimateOf(record: JsonRecord): "mean" | "typical" | "median" {
  const keys = ["mean", "typical", "median"] as const;
  return keys.find((key) => numberOf(nodeAt(record, [key, "estimate"])) !== null) ?? "mean";
}

/** The time of one iteration in each sample: all of its time by all of its iterations. */
function samplesIn(record: JsonRecord, times: string, iterations: string) {
  const [total, count] = [times, iterations].map((key) => numbersOf(memberOf(record.node, key)) ?? []);
  if (total!.length === 0 || total!.length !== count!.length || count!.some((each) => !(each > 0))) return {};
  const values = total!.map((time, i) => time / count![i]!);
  return { samples: { at: times, values, varies: "within-run" as const } };
}

function between(
  draft: Draft,
  unit: string,
  low: number | null,
  high: number | null,
  level: number | null,
): Draft {
  if (low === null || high === null || level === null || !(level > 0 && level < 1)) return draft;
  const ends = { low: { value: low, unit }, high: { value: high, unit } };
  return withInterval(draft, { ...ends, level, n: null, varies: "within-run" });
}

/** `target/criterion/group/function/new/estimates.json` is of the benchmark `group/function`. */
function nameIn(path: string): string | null {
  const [, name] =
    /^(?:.*\bcriterion\/)?(.+)\/(?:new|base|change)\/(?:estimates|sample)\.json$/.exec(path) ?? [];
  return name ?? null;
}

function setupOf(name: string | null): Setup {
  const setup = emptySetup();
  setup.case.scenario = name;
  setup.context.tool = "Criterion";
  return setup;
}
