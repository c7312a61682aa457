import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";

function read(text: string, name = "results.txt") {
  return readFile(fileFromBytes(name, new TextEncoder().encode(text)));
}

/** A summary of vllm bench serve, as short as one may be. */
function run(changes: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    ...{ date: "20260102-030405", model_id: "acme/tiny-1b", tokenizer_id: "acme/tiny-1b", num_prompts: 10 },
    ...{ request_rate: "inf", max_concurrency: 4, duration: 2, completed: 10 },
    ...{ total_input_tokens: 1000, total_output_tokens: 200 },
    ...{ request_throughput: 5, output_throughput: 100, total_token_throughput: 600, mean_ttft_ms: 20 },
    ...changes,
  };
}

function rates(text: string) {
  return read(text).points.filter(({ metric }) => metric === "output_tokens_per_second");
}

describe("results inside JSON of another program", () => {
  it.each([
    ["below “results”", { results: [run()] }, "/results/0/output_throughput"],
    ["below “data”, as one object", { data: run() }, "/data/output_throughput"],
    ["as the values of a map of run ids", { "run-1": run() }, "/run-1/output_throughput"],
    ["in an array of arrays", [[run()]], "/0/0/output_throughput"],
    ["three layers down", { a: { b: { results: [run()] } } }, "/a/b/results/0/output_throughput"],
  ])("are read %s, with their place in the file", (_where, json, pointer) => {
    const [rate, ...others] = rates(JSON.stringify(json));
    expect(others).toEqual([]);
    expect(rate).toMatchObject({ value: 100, provenance: { locator: { pointer } } });
  });

  it("take the settings that are said around them, where they do not say these themselves", () => {
    const json = { gpu: "X100", metadata: { tp: 8, model: "another" }, comment: "night", results: [run()] };
    const { points, notes } = read(JSON.stringify(json));
    for (const point of points)
      expect(point.case).toMatchObject({ hardware: "X100", tensor_parallel: 8, model: "acme/tiny-1b" });
    expect(notes.join(" ")).toContain("no setting by its name is not read: comment");
  });

  it("are repeats of one setup under the ids of runs: mean of 90 and 110 is 100, sd √200", () => {
    const json = { "run-1": run({ output_throughput: 90 }), "run-2": run({ output_throughput: 110 }) };
    const [rate, ...others] = rates(JSON.stringify(json));
    expect(others).toEqual([]);
    expect(rate).toMatchObject({
      value: 100,
      stats: { n: 2 },
      runs: [{ label: "run-1" }, { label: "run-2" }],
    });
    expect(rate?.stats.sd).toBeCloseTo(Math.sqrt(200), 12);
  });

  it("are of different setups under keys that are no ids of runs", () => {
    const found = rates(JSON.stringify({ before: run(), after: run({ output_throughput: 110 }) }));
    expect(found.map((point) => [point.value, point.case.extra["entry"]])).toEqual([
      [100, "before"],
      [110, "after"],
    ]);
  });

  it("leave a file that says its points itself as it is", () => {
    const own = { files: [{ points: [{ metric: "ttft", unit: "ms", value: 5, result: run() }] }] };
    const { importer, points } = read(JSON.stringify(own));
    expect(importer?.id).toBe("whisker-json");
    expect(points.map(({ value }) => value)).toEqual([5]);
  });
});

describe("JSON among other text", () => {
  const pretty = JSON.stringify(run(), null, 2);
  const other = JSON.stringify(run({ max_concurrency: 8, output_throughput: 150 }), null, 2);

  it("is read from each block of code of a Markdown document, with the line it begins on", () => {
    const found = rates(
      `# Night\n\n\`\`\`json\n${pretty}\n\`\`\`\n\nThen more users:\n\n\`\`\`\n${other}\n\`\`\`\n`,
    );
    // A heading, a blank and the fence stand before the first; it has as many lines as it has.
    const second = 4 + pretty.split("\n").length + 5;
    expect(found.map(({ value, provenance }) => [value, provenance.locator])).toEqual([
      [100, { line: 4, pointer: "/output_throughput" }],
      [150, { line: second, pointer: "/output_throughput" }],
    ]);
  });

  it("is read between the lines of a log that begin with a bracket themselves", () => {
    const found = rates(`[2026-01-02 03:04:05] INFO ready\n${pretty}\n[2026-01-02 03:04:09] INFO done\n`);
    expect(found.map(({ value }) => value)).toEqual([100]);
  });

  it("is not looked for inside a value that is broken: nothing of it passes for a result of its own", () => {
    const broken = `{\n"results": [\n${pretty},\n{ "date": oops }\n]\n}\n`;
    expect(rates(`log\n${broken}${other}\n`).map(({ value }) => value)).toEqual([150]);
  });

  it("is named and not counted twice where the document has a table of results", () => {
    const table = "| Model | Output tokens/s |\n|---|---|\n| tiny | 100 |\n";
    const { importer, points, notes } = read(`${table}\n\`\`\`json\n${pretty}\n\`\`\`\n`);
    expect(importer?.id).toBe("markdown-table");
    expect(points.map(({ value }) => value)).toEqual([100]);
    expect(notes.join(" ")).toContain("JSON stands in it as well and is not: vLLM bench serve (JSON).");
  });

  it("keeps to the values of a document that has none of results", () => {
    const { importer, problems } = read(`# Settings\n\n\`\`\`json\n{ "port": 80 }\n\`\`\`\n`);
    expect(importer).toBeNull();
    expect(problems).not.toEqual([]);
  });
});
