import type { Slot } from "../series/series";
import { element } from "./svg-text";

/** Kinds of marks, in the order in which they are drawn: one path for each kind and colour, however many points. */
const layers = [
  "barClaim",
  "barClaimLine",
  "bar",
  "barSingle",
  "strip",
  "densityStrip",
  "range",
  "rangeLine",
  "join",
  "whisker",
  "whiskerDashed",
  "barWhisker",
  "thinWhisker",
  "tick",
  "filled",
  "single",
  "claim",
] as const;

export type Layer = (typeof layers)[number];

/** The colour of a slot; systems beyond the eighth are grey and rely on their label. */
export function slotFill(slot: Slot): string {
  return slot === null ? "var(--ink-3)" : `var(--s${slot})`;
}

/** Collects the paths of marks, and writes one element for each kind and slot that has any. */
export class MarkLayers {
  private readonly paths = new Map<Layer, Map<Slot, string[]>>();

  add(layer: Layer, slot: Slot, path: string): void {
    if (path === "") return;
    const slots = this.paths.get(layer) ?? new Map<Slot, string[]>();
    const paths = slots.get(slot);
    if (paths) paths.push(path);
    else slots.set(slot, [path]);
    this.paths.set(layer, slots);
  }

  /** @param gap the colour around filled markers and inside hollow ones: what they stand on */
  svg(gap = "var(--surface)", hatchPrefix = "hatch"): string {
    return layers
      .flatMap((layer) =>
        Array.from(this.paths.get(layer) ?? [], ([slot, paths]) => {
          const attributes = attributesOf(layer, slot, gap, hatchPrefix);
          return element("path", { class: `m-${layer}`, d: paths.join(""), ...attributes });
        }),
      )
      .join("");
  }

  /** The slots whose claims are drawn as hatched bars, for which `hatches` writes the patterns. */
  hatched(): Slot[] {
    return Array.from(this.paths.get("barClaim")?.keys() ?? []);
  }
}

/** Patterns of claims' bars: 45°, a 1.5 px line every 4.5 px at 60 % over a 7 % fill. */
export function hatches(slots: readonly Slot[], prefix: string): string {
  const patterns = slots.map((slot) => {
    const color = slotFill(slot);
    const ground = element("rect", { width: 4.5, height: 4.5, fill: color, opacity: 0.07 });
    const line = element("path", { d: "M0 0v4.5", stroke: color, "stroke-width": 1.5, opacity: 0.6 });
    const id = hatchId(prefix, slot);
    const size = { width: 4.5, height: 4.5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
    return element("pattern", { id, ...size }, ground + line);
  });
  return patterns.length === 0 ? "" : element("defs", {}, patterns.join(""));
}

function hatchId(prefix: string, slot: Slot): string {
  return `${prefix}-${slot ?? "other"}`;
}

function attributesOf(
  layer: Layer,
  slot: Slot,
  gap: string,
  hatchPrefix: string,
): Record<string, string | number> {
  const color = slotFill(slot);
  switch (layer) {
    case "strip":
      return { stroke: color, "stroke-width": 2.7, "stroke-linecap": "round", fill: "none" };
    case "densityStrip":
      return { fill: color };
    case "join":
      return { stroke: color, "stroke-width": 1, "stroke-dasharray": "1.5 3", opacity: 0.9, fill: "none" };
    case "whisker":
      return { stroke: color, "stroke-width": 1.8, fill: "none" };
    case "whiskerDashed":
      return { stroke: color, "stroke-width": 1.8, "stroke-dasharray": "3 2", fill: "none" };
    case "thinWhisker":
      return { stroke: color, "stroke-width": 1.1, opacity: 0.6, fill: "none" };
    case "barWhisker":
      return { stroke: "var(--ink)", "stroke-width": 1.5, fill: "none" };
    case "tick":
      return { fill: color };
    case "filled":
      return { fill: color, stroke: gap, "stroke-width": 1.4 };
    case "single":
      return { fill: gap, stroke: color, "stroke-width": 1.8 };
    case "claim":
      return { fill: gap, stroke: color, "stroke-width": 1.5, "stroke-dasharray": "2.2 1.9" };
    case "range":
      return { fill: color, opacity: 0.16 };
    case "rangeLine":
      return { stroke: color, "stroke-width": 1.2, "stroke-dasharray": "3 2", fill: "none" };
    case "bar":
      return { fill: color, opacity: 0.92 };
    case "barSingle":
      return { fill: color, "fill-opacity": 0.1, stroke: color, "stroke-width": 1.5 };
    case "barClaim":
      return { fill: `url(#${hatchId(hatchPrefix, slot)})` };
    case "barClaimLine":
      return { fill: "none", stroke: color, "stroke-width": 1.2, "stroke-dasharray": "3 2" };
  }
}
