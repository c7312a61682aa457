// BenchmarkDotNet (JsonExporter, all of its variants): nanoseconds an operation. OriginalValues are the means of the
// workload's iterations in one process; StandardDeviation is a sample's. Bytes are allocated an operation.
// Written by: https://github.com/dotnet/BenchmarkDotNet/blob/master/src/BenchmarkDotNet/Exporters/Json/JsonExporterBase.cs
import { customMetricId } from "../points/metrics";
import type { Draft } from "../runs/draft";
import { headText } from "./decode";
import type { Importer } from "./importer";
import { jsonDraft } from "./json-metric";
import { jsonOf, looksLikeJson } from "./json-file";
import { hasKeys, memberOf, numberOf, numbersOf, stringOf } from "./json-node";
import { nodeAt, problemIn, recordAt, recordsAt, recordsOf, type JsonRecord } from "./json-record";
import { ProblemList } from "./problem-list";
import { emptySetup, putField, type Setup } from "./setup-field";

export const benchmarkDotNet: Importer = {
  id: "benchmark-dotnet",
  label: "BenchmarkDotNet (JSON)",
  version: "1",
  recognises: (file) => {
    const head = headText(file) ?? "";
    if (!looksLikeJson(file) || !head.includes('"Benchmarks"')) return false;
    return recordsOf(jsonOf(file)).some((record) => recordsAt(record, "Benchmarks").some(isBenchmark));
  },
  read: (file) => {
    const json = jsonOf(file);
    const problems = new ProblemList();
    problems.addAll(json.problems);
    const drafts = recordsOf(json).flatMap((record) =>
      recordsAt(record, "Benchmarks").flatMap((benchmark) => benchmarkDrafts(record, benchmark, problems)),
    );
    return { drafts, problems: problems.list(), columns: [], notes: json.notes };
  },
};

function isBenchmark({ node }: JsonRecord): boolean {
  return hasKeys(node, ["Statistics"]) && (hasKeys(node, ["FullName"]) || hasKeys(node, ["Method"]));
}

/** A benchmark that failed has no statistics. */
function benchmarkDrafts(file: JsonRecord, benchmark: JsonRecord, problems: ProblemList): Draft[] {
  const stats = recordAt(benchmark, "Statistics");
  if (stats === null || numberOf(memberOf(stats.node, "Mean")) === null) {
    problems.addAll([problemIn(benchmark, ["Statistics", "Mean"], "the mean time of an operation in ns")]);
    return [];
  }
  const setup = setupOf(file, benchmark);
  const values = numbersOf(memberOf(stats.node, "OriginalValues")) ?? [];
  const time = jsonDraft(stats, setup, {
    metric: "execution_time",
    unit: "ns",
    at: {
      ...{ mean: "Mean", sd: "StandardDeviation", median: "Median", min: "Min", max: "Max", n: "N" },
      ...{ p90: ["Percentiles", "P90"], p95: ["Percentiles", "P95"] },
    },
    varies: "within-run",
    ...(values.length > 0 && values.length === numberOf(memberOf(stats.node, "N"))
      ? { samples: { at: "OriginalValues", varies: "within-run" } }
      : {}),
  });
  const memory = recordAt(benchmark, "Memory");
  const allocated =
    memory &&
    jsonDraft(memory, setup, {
      metric: customMetricId("allocated memory an operation"),
      unit: "B",
      at: { mean: "BytesAllocatedPerOperation" },
    });
  return [time, allocated].flatMap((draft) => draft ?? []);
}

function setupOf(file: JsonRecord, benchmark: JsonRecord): Setup {
  const setup = emptySetup();
  const { case: of, context } = setup;
  const own = (key: string) => stringOf(memberOf(benchmark.node, key));
  const host = (key: string) => stringOf(nodeAt(file, ["HostEnvironmentInfo", key]));
  of.scenario = own("FullName") ?? own("Method");
  of.hardware = host("ProcessorName");
  const about = { runtime: host("RuntimeVersion"), job: jobOf(own("DisplayInfo")), os: host("OsVersion") };
  for (const [name, text] of Object.entries({ ...about, architecture: host("Architecture") }))
    if (text) of.extra[name] = text;
  for (const pair of own("Parameters")?.split("&") ?? []) {
    const [, name, value] = /^([^=]+)=(.*)$/.exec(pair) ?? [];
    if (name !== undefined) putField(setup, name.trim(), value!);
  }
  context.tool = "BenchmarkDotNet";
  context.tool_version = host("BenchmarkDotNetVersion");
  return setup;
}

/** `Benchmarks.Fib10: Job-ABC(Runtime=.NET 8.0) [N=10]`: the job, without the name that was made up for it. */
function jobOf(display: string | null): string | null {
  const [, name, settings] = /^[^:]*: ([^([]+?)\s*(?:\(([^)]*)\))?\s*(?:\[.*\])?$/.exec(display ?? "") ?? [];
  return settings ?? (name?.startsWith("Job-") ? null : (name ?? null));
}
