import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { bytesOf, readText } from "./text-of";

/** The numbers of a metric's points, in the order of the file. */
function valuesOf(read: ReturnType<typeof readText>, metric: string): (number | null)[] {
  return read.points.filter((point) => point.metric === metric).map(({ value }) => value);
}

describe("a column of runs", () => {
  it("that names setups makes no repeats of its rows", () => {
    const read = readText("run,ttft_ms\ncold,90\nwarm,40\nbaseline median,60\n");
    expect(valuesOf(read, "ttft")).toEqual([90, 40, 60]);
    expect(read.points.map((point) => point.case.extra["run"])).toEqual(["cold", "warm", "baseline median"]);
  });

  it.each([
    ["1", "2", "3"],
    ["run 1", "run 2", "run 3"],
    ["first", "second", "third"],
    ["9f1c03aa", "0b77d2ee", "c5d4f1b0"],
  ])("%s, %s, %s are repeats", (...runs) => {
    const read = readText(`run,ttft_ms\n${runs[0]},10\n${runs[1]},20\n${runs[2]},30\n`);
    expect(read.points).toHaveLength(1);
    expect(read.points[0]).toMatchObject({ metric: "ttft", value: 20, stats: { n: 3 } });
  });

  it("of requests holds the samples of one run", () => {
    const [point] = readText("request_id,ttft_ms\n0,10\n1,20\n2,30\n").points;
    expect(point).toMatchObject({ metric: "ttft", value: 20, stats: { n: 3 } });
  });
});

describe("numbers that are no measurements", () => {
  it.each(["gpu_index", "exit_code", "job_id", "quant_bits", "head_dim", "num_attention_heads"])(
    "%s is a further field",
    (name) => {
      const read = readText(`model,${name},ttft_ms\nA,3,10\nB,1,20\n`);
      expect(read.points.map(({ metric }) => metric)).toEqual(["ttft", "ttft"]);
      expect(read.points.map((point) => point.case.extra[name])).toEqual(["3", "1"]);
    },
  );

  it("under a single letter are asked about, and meanwhile a further field", () => {
    const read = readText("c,out tok/s\n1,40\n8,200\n");
    expect(read.points.map(({ metric }) => metric)).toEqual([
      "output_tokens_per_second",
      "output_tokens_per_second",
    ]);
    expect(read.columns[0]!.question?.says).toContain("a setting, or a result?");
  });

  it.each(["Improvement", "Δ", "vs. baseline", "Speedup", "% change"])(
    "below %s compare systems, and are none",
    (header) => {
      const table = `Metric,A,B,${header}\nTTFT (ms),40,20,2\nThroughput (tok/s),100,150,1.5\n`;
      const read = readText(table);
      expect(new Set(read.points.map((point) => point.case.system))).toEqual(new Set(["A", "B"]));
      expect(read.points).toHaveLength(4);
      expect(read.problems).toEqual([]);
    },
  );

  it("beside a column of values measure something else, and are no system", () => {
    const read = readText(
      "metric_name,metric_value,metric_unit,duration_seconds\nttft,12,ms,5\ntpot,3,ms,6\n",
    );
    expect(read.points.map(({ metric, value, unit }) => [metric, value, unit])).toEqual([
      ["ttft", 12, "ms"],
      ["tpot", 3, "ms"],
    ]);
  });
});

describe("a device or an engine in a header", () => {
  it("is the case of a time of which the header says no more than its unit", () => {
    const read = readText("batch,latency_ms_H100,latency_ms_A100\n1,10,20\n");
    expect(read.points.map(({ metric, value, unit }) => [metric, value, unit])).toEqual([
      ["custom:latency_ms", 10, "ms"],
      ["custom:latency_ms", 20, "ms"],
    ]);
    expect(read.points.map((point) => point.case.hardware)).toEqual(["H100", "A100"]);
  });

  it("against which the column compares is not what was measured", () => {
    const read = readText("model,TTFT (ms),vs H100 (%)\nA,10,86\n");
    expect(read.points.every((point) => point.case.hardware === null)).toBe(true);
  });
});

describe("a unit that a column of its own names", () => {
  it.each(["unit", "value_unit", "Metric Unit", "unit of measure", "UOM"])("%s", (header) => {
    const read = readText(`model,metric,value,${header}\nA,ttft,0.5,s\nB,ttft,12,ms\n`);
    expect(valuesOf(read, "ttft")).toEqual([500, 12]);
  });
});

describe("a rate of results under a name that is not known", () => {
  it("makes a table of results, whatever its other columns are", () => {
    const read = readText("Setup,Best throughput (tokens/s)\nfirst,812.5\nsecond,900\n");
    expect(read.points.map(({ metric, value, unit }) => [metric, value, unit])).toEqual([
      ["custom:Best throughput", 812.5, "tok/s"],
      ["custom:Best throughput", 900, "tok/s"],
    ]);
  });
});

describe("one JSON object", () => {
  it("of two metrics, of which one is a time or a rate, is a result", () => {
    const read = readText('{"model": "tiny", "ttft_ms": 12, "throughput_rps": 3}', "a.json");
    expect(read.points.map(({ metric, value }) => [metric, value])).toEqual([
      ["ttft", 12],
      ["requests_per_second", 3],
    ]);
  });

  it.each(['{"accuracy": 0.9, "perplexity": 5}', '{"ttft_ms": 200}', '{"port": 80, "workers": 4}'])(
    "%s is none",
    (text) => expect(readText(text, "a.json").points).toEqual([]),
  );

  it("inside another is read with what stands around it", () => {
    const text = '{"id": "x", "model": "tiny", "source": {"tp": 2, "mean_ttft_ms": 12, "mean_tpot_ms": 3}}';
    const [point] = readText(text, "a.json").points;
    expect(point).toMatchObject({ metric: "ttft", value: 12, case: { model: "tiny", tensor_parallel: 2 } });
  });
});

describe("a printed result in comments", () => {
  it("stands under no progress bar, nor under a setting", () => {
    const block = [
      "# Maximum request concurrency: 4",
      "# 100%|██████████| 8/8 [00:10<00:00,  1.25s/it]",
      "# ============ Serving Benchmark Result ============",
      "# Successful requests:                     8",
      "# Mean TTFT (ms):                          12.00",
      "# ==================================================",
    ];
    const [point] = readText(block.join("\n"), "run.sh").points;
    expect(point).toMatchObject({ metric: "ttft", value: 12, case: { concurrency: 4 } });
    expect(point!.case.extra).not.toHaveProperty("heading");
  });
});

describe("names in German and French", () => {
  it.each([
    ["Latenz bis erstes Token (ms)", "ttft"],
    ["Temps au premier jeton (ms)", "ttft"],
    ["Mémoire crête (Go)", "peak_memory"],
  ])("%s is %s", (header, metric) => {
    expect(readText(`Modell;${header}\nA;12\nB;14\n`).points.map((point) => point.metric)).toEqual([
      metric,
      metric,
    ]);
  });
});

describe("a cell that names several fields", () => {
  it.each<[string, object]>([
    ["TP8 bs=32", { tensor_parallel: 8, batch: 32 }],
    ['"bs=32, in=1024, out=128"', { batch: 32, input_tokens: 1024, output_tokens: 128 }],
    ["tp4_pp2", { tensor_parallel: 4, pipeline_parallel: 2 }],
    ['"FP8, 8xH100"', { precision: "FP8", hardware: "H100", accelerators: 8 }],
    ["c=8; dtype=bf16", { concurrency: 8, precision: "bf16" }],
    ["TP=4", { tensor_parallel: 4 }],
  ])("%s", (cell, fields) => {
    const read = readText(`name of it,TTFT (ms)\n${cell},12\n`);
    expect(read.points[0]).toMatchObject({ metric: "ttft", value: 12, case: fields });
    expect(read.points[0]!.case.extra).toEqual({});
    expect(read.columns[0]!.readAs).toBe("parts");
    expect(read.columns[0]!.note).toContain("is read as");
  });

  it.each(["TP8 LNC=2", "bs=32, fast", "p1 x2", "bs=8 bs=16", "tp4"])("%s stays a text", (cell) => {
    const [point] = readText(`name of it,TTFT (ms)\n"${cell}",12\n`).points;
    expect(point!.case.extra).toEqual({ "name of it": cell });
    expect(point!.case).toMatchObject({ tensor_parallel: null, batch: null });
  });

  it("says nothing against a column of its own", () => {
    const [point] = readText('name of it,batch,TTFT (ms)\n"TP8 bs=32",16,12\n').points;
    expect(point!.case).toMatchObject({ batch: 16 });
  });

  it("is read so by a recipe too", () => {
    const table = "name of it,TTFT (ms)\nTP8 bs=32,12\n";
    const { columns } = readText(table);
    const recipe = {
      headers: columns.map((each) => each.header),
      columns: columns.map((each) => each.role!),
      notation: null,
    };
    const file = fileFromBytes("a.csv", bytesOf(table));
    expect(readFile(file, { recipe }).points[0]!.case).toMatchObject({ tensor_parallel: 8, batch: 32 });
  });
});

describe("a heading above a Markdown table", () => {
  const table = "| Conc | tok/s |\n|---|---|\n| 1 | 176 |\n";

  it.each<[string, object]>([
    ["#### Qwen2.5 3B Instruct (FP16, TP=1)", { model: "Qwen2.5 3B Instruct", precision: "FP16" }],
    ["## RTX 4070 Laptop, Qwen3-0.6B", { hardware: "RTX 4070 Laptop", model: "Qwen3-0.6B" }],
    ["**Qwen 3 0.6B**", { model: "Qwen 3 0.6B" }],
    ["# H100\n\n## vLLM 0.9.1", { hardware: "H100", system: "vLLM 0.9.1" }],
  ])("%s says what the table does not", (heading, fields) => {
    const read = readText(`${heading}\n\n${table}`, "a.md");
    expect(read.points[0]).toMatchObject({ value: 176, case: { concurrency: 1, ...fields } });
    expect(read.notes.some((note) => note.startsWith("Table 1 (L"))).toBe(true);
  });

  it.each([
    "## Llama 3 results",
    "## vLLM vs SGLang",
    "## Notes on H100",
    "# vLLM\n\n## Concurrency",
    "## Gemma",
  ])("%s says more, or too little, and is not read", (heading) => {
    const [point] = readText(`${heading}\n\n${table}`, "a.md").points;
    expect(point!.case).toMatchObject({ model: null, hardware: null, system: null });
  });

  it("says nothing of a table that has a column for it", () => {
    const [point] = readText("## H100\n\n| GPU | tok/s |\n|---|---|\n| A100 | 176 |\n", "a.md").points;
    expect(point!.case.hardware).toBe("A100");
  });
});

describe("a rate of tokens beside what only a training has", () => {
  it.each(["Train Loss", "Epoch", "GBS", "micro_batch_size", "Grad Norm"])("%s is a training's", (header) => {
    const read = readText(`model,${header},Throughput (tokens/s),samples/s\nA,1,4137.5,2\nB,2,4809.1,3\n`);
    expect(valuesOf(read, "training_tokens_per_second")).toEqual([4137.5, 4809.1]);
    expect(valuesOf(read, "training_samples_per_second")).toEqual([2, 3]);
  });

  it("stays one of output where the header says so", () => {
    const read = readText("model,epochs,output tokens/s\nA,1,40\nB,2,50\n");
    expect(valuesOf(read, "output_tokens_per_second")).toEqual([40, 50]);
  });
});
