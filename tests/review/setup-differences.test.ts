import { describe, expect, it } from "vitest";
import { changedFlags, changedParts } from "@/lib/review/changed-parts";
import { reviewOf } from "@/lib/review/review";
import { runs, side } from "./sides";

const compared = (baseline: string, candidate: string) =>
  reviewOf(
    side(runs([100, 101, 99], { more: baseline })),
    side(runs([100, 101, 99], { more: candidate }), "b"),
  );

describe("what differs between the setups", () => {
  it.each([
    ["driver=550", "driver=560"],
    ["CUDA version=12.4", "CUDA version=12.8"],
    ["gpu_clock=1755", "gpu_clock=1980"],
    ["power limit (W)=700", "power limit (W)=500"],
    ["OS=Debian 12", "OS=Debian 13"],
    ["seed=1", "seed=2"],
    ["vbios=96.00", "vbios=97.00"],
    ["promptSet=short", "promptSet=long"],
  ])("%s against %s is not under test: the sides are hard to compare", (a, b) => {
    const { comparable, differences, comparisons } = compared(a, b);
    expect(comparisons).toHaveLength(1);
    expect(differences).toMatchObject([{ underTest: false }]);
    expect(comparable).toBe(false);
  });

  it.each([
    ["flag=a", "flag=b"],
    ["git_commit=aa", "git_commit=bb"],
    ["kernel=paged_v1", "kernel=paged_v2"],
    ["scheduler=fcfs", "scheduler=priority"],
  ])("%s against %s is what a review is about", (a, b) => {
    expect(compared(a, b)).toMatchObject({ comparable: true, differences: [{ underTest: true }] });
  });

  it("lists what agrees beside what differs; together they are all fields that are stated", () => {
    const { differences, agreements, fields } = compared("driver=550", "driver=550");
    expect(differences).toEqual([]);
    expect(agreements).toEqual([
      { field: "driver", label: "driver", texts: ["550"] },
      { field: "model", label: "Model", texts: ["A"] },
    ]);
    expect(fields).toBe(2);
  });

  it("a side that does not say a field differs from one that does", () => {
    const { differences } = reviewOf(
      side(runs([100, 101, 99], { more: "driver=550" })),
      side(runs([100, 101, 99]), "b"),
    );
    expect(differences).toMatchObject([{ field: "driver", baseline: ["550"], candidate: [] }]);
  });
});

describe("two commands", () => {
  it("are told apart word by word, each word as often as it stands", () => {
    expect(changedParts("serve --batch 8 --fast", "serve --batch 16")).toEqual([
      { text: "serve --batch", isChanged: false },
      { text: "8 --fast", isChanged: true },
    ]);
    expect(changedParts("a a", "a")).toEqual([
      { text: "a", isChanged: false },
      { text: "a", isChanged: true },
    ]);
  });

  it.each([
    ["serve", "serve --kv-prefetch=4", ["--kv-prefetch"]],
    ["serve --batch 8", "serve --batch 16", ["--batch"]],
    ["serve -b 8 --x", "serve -b 9 --y", ["--x", "--y", "-b"]],
    ["serve a.json", "serve b.json", []],
    ["serve", "serve", []],
  ])("%s and %s differ in the flags %j", (a, b, flags) => expect(changedFlags(a, b)).toEqual(flags));
});
