import { describe, expect, it } from "vitest";
import { datasetFinding, findingGroups, worstByPoint } from "@/components/audit/dataset-finding";
import type { FindingLevel } from "@/lib/points/finding";

const finding = (level: FindingLevel, rule: string, points: string[], lines: number[] = []) =>
  datasetFinding({
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
    places: lines.map((line) => ({ where: { line, column: 2 } })),
  });

describe("datasetFinding", () => {
  it("marks the cells of its sum and names their lines, many of them by the first and the last", () => {
    const few = finding("unusual", "a", ["p"], [12, 2]);
    expect(few.marks).toEqual([
      { from: 12, to: 12, cell: { field: 2 } },
      { from: 2, to: 2, cell: { field: 2 } },
    ]);
    expect(few.place).toBe("L2, L12");
    expect(finding("unusual", "a", ["p"], [9, 8, 11, 10, 8]).place).toBe("L8 to L11");
    expect(finding("unusual", "a", ["p"]).place).toBe("");
  });
});

describe("worstByPoint and findingGroups", () => {
  const findings = [
    finding("inconsistent", "implied-power", ["p", "q"]),
    finding("inconsistent", "implied-power", ["r"]),
    finding("untestable", "first-token", ["p", "s"]),
  ];

  it("a point has the gravest finding that names it", () => {
    const worst = worstByPoint(findings);
    expect(["p", "q", "r", "s", "t"].map((id) => worst.get(id)?.level)).toEqual([
      "inconsistent",
      "inconsistent",
      "inconsistent",
      "untestable",
      undefined,
    ]);
  });

  it("findings of one rule and level stand under the first of them", () => {
    expect(findingGroups(findings).map(({ first, others }) => [first.rule, others.length])).toEqual([
      ["implied-power", 1],
      ["first-token", 0],
    ]);
  });
});
