import { describe, expect, it } from "vitest";
import type { DatasetFinding, FindingGroup } from "@/components/audit/dataset-finding";
import { nextOf } from "@/components/audit/finding-list";
import { nextFound } from "@/components/explore/next-finding";
import type { AuditLevel } from "@/lib/points/point-audit";

const finding = (title: string) => ({ title }) as DatasetFinding;
const group = (first: DatasetFinding, ...others: DatasetFinding[]) =>
  ({ key: first.title, first, others, left: 0 }) as unknown as FindingGroup;
const [a, b, b2, b3] = ["a", "b", "b2", "b3"].map(finding) as [
  DatasetFinding,
  DatasetFinding,
  DatasetFinding,
  DatasetFinding,
];
const groups = [group(a), group(b, b2, b3)];

describe("the next finding", () => {
  it("is the first where none is selected, then that of the next rule, and the first again", () => {
    expect(nextOf(groups, null)).toBe(a);
    expect(nextOf(groups, a)).toBe(b);
    expect(nextOf(groups, b)).toBe(a);
  });

  it("is the next of the same rule for one that stands behind the first", () => {
    expect(nextOf(groups, b2)).toBe(b3);
    expect(nextOf(groups, b3)).toBe(a);
  });

  it("is none where there are none", () => {
    expect(nextOf([], null)).toBeNull();
  });
});

describe("the next point with a finding", () => {
  const row = (pointId: string, level: AuditLevel | null) => ({
    pointId,
    audit: level === null ? null : { level, title: "" },
  });
  const rows = [
    row("untestable", "untestable"),
    row("passed", "passed"),
    row("unusual", "unusual"),
    row("not audited", null),
    row("impossible", "impossible"),
    row("unusual too", "unusual"),
  ];

  it("is the gravest where none is selected, or one without a finding", () => {
    expect(nextFound(rows, null)).toBe("impossible");
    expect(nextFound(rows, "passed")).toBe("impossible");
  });

  it("is the next as grave in the order of the table, then one less grave, and after the last the first", () => {
    expect(nextFound(rows, "impossible")).toBe("unusual");
    expect(nextFound(rows, "unusual")).toBe("unusual too");
    expect(nextFound(rows, "unusual too")).toBe("untestable");
    expect(nextFound(rows, "untestable")).toBe("impossible");
  });

  it("is none where no point has one", () => {
    expect(nextFound([row("passed", "passed"), row("not audited", null)], null)).toBeNull();
  });
});
