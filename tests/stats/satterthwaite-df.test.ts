import { expect, it } from "vitest";
import { satterthwaiteDf } from "@/lib/stats/satterthwaite-df";

it("satterthwaiteDf of se 1 (df 2) and se 2 (df 8) is (1 + 4)^2 / (1/2 + 16/8) = 10", () => {
  expect(satterthwaiteDf({ se: 1, df: 2 }, { se: 2, df: 8 })).toBe(10);
});
it("satterthwaiteDf of equal parts is the sum of their df", () => {
  expect(satterthwaiteDf({ se: 0.3, df: 4 }, { se: 0.3, df: 4 })).toBe(8);
});
it("satterthwaiteDf with one part 0 is the other's df", () => {
  expect(satterthwaiteDf({ se: 0, df: 4 }, { se: 0.3, df: 7 })).toBe(7);
});
it("satterthwaiteDf of two parts 0, or one not finite, is null", () => {
  expect(satterthwaiteDf({ se: 0, df: 4 }, { se: 0, df: 4 })).toBeNull();
  expect(satterthwaiteDf({ se: Infinity, df: 4 }, { se: 1, df: 4 })).toBeNull();
  expect(satterthwaiteDf({ se: 1, df: 4 }, { se: NaN, df: 4 })).toBeNull();
});
it("satterthwaiteDf does not depend on the unit, from 1e-300 to 1e300", () => {
  for (const unit of [2 ** -996, 2 ** 996]) {
    expect(satterthwaiteDf({ se: unit, df: 2 }, { se: 2 * unit, df: 8 })).toBe(10);
  }
});
