import { describe, expect, it } from "vitest";
import { readText } from "./text-of";

function read(...lines: string[]) {
  const { importer, points, problems } = readText(lines.join("\n"), "out.log");
  return {
    importer: importer?.id ?? null,
    points: points.map(({ value, case: of, stats }) => ({ value, n: stats.n, of })),
    problems: problems.map(({ where, found }) => [where && "line" in where ? where.line : null, found]),
  };
}

describe("what a script prints, a run a line", () => {
  const runs = ["Run 1: 100 tok/s", "Run 2: 102 tok/s"];

  it.each(["Peak memory: 18.2 GB", "throughput=101 tok/s batch_size=4", "Throughput: 101 tok/s"])(
    "loses no measurement outside a run: %s",
    (line) => {
      expect(read(...runs, line)).toMatchObject({ points: [{ value: 101, n: 2 }], problems: [[3, line]] });
    },
  );

  it.each(["Average: 101 tok/s", "Average: 101 ± 1.4 tok/s", "mean: about 101"])(
    "leaves out what sums up the runs, and says so: %s",
    (line) => {
      const [label] = line.split(":");
      expect(read(...runs, line)).toMatchObject({
        points: [{ value: 101, n: 2 }],
        problems: [[3, `a row labelled “${label}”`]],
      });
    },
  );

  it("says of a setting below the runs that it is not read", () => {
    expect(read(...runs, "GPU: H100")).toMatchObject({
      points: [{ value: 101, of: { hardware: null } }],
      problems: [[3, "GPU: H100"]],
    });
  });

  it("says of a run on a line too long to look through that it is not read", () => {
    const long = `Run 3: 104 tok/s${" ".repeat(500)}x`;
    const { points, problems } = read(...runs, long);
    expect(points).toMatchObject([{ value: 101, n: 2 }]);
    expect(problems).toHaveLength(1);
    expect(problems[0]![0]).toBe(3);
  });

  it("keeps runs that begin again below the same setting apart, as below none", () => {
    const { points } = read("batch_size=4", ...runs, "batch_size=4", "Run 1: 200 tok/s", "Run 2: 202 tok/s");
    expect(points).toMatchObject([
      { value: 101, n: 2, of: { batch: 4, extra: { series: "1" } } },
      { value: 201, n: 2, of: { batch: 4, extra: { series: "2" } } },
    ]);
  });

  it("keeps what a line sets besides what is known", () => {
    const { points } = read("GPU: H100 tp=2, kernel=flash", ...runs);
    expect(points).toMatchObject([
      { value: 101, of: { hardware: "H100", tensor_parallel: 2, extra: { kernel: "flash" } } },
    ]);
  });

  it("reads names of several words, and values that only a blank parts", () => {
    const { points } = read(
      "Run 1: Peak memory: 18.0 GB tok/s: 100",
      "Run 2: Peak memory: 18.2 GB tok/s: 102",
    );
    expect(points).toMatchObject([
      { value: 18.1, n: 2 },
      { value: 101, n: 2 },
    ]);
  });

  it("is none where no value says what was measured", () => {
    expect(read("Run 1: 45.2 ms", "Run 2: 44.9 ms").importer).toBeNull();
  });

  it("is none of a table", () => {
    expect(read("| run | tok/s |", "|---|---|", "| Run 1 | 100 |", "| Run 2 | 102 |").importer).toBe(
      "markdown-table",
    );
    expect(read("name,tok/s", "run 1,100", "run 2,102").importer).toBe("wide-table");
  });
});
