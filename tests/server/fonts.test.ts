import { describe, expect, it } from "vitest";
import { drawableSvg, fonts } from "@/lib/server/forms/fonts";

const drawn = (text: string) => drawableSvg(`<svg><text a="漢">${text}</text></svg>`, fonts().covers);
const as = (text: string) => `<svg><text a="漢">${text}</text></svg>`;

describe("the fonts of images", () => {
  it("have Latin, Greek, Cyrillic and the signs that figures write", () => {
    for (const character of "AzÅŁßΦωЖя0123±×−–…→←·%√□")
      expect([character, fonts().covers(character.codePointAt(0)!)]).toEqual([character, true]);
    for (const character of "漢テ한אعअ😀")
      expect([character, fonts().covers(character.codePointAt(0)!)]).toEqual([character, false]);
  });
});

describe("drawableSvg", () => {
  it("leaves what can be drawn, and puts a box for each character that cannot", () => {
    expect(drawn("Φ(a) 漢字 ok")).toBe(as("Φ(a) □□ ok"));
    expect(drawn("שלום")).toBe(as("□□□□"));
  });

  it("counts an emoji of several signs once, and keeps a letter whose marks alone are unknown", () => {
    expect(drawn("👩‍👩‍👧‍👦🇩🇪 x")).toBe(as("□□ x"));
    expect(drawn("Z\u0591a")).toBe(as("Za"));
  });

  it("touches no tag, no style and no entity, and leaves out what only programs read", () => {
    const svg = "<svg><style>\n.a{b:c}\n</style><metadata>漢</metadata><text>&lt;漢&gt;\n</text></svg>";
    expect(drawableSvg(svg, fonts().covers)).toBe(
      "<svg><style>\n.a{b:c}\n</style><text>&lt;□&gt;\n</text></svg>",
    );
  });
});
