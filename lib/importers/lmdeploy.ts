// LMDeploy's profile_throughput.py, profile_restful_api.py and profile_generation.py (--csv), one run a row. FTL is the time to
// the first token in seconds; the bare percentiles (`50%(s)`) are of the gaps between tokens, the first left out; `-` stands
// where nothing streamed. `num_promts` is the tool's own spelling. https://github.com/InternLM/lmdeploy/tree/main/benchmark
import { checkedDrafts, cellsOf, type Drafts } from "./checked-drafts";
import type { Importer, Reading } from "./importer";
import { emptySetup, putCaseField, putField, type Setup } from "./setup-field";
import type { StatedCell, StatedMetric } from "./stated-metric";
import { headersOf, readTableRows, type TableRow } from "./table-row";

const output = "throughput(out tok/s)";
const total = "throughput(total tok/s)";
const first = ["FTL(ave)(s)", "FTL(min)(s)", "FTL(max)(s)"] as const;
const gaps = ["50%(s)", "75%(s)", "95%(s)", "99%(s)"] as const;
const results = new Set<string>([output, total, "RPS", "RPM", "mem(GB)", ...first, ...gaps]);

export const lmdeploy: Importer = {
  id: "lmdeploy",
  label: "LMDeploy profile (CSV)",
  version: "1",
  recognises(file) {
    const headers = headersOf(file);
    const isOf = (names: readonly string[]) => names.some((name) => headers.includes(name));
    return isOf([output, total]) && isOf([...first, ...gaps, "RPM", "RPS", "completion_tokens"]);
  },
  read(file): Reading {
    const read = readTableRows(file, readRow);
    const headers = headersOf(file);
    return {
      ...read,
      notes: [
        ...read.notes,
        ...(headers.includes("RPM") ? ["RPM is RPS × 60 and is not read a second time."] : []),
        ...(headers.includes("75%(s)")
          ? ["The 75th percentile of the gaps is in the file and in no point."]
          : []),
        ...(headers.includes("mem(GB)")
          ? [
              "mem(GB) is of one GPU; it is read in GB as its header says, though the tool divides bytes by 2³⁰.",
            ]
          : []),
      ],
    };
  },
};

function readRow(row: TableRow): Drafts {
  const once = (metric: string, unit: string, header: string): StatedMetric => ({
    metric,
    unit,
    cells: cellsOf({ mean: row.cell(header) }),
    n: 1,
  });
  return checkedDrafts(setupOf(row), [
    once("output_tokens_per_second", "tok/s", output),
    once("total_tokens_per_second", "tok/s", total),
    once("requests_per_second", "req/s", "RPS"),
    once("peak_memory", "GB", "mem(GB)"),
    firstToken(row),
    betweenTokens(row),
  ]);
}

function firstToken(row: TableRow): StatedMetric {
  const [mean, min, max] = first.map((header) => row.cell(header));
  const cells = cellsOf({ mean: mean ?? null, min: min ?? null, max: max ?? null });
  const counted: { n?: StatedCell } = {};
  const requests = row.cell("num_prompts") ?? row.cell("num_promts");
  // Every prompt has a first token; in profile_generation.py nothing says how often each was run.
  if (requests?.value && Object.values(cells).some(({ value }) => value !== null)) counted.n = requests;
  return { metric: "ttft", unit: "s", cells: { ...cells, ...counted }, varies: "within-run" };
}

function betweenTokens(row: TableRow): StatedMetric {
  const [median, , p95, p99] = gaps.map((header) => row.cell(header));
  const cells = cellsOf({ median: median ?? null, p95: p95 ?? null, p99: p99 ?? null });
  return { metric: "itl", unit: "s", cells, varies: "within-run" };
}

function setupOf(row: TableRow): Setup {
  const setup = emptySetup();
  setup.case.system = "LMDeploy";
  setup.context.tool = "LMDeploy benchmark";
  for (const [header, text] of row.texts) {
    if (text === "" || results.has(header)) continue;
    const field = fieldOf.get(header);
    if (field !== undefined && putCaseField(setup.case, field, text)) continue;
    if (header === "num_promts") setup.case.extra["num_prompts"] = text;
    else putField(setup, header, text);
  }
  return setup;
}

const fieldOf = new Map([
  ["batch", "batch"],
  ["prompt_tokens", "input_tokens"],
  ["completion_tokens", "output_tokens"],
] as const) as ReadonlyMap<string, "batch" | "input_tokens" | "output_tokens">;
