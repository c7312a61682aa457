import { describe, expect, it } from "vitest";
import { pointsJsonText } from "@/lib/export/points-json";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";

describe("pointsJsonText of a point of several runs", () => {
  it("counts every raw value that is kept, while n counts the runs", () => {
    const rows = ["1,10", "1,12", "1,14", "2,20", "2,22"].map(
      (row) => `ttft,${row.split(",")[1]},ms,m,${row[0]}`,
    );
    const csv = ["metric,value,unit,model,run", ...rows].join("\n") + "\n";
    const read = readFile(fileFromBytes("runs.csv", new TextEncoder().encode(csv)));
    const told = JSON.parse(
      [...pointsJsonText({ ...read, importer: read.importer?.id ?? null }, { samples: false })].join(""),
    );
    // Run means 12 and 21: mean 16.5, sample sd 9 / sqrt 2.
    expect(told.points).toHaveLength(1);
    expect(told.points[0]).toMatchObject({ samples: 5, value: 16.5, stats: { n: 2 } });
    expect(told.points[0].stats.sd).toBeCloseTo(9 / Math.SQRT2, 12);
  });
});
