import { describe, expect, it } from "vitest";
import { imageText } from "@/lib/share/image-text";

describe("imageText", () => {
  it("composes, and drops what is not seen or turns the direction of text", () => {
    expect(imageText("Cafe\u0301 \u202eabc\u202c\u200b\u0000\u0007 \u2066x\u2069\ufeff")).toBe("Café abc x");
  });

  it("puts lines on one line, and cuts after 120 characters, never inside one", () => {
    expect(imageText(" a\r\n\tb\u2028c  ")).toBe("a b c");
    const cut = imageText("😀".repeat(200));
    expect(cut.length).toBeLessThanOrEqual(120);
    expect(cut).toMatch(/^(😀)+…$/u);
  });

  it("leaves other scripts, emoji of one sign and signs of mathematics as they are", () => {
    for (const text of ["性能 テスト", "שלום", "Φ(a) ≤ 3×", "🐈", "naïve"])
      expect(imageText(text)).toBe(text);
  });
});
