import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { putQuickNumber, quickNumber } from "@/lib/importers/cells";

/** Of a cell that stands within a line. */
function quickNumberIn(text: string): number {
  const bytes = new TextEncoder().encode(`7${text}7`);
  const into = Float64Array.of(0, 1, 2);
  putQuickNumber(bytes, 1, bytes.length - 1, into, 1);
  expect([into[0], into[2]]).toEqual([0, 2]);
  return into[1]!;
}

const digits = (maxLength: number) =>
  fc.array(fc.constantFrom(..."0123456789"), { maxLength }).map((all) => all.join(""));

/** Some with up to 24 digits, of which the quick way reads 15 itself. */
const decimals = fc
  .tuple(fc.constantFrom("", "-"), digits(12), fc.constantFrom("", "."), digits(12))
  .map(([sign, whole, point, part]) => sign + whole + point + part)
  .filter((text) => /\d/.test(text));

describe("numbers of plain cells", () => {
  it("are those that the language reads, in text and in bytes alike", () => {
    fc.assert(
      fc.property(decimals, (text) => {
        const expected = Number(text);
        // An underflow is no zero; -0 is 0.
        const isZero = !/[1-9]/.test(text);
        expect(quickNumber(text)).toBe(isZero ? 0 : expected);
        expect(quickNumberIn(text)).toBe(isZero ? 0 : expected);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    ["100.000", 100],
    ["0.1", 0.1],
    ["999999999", 999999999],
    ["9999999999", 9999999999],
    ["2147483648", 2147483648],
    ["123456789.123456", 123456789.123456],
    ["999999999999999", 999999999999999],
    ["1234567890123456", 1234567890123456],
    ["1e3", 1000],
    ["-5.25", -5.25],
  ])("%s", (text, value) => {
    expect(quickNumberIn(text)).toBe(value);
    expect(quickNumber(text)).toBe(value);
  });

  it.each(["", "-", ".", "-.", "1,5", "12 ms", "0x10", "1e400", "1.2.3", "NaN", " 1", "--1"])(
    "“%s” needs a closer look",
    (text) => {
      expect(quickNumberIn(text)).toBeNaN();
      expect(quickNumber(text)).toBeNaN();
    },
  );
});
