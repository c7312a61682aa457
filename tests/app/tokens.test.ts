import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("../../app/styles/tokens.css", import.meta.url), "utf8");

/** The custom properties declared between a selector's braces. */
function tokensOf(selector: string): Map<string, string> {
  const from = css.indexOf(`${selector} {`);
  const body = css.slice(from, css.indexOf("}", from));
  return new Map(
    Array.from(body.matchAll(/--([\w-]+):\s*([^;]+);/g), (match) => [match[1] ?? "", match[2] ?? ""]),
  );
}

const light = tokensOf('[data-theme="light"]');
const dark = tokensOf('  [data-theme="dark"]');
const darkBySystem = tokensOf(":root:not([data-theme])");

/** WCAG 2.2, relative luminance of sRGB. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const value = parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(a: string, b: string): number {
  const [lighter, darker] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

it("contrast() gives WCAG's own examples: black on white 21, #777 on white 4.48", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.48, 2);
});

describe("the colour tokens", () => {
  it("are the same whether dark was chosen or is the system's", () => {
    expect(darkBySystem).toEqual(dark);
    expect(dark.size).toBeGreaterThan(40);
  });

  it("name the same things in both themes", () => {
    expect([...dark.keys()]).toEqual([...light.keys()]);
  });

  const themes = [
    ["light", light],
    ["dark", dark],
  ] as const;
  const grounds = ["surface", "bg", "sunken", "hover", "hl"];

  it.each(themes)(
    "text colours of the %s theme have a contrast of 4.5 on every ground that text stands on",
    (_, tokens) => {
      for (const text of ["ink", "ink-2", "ink-3"]) {
        for (const ground of grounds) {
          const found = contrast(tokens.get(text) ?? "", tokens.get(ground) ?? "");
          expect(found, `${text} on ${ground}`).toBeGreaterThanOrEqual(4.5);
        }
      }
      expect(contrast(tokens.get("btn-ink") ?? "", tokens.get("btn") ?? "")).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each(themes)(
    "findings and verdicts of the %s theme have 4.5 on the surface and on their tint",
    (_, tokens) => {
      for (const name of ["imp", "sus", "note", "pass", "fast", "slow"]) {
        const color = tokens.get(name) ?? "";
        expect(contrast(color, tokens.get("surface") ?? ""), name).toBeGreaterThanOrEqual(4.5);
        expect(contrast(color, tokens.get(`${name}-t`) ?? ""), `${name} on its tint`).toBeGreaterThanOrEqual(
          4.5,
        );
      }
    },
  );

  it.each(themes)(
    "series colours, controls and the focus ring of the %s theme have 3.0 on the surface and on a selected row",
    (_, tokens) => {
      for (const name of ["s1", "s2", "s3", "s4", "s5", "s6", "s7", "s8", "focus"]) {
        for (const ground of ["surface", "hl"]) {
          expect(
            contrast(tokens.get(name) ?? "", tokens.get(ground) ?? ""),
            `${name} on ${ground}`,
          ).toBeGreaterThanOrEqual(3);
        }
      }
      expect(contrast(tokens.get("ctl") ?? "", tokens.get("surface") ?? "")).toBeGreaterThanOrEqual(3);
    },
  );
});
