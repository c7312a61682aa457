import type { Evidence } from "../points/evidence";
import { element } from "./svg-text";

/** What a glyph takes, in px. */
export const glyphSize = { width: 26, height: 14 };

/** The glyph of an evidence grade as SVG content: the same on charts, in legends, in tables and in images. */
export function evidenceGlyph(evidence: Evidence, color: string): string {
  const gap = { stroke: "var(--gbg, var(--surface))", "stroke-width": 1.2 };
  switch (evidence) {
    case "samples":
      return whisker(color) + element("circle", { cx: 13, cy: 7, r: 4, fill: color, ...gap });
    case "summary":
      return (
        whisker(color) + element("path", { d: "M13 1.8l5.2 5.2l-5.2 5.2l-5.2-5.2z", fill: color, ...gap })
      );
    case "single":
      return element("circle", { cx: 13, cy: 7, r: 3.9, fill: "none", stroke: color, "stroke-width": 1.6 });
    case "claim":
      return element("circle", {
        ...{ cx: 13, cy: 7, r: 4.4, fill: "none", stroke: color, "stroke-width": 1.5 },
        "stroke-dasharray": "2.1 1.85",
        transform: "rotate(-12 13 7)",
      });
  }
}

function whisker(color: string): string {
  return element("path", {
    d: "M2 7H24M2 3.5v7M24 3.5v7",
    stroke: color,
    "stroke-width": 1.4,
    fill: "none",
  });
}
