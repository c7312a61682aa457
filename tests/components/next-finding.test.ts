import { describe, expect, it } from "vitest";
import type { DatasetFinding, FindingGroup } from "@/components/audit/dataset-finding";
import { nextOf } from "@/components/audit/finding-list";

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
