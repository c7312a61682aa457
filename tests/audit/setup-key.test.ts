import { describe, expect, it } from "vitest";
import { areAlike, setupKey } from "@/lib/audit/setup-key";
import { caseFields, emptyCase, isNumberField, type Case } from "@/lib/points/case";

const withField = (field: string, value: string | number): Case => ({ ...emptyCase(), [field]: value });
const withExtra = (extra: Record<string, string>): Case => ({
  ...emptyCase(),
  extra: Object.assign(emptyCase().extra, extra),
});

describe("areAlike", () => {
  it.each(caseFields)("tells cases apart that differ in %s", (field) => {
    const [one, other] = isNumberField(field) ? [1, 2] : ["a", "b"];
    expect(areAlike(withField(field, one), withField(field, one))).toBe(true);
    expect(areAlike(withField(field, one), withField(field, other))).toBe(false);
    expect(areAlike(withField(field, one), emptyCase())).toBe(false);
  });

  it("tells cases apart by further fields, whichever of the two has more", () => {
    expect(areAlike(withExtra({ a: "1" }), withExtra({ a: "1" }))).toBe(true);
    expect(areAlike(withExtra({ a: "1" }), withExtra({ a: "2" }))).toBe(false);
    expect(areAlike(withExtra({ a: "1" }), withExtra({ a: "1", b: "2" }))).toBe(false);
    expect(areAlike(withExtra({ a: "1", b: "2" }), withExtra({ a: "1" }))).toBe(false);
  });

  it("agrees with the key that setups are gathered by", () => {
    const cases = [
      emptyCase(),
      withField("batch", 1),
      withField("concurrency", 1),
      withExtra({ batch: "1" }),
    ];
    for (const a of cases) for (const b of cases) expect(areAlike(a, b)).toBe(setupKey(a) === setupKey(b));
  });
});
