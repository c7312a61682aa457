import { execFileSync } from "node:child_process";
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { fileFromBytes } from "@/lib/importers/source-file";
import { readFile } from "@/lib/importers";
import type { Point } from "@/lib/points/point";
import { findPython, parseTable, pythonEnvironment, type TableRows } from "./measure/python";

const program = resolve(import.meta.dirname, "../../data/measured/measure");
const beside = resolve(import.meta.dirname, "measure");
const folder = mkdtempSync(join(tmpdir(), "whisker-measure-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plain = findPython(["math"]);
const withTorch = findPython(["math", "torch"]);
const slow = { timeout: 400_000 };

/** A test that says in its name why it does not run. */
function itWith(python: string | null, needs: string, title: string, run: (python: string) => void) {
  const name = python === null ? `${title} (skipped: no ${needs})` : title;
  it.skipIf(python === null)(name, slow, () => run(python ?? ""));
}
const itCounts = (title: string, run: (python: string) => void) =>
  itWith(plain, "Python 3.8 or newer", title, run);
const itMeasures = (title: string, run: (python: string) => void) =>
  itWith(withTorch, "Python with PyTorch", title, run);

/** What an expression of the program's own functions gives; PyTorch is not needed for those. */
function ask(python: string, imports: string, expression: string): unknown {
  const code = `import json, sys; sys.path.insert(0, ${JSON.stringify(program)})\n${imports}\nprint(json.dumps(${expression}))`;
  return JSON.parse(
    execFileSync(python, ["-c", code], { encoding: "utf8", env: pythonEnvironment(), stdio: "pipe" }),
  );
}

function run(python: string, args: string[], more: Record<string, string> = {}): string {
  return execFileSync(python, args, {
    encoding: "utf8",
    env: { ...pythonEnvironment(), ...more },
    stdio: ["ignore", "pipe", "ignore"],
  });
}

function imported(path: string) {
  return readFile(fileFromBytes("results.csv", readFileSync(path)));
}

function readTable(path: string): TableRows {
  return parseTable(readFileSync(path, "utf8"));
}

const find = (points: readonly Point[], metric: string, more: Partial<Point["case"]>) =>
  points.filter(
    (point) =>
      point.metric === metric &&
      Object.entries(more).every(([field, value]) => point.case[field as keyof Point["case"]] === value),
  );

describe("the arithmetic of measure", () => {
  // Published counts: Touvron et al. 2023 round them to 7B and 13B; the exact ones follow from the layer sizes, e.g. of 7B
  // 32 x (4 x 4096^2 + 3 x 4096 x 11008 + 2 x 4096) + 2 x 32000 x 4096 + 4096.
  itCounts("counts the parameters of each shape", (python) => {
    const shapes = '("llama-2-7b", "llama-2-13b", "gpt2-124m")';
    const from = "from shapes import *";
    expect(ask(python, from, `[parameters(SHAPES[name]) for name in ${shapes}]`)).toEqual([
      6_738_415_616, 13_015_864_320, 124_439_808,
    ]);
    // Less 32000 x 4096, 32000 x 5120 and 1024 x 768 numbers of which a row is looked up.
    expect(ask(python, from, `[multiplied(SHAPES[name]) for name in ${shapes}]`)).toEqual([
      6_607_343_616, 12_852_024_320, 123_653_376,
    ]);
  });

  itCounts(
    "counts the FLOP of a pass: 2 a parameter and token, 4 x layers x width a token seen",
    (python) => {
      const flop = (expression: string) => ask(python, "from shapes import *", expression);
      // 2 x 6,607,343,616 + 4 x 32 x 4096 x 129
      expect(flop('flop_of_decode(SHAPES["llama-2-7b"], 1, 128, 1)')).toBe(13_282_320_384);
      // Two sequences, two tokens: 2 x (2 x 2 x 6,607,343,616 + 524,288 x (129 + 130))
      expect(flop('flop_of_decode(SHAPES["llama-2-7b"], 2, 128, 2)')).toBe(53_130_330_112);
      // 3 tokens see 1 + 2 + 3: 2 x 6,476,271,616 x 3 + 2 x 131,072,000 + 524,288 x 6
      expect(flop('flop_of_prefill(SHAPES["llama-2-7b"], 1, 3)')).toBe(39_122_919_424);
    },
  );

  itCounts("counts the bytes of a step: every parameter once, the cache of every sequence", (python) => {
    // 2 x (6,607,343,616 + 64 x 192 x 2 x 32 x 4096); a token's cache is the 524,288 bytes of the 7B's 16-bit cache
    expect(ask(python, "from shapes import *", 'bytes_of_step(SHAPES["llama-2-7b"], 64, 192, "bf16")')).toBe(
      19_657_138_176,
    );
  });

  itCounts("makes rows of a window: its FLOP by seconds and by joules", (python) => {
    // Four passes of two tokens of two sequences, in 2 s at 600 J: 4 x 53,130,330,112 FLOP, 16 tokens.
    const said = {
      kind: "case",
      passes: [500, 500, 500, 500],
      steps: [250, 250],
      window: { seconds: 2, joules: 600 },
      peaks: { allocated: 14e9, reserved: 15e9 },
    };
    const of =
      'Case("decode", "graphs", "bf16", shape="llama-2-7b", batch=2, tokens_in=128, tokens_out=2), json.loads(' +
      `'${JSON.stringify(said)}'), 290.0`;
    const rows = ask(python, "from cases import Case\nfrom rows import rows_of", `rows_of(${of})`) as Record<
      string,
      string
    >[];
    const values = rows.map(({ metric, value, unit, power_scope, memory_scope }) =>
      [metric, value, unit, power_scope ?? memory_scope ?? ""].join(" ").trim(),
    );
    expect(values).toEqual([
      ...Array.from({ length: 4 }, () => "output_tokens_per_second 8 tok/s"),
      "itl 250 ms",
      "itl 250 ms",
      "tflops 0.106261 TFLOPS", // 212,521,320,448 / 2 s
      "power 300 W device, energy counter",
      "tflops_per_watt 0.000354202 TFLOPS/W", // 212,521,320,448 / 600 J
      "energy_per_token 37.5 J/tok", // 600 J / 16
      "power 290 W device, sampled",
      "peak_memory 14 GB allocated",
      "peak_memory 15 GB reserved",
    ]);
  });

  itCounts("writes OOM where a case does not fit into memory", (python) => {
    const rows = ask(
      python,
      "from cases import Case\nfrom rows import rows_of",
      'rows_of(Case("decode", shape="llama-2-13b", batch=64, tokens_in=128, tokens_out=128), {"kind": "out of memory"})',
    ) as Record<string, string>[];
    expect(rows.map(({ metric, value }) => [metric, value])).toEqual([
      ["output_tokens_per_second", "OOM"],
      ["peak_memory", "OOM"],
    ]);
  });

  itCounts("keeps at most a hundred samples of a run, from its whole length", (python) => {
    const picked = (count: number) =>
      ask(python, "from rows import picked", `picked(list(range(${count})))`) as number[];
    expect(picked(20)).toEqual(Array.from({ length: 20 }, (_, i) => i));
    expect(picked(1000)).toEqual(Array.from({ length: 100 }, (_, i) => 10 * i));
  });
});

describe("what measure plans", () => {
  const plan = "from cases import *";

  itCounts("on a GPU: both models, both systems, three prompts and seven batches", (python) => {
    const cases = ask(
      python,
      plan,
      '[[c.phase, c.system, c.shape, c.tokens_in if c.phase == "prefill" else c.batch] for c in model_cases(MODES["gpu"])]',
    ) as unknown[][];
    expect(cases).toHaveLength(2 * 2 * (3 + 7));
    const of = (system: string, shape: string, phase: string) =>
      cases
        .filter(([p, s, m]) => p === phase && s === system && m === shape)
        .map(([, , , number]) => Number(number))
        .sort((a, b) => a - b);
    for (const system of ["eager", "graphs"])
      for (const shape of ["llama-2-7b", "llama-2-13b"]) {
        expect(of(system, shape, "decode")).toEqual([1, 2, 4, 8, 16, 32, 64]);
        expect(of(system, shape, "prefill")).toEqual([128, 512, 2048]);
      }
  });

  itCounts("with --quick, in less than eight minutes, what tells most", (python) => {
    const seconds = ask(
      python,
      plan,
      '[MODES["gpu quick"].budget, MODES["gpu quick"].limits.window, MODES["gpu quick"].runs]',
    );
    expect(seconds).toEqual([470, 2, 5]);
    // Ten processes share 470 s less 2.5 s of idleness before each run: 45 s each, of which 12 s go to starting.
    const fit = ask(
      python,
      plan,
      '[[c.phase, c.system, c.tokens_in if c.phase == "prefill" else c.batch] for c in fitting(processes_of(MODES["gpu quick"])[0], lambda c: expected_seconds(c, MODES["gpu quick"].limits), 45 - 12) if c.is_model]',
    ) as unknown[][];
    expect(fit.slice(0, 4)).toEqual([
      ["decode", "graphs", 1],
      ["decode", "eager", 1],
      ["prefill", "graphs", 512],
      ["prefill", "eager", 512],
    ]);
    expect(fit).toContainEqual(["decode", "graphs", 64]);
  });

  itCounts("leaves out what does not fit into a share of time, and takes what does after it", (python) => {
    expect(ask(python, plan, "fitting([3, 9, 4, 2], lambda seconds: seconds, 9)")).toEqual([3, 4, 2]);
  });

  itCounts("no case beyond a model's context", (python) => {
    const longest = ask(
      python,
      plan,
      'max(c.cached for c in model_cases(dataclasses.replace(MODES["gpu"], shapes=("gpt2-124m",))))',
    );
    expect(longest).toBe(512); // GPT-2 has 1,024 positions: a prompt of 2,048 is left out
  });
});

describe("the table that measure writes", () => {
  const rows = (python: string, path: string) =>
    ask(
      python,
      "from table import Table\nfrom rows import row, case_columns\nfrom cases import Case",
      `(lambda t: [t.add([dict(row("ttft", "ms", 10.0 + i, i), run=run, hardware="A", system_version="2", **case_columns(Case("prefill", shape="gpt2-124m", batch=1, tokens_in=128, tokens_out=1))) for i in (1, 2)]) for run in (1, 2)])(Table(${JSON.stringify(path)}))`,
    );
  const reopened = (python: string, path: string) =>
    ask(python, "from table import Table", `sorted(key[0] for key in Table(${JSON.stringify(path)}).done)`);

  itCounts("is taken up again without the case that came last, of which a part may be missing", (python) => {
    const path = join(folder, "again.csv");
    rows(python, path);
    appendFileSync(path, "ttft,12.5,ms,GPT-2 12"); // torn in the middle of a line
    expect(reopened(python, path)).toEqual(["1"]);
    expect(readTable(path).rows.map(({ run, value }) => [run, value])).toEqual([
      ["1", "11"],
      ["1", "12"],
    ]);
  });

  itCounts("is never mixed with another machine's, nor with other columns", (python) => {
    const path = join(folder, "other.csv");
    rows(python, path);
    const check = `(lambda t: t.check("B", "2"))(Table(${JSON.stringify(path)}))`;
    expect(() => ask(python, "from table import Table", check)).toThrow(
      /measured on A with PyTorch 2; this is B/,
    );
    writeFileSync(path, "metric,value\nttft,1\n");
    expect(() => reopened(python, path)).toThrow(/other columns/);
  });
});

describe("measure --note", () => {
  // Invented: two runs of GPT-2 124M at batch 1 on a machine of 100 GB/s and 0.1 TFLOPS.
  const table = (rates: [number, number]) => {
    const columns =
      "metric,value,unit,model,system,precision,batch,input_tokens,output_tokens,scenario,threads,power_scope,memory_scope,run";
    const decode = "GPT-2 124M,PyTorch eager,fp32,1,128,128,decode after a prefilled prompt,1,,";
    const machine = (scenario: string) => `,PyTorch eager,,,,,${scenario},1,,`;
    const rows = rates.flatMap((rate, i) => [
      `custom:memory_bandwidth,100,GB/s,${machine("memory summed")},${i + 1}`,
      `tflops,0.1,TFLOPS,${machine("matrix product of 1024 x 1024")},${i + 1}`,
      `output_tokens_per_second,${rate},tok/s,${decode},${i + 1}`,
      `tflops,0.025,TFLOPS,${decode},${i + 1}`,
    ]);
    const path = join(folder, "note.csv");
    writeFileSync(path, [columns, ...rows, ""].join("\n"));
    return path;
  };

  itCounts("tells each case's mean, spread between runs, MBU and MFU", (python) => {
    // Bytes of a step: 4 x (123,653,376 + 192.5 x 2 x 12 x 768) = 508,806,144; at 100 steps/s 50.9 of 100 GB/s.
    expect(run(python, [program, "--note", table([99, 101])])).toContain(
      "| GPT-2 124M | PyTorch eager | decode, batch 1 | `output_tokens_per_second` | 100 tok/s | 2 | 1.4 % |  | 50.9 % | 25.0 % |",
    );
  });

  itCounts("fails where a case uses more than the machine has", (python) => {
    const path = table([199, 201]);
    expect(() => run(python, [program, "--note", path])).toThrow();
  });
});

describe("the models of measure", () => {
  itMeasures(
    "give the logits of the same models written down number by number, with a cache as without",
    (python) => {
      const { logits, parameters } = JSON.parse(run(python, [join(beside, "reference.py"), program])) as {
        logits: Record<string, { off: number; size: number }>;
        parameters: Record<string, { allocated: number; counted: number }>;
      };
      expect(Object.keys(logits)).toEqual(["llama", "gpt2"]);
      for (const { off, size } of Object.values(logits)) {
        expect(size).toBeGreaterThan(1);
        expect(off).toBeLessThan(1e-12); // double precision throughout
      }
      for (const { allocated, counted } of Object.values(parameters)) expect(allocated).toBe(counted);
    },
  );
});

describe("measure --tiny", () => {
  itMeasures(
    "measures toy shapes on the CPU: runs, samples and intervals as Whisker reads them",
    (python) => {
      const path = join(folder, "tiny.csv");
      const tiny = ["--tiny", "--models", "tiny-llama", "--runs", "2", "--out", path];
      run(python, [program, ...tiny, "--log", join(folder, "tiny.log")]);
      const { points, problems, importer } = imported(path);
      expect([importer?.id, problems]).toEqual(["whisker-csv", []]);

      const [ttft, ...others] = find(points, "ttft", { model: "Llama-2 shape, tiny", input_tokens: 8 });
      expect(others).toEqual([]);
      expect(ttft).toMatchObject({
        evidence: "samples",
        interval: { method: "student-t", n: 2, varies: "between-run" },
        case: { system: "PyTorch eager", precision: "fp32", batch: 1, output_tokens: 1, accelerators: null },
        context: { tool: "measure" },
      });
      expect(ttft?.runs.map((each) => each.samples?.values.length)).toEqual([20, 20]);

      for (const batch of [1, 2]) {
        const [rate] = find(points, "output_tokens_per_second", { batch });
        const [gap] = find(points, "itl", { batch });
        expect(rate?.runs.map((each) => each.samples?.values.length)).toEqual([3, 3]);
        expect(gap?.runs.map((each) => each.samples?.values.length)).toEqual([24, 24]);
        expect(find(points, "peak_memory", { batch }).at(0)?.case.extra["memory_scope"]).toBe("resident");
      }
      expect(find(points, "custom:memory_bandwidth", {})).toHaveLength(3);
      expect(find(points, "power", {})).toEqual([]); // a CPU has no energy counter
      const { rows } = readTable(path);
      const done = rows.length;
      run(python, [program, ...tiny]); // what is there but its last case is not measured again
      expect(readTable(path).rows).toHaveLength(done);
      expect(readTable(path).rows.slice(0, 20)).toEqual(rows.slice(0, 20));
    },
  );
});

describe("measure on a GPU that is none", () => {
  const measureOnFake = (
    python: string,
    name: string,
    seconds: number,
    more: Record<string, string> = {},
  ) => {
    const [path, log] = [join(folder, `${name}.csv`), join(folder, `${name}.log`)];
    const failed = run(python, [join(beside, "on_fake_gpu.py"), program, path, log, String(seconds)], {
      PYTHONPATH: join(beside, "fake-gpu"),
      ...more,
    });
    return { path, failed: Number(failed) };
  };

  itMeasures(
    "takes energy from the counter, where this one draws 300 W, and says what it ran on",
    (python) => {
      const { path, failed } = measureOnFake(python, "fake", 3000);
      expect(failed).toBe(0);
      const { points, problems } = imported(path);
      expect(problems).toEqual([]);
      const facts = {
        hardware: "NVIDIA H200",
        accelerators: "1",
        driver: "999.1",
        cuda: "99.9",
        power_limit: "700 W",
      };
      for (const row of readTable(path).rows) expect(row).toMatchObject(facts);
      const idle = find(points, "power", { scenario: "idle" });
      expect(idle.map(({ stats }) => stats.n)).toEqual([2]);
      for (const system of ["PyTorch eager", "PyTorch CUDA graphs"]) {
        const of = { system, model: "Llama-2 shape, tiny", batch: 2 };
        const powers = find(points, "power", of);
        expect(powers.map((point) => point.case.extra["power_scope"]).sort()).toEqual([
          "device, energy counter",
          "device, sampled",
        ]);
        for (const power of [...powers, ...idle]) expect(power.value).toBeCloseTo(300, 1);
        const [tflops, perWatt] = ["tflops", "tflops_per_watt"].map(
          (metric) => find(points, metric, of)[0]?.value,
        );
        expect(tflops! / perWatt!).toBeCloseTo(300, 1);
        expect(find(points, "energy_per_token", of)[0]?.evidence).toBe("samples");
        expect(find(points, "peak_memory", of).map(({ value }) => value)).toEqual([2, 3]);
      }
    },
  );

  itMeasures("stops by itself at the end of its budget, with what it has", (python) => {
    expect(readTable(measureOnFake(python, "late", 1).path).rows).toEqual([]);
  });

  itMeasures("goes on without a case that ends its process, and counts it", (python) => {
    const { path, failed } = measureOnFake(python, "broken", 3000, { NO_GRAPHS: "yes" });
    expect(failed).toBe(2); // a prefill and a decode, not tried again in the second run
    const measured = readTable(path).rows.filter(({ model }) => model !== "");
    expect(new Set(measured.map(({ system }) => system))).toEqual(new Set(["PyTorch eager"]));
    expect(new Set(measured.map(({ run, scenario }) => `${run} ${scenario}`)).size).toBe(4);
  });

  itMeasures("stops at once where no process can start: PyTorch finds no GPU", (python) => {
    const path = join(folder, "none.csv");
    const quick = [program, "--quick", "--out", path];
    expect(() => run(python, quick, { CUDA_VISIBLE_DEVICES: "" })).toThrow();
    expect(readTable(path).rows).toEqual([]);
  });
});
