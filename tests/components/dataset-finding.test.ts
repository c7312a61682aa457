import { describe, expect, it } from "vitest";
import { datasetAudit, datasetFinding } from "@/components/audit/dataset-finding";
import { worstByPoint } from "@/lib/points/point-audit";
import type { FindingLevel } from "@/lib/points/finding";

const finding = (level: FindingLevel, rule: string, points: string[], lines: number[] = []) => ({
  ...{
    level,
    rule,
    points,
    title: `${rule} of ${points.join()}`,
    says: "",
    sum: null,
    cells: [],
    missing: [],
  },
  places: lines.map((line) => ({ point: points[0]!, where: { line, column: 2 } })),
});

describe("datasetFinding", () => {
  it("marks the cells of its sum and names their lines, many of them by the first and the last", () => {
    const few = datasetFinding(finding("unusual", "a", ["p"], [12, 2]));
    expect(few.marks).toEqual([
      { from: 12, to: 12, cell: { field: 2 } },
      { from: 2, to: 2, cell: { field: 2 } },
    ]);
    expect(few.place).toBe("L2, L12");
    expect(datasetFinding(finding("unusual", "a", ["p"], [9, 8, 11, 10, 8])).place).toBe("L8 to L11");
    expect(datasetFinding(finding("unusual", "a", ["p"])).place).toBe("");
  });
});

const findings = [
  finding("inconsistent", "implied-power", ["p", "q"]),
  finding("inconsistent", "implied-power", ["r"]),
  finding("untestable", "first-token", ["p", "s"]),
];

describe("worstByPoint", () => {
  it("gives the gravest finding that names a point", () => {
    const worst = worstByPoint(findings);
    expect(["p", "q", "r", "s", "t"].map((id) => worst.get(id)?.level)).toEqual([
      "inconsistent",
      "inconsistent",
      "inconsistent",
      "untestable",
      undefined,
    ]);
  });
});

describe("datasetAudit", () => {
  const found = (of: typeof findings) => {
    const audit = datasetAudit({ kind: "found", findings: of });
    if (audit.kind !== "found") throw new Error(audit.kind);
    return audit;
  };

  it("counts levels, and lists findings of one rule and level under the first of them", () => {
    const { counts, findings: groups } = found(findings);
    expect(counts).toEqual({ impossible: 0, inconsistent: 2, unusual: 0, untestable: 1 });
    expect(groups.map(({ first, others, left }) => [first.title, others.length, left])).toEqual([
      ["implied-power of p,q", 1, 0],
      ["first-token of p,s", 0, 0],
    ]);
  });

  it("lists 50 of a rule, and counts the others", () => {
    const many = Array.from({ length: 53 }, (_, i) => finding("unusual", "scaling", [`p${i}`]));
    const { counts, findings: groups } = found(many);
    expect(counts.unusual).toBe(53);
    expect(groups.map(({ others, left }) => [1 + others.length, left])).toEqual([[50, 3]]);
  });

  it("says why there is none", () => {
    expect(datasetAudit({ kind: "too large" })).toEqual({ kind: "too large" });
  });
});
