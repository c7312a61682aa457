import { describe, expect, it } from "vitest";
import { shortText } from "@/lib/points/short-text";

describe("shortText", () => {
  it("leaves a text that fits as it is, also an empty one", () => {
    expect(shortText("", 3)).toBe("");
    expect(shortText("abc", 3)).toBe("abc");
  });

  it("ends a longer one in an ellipsis, without a blank before it", () => {
    expect(shortText("abcdef", 4)).toBe("abc…");
    expect(shortText("ab cdef", 4)).toBe("ab…");
  });

  it("never ends in half a character", () => {
    expect(shortText("ab😀cd", 4)).toBe("ab…");
    expect(shortText("ab😀cd", 5)).toBe("ab😀…");
  });
});
