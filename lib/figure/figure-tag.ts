import { element, px } from "./svg-text";

export interface FigureOptions {
  /** px, at least 320. */
  width: number;
  /** The selected point: its row is yellow. */
  selected: string | null;
  /** Makes ids within the SVG unlike those of another figure on the page. */
  idPrefix: string;
}

interface Tag {
  width: number;
  height: number;
  /** One sentence that says what the figure shows. */
  says: string;
}

/** The SVG around a figure's content: an image with one sentence as its label. */
export function figureTag({ width, height, says }: Tag, content: string): string {
  const box = { width, height, viewBox: `0 0 ${px(width)} ${px(height)}`, preserveAspectRatio: "xMinYMin" };
  const attributes = {
    class: "chart",
    xmlns: "http://www.w3.org/2000/svg",
    ...box,
    role: "img",
    "aria-label": says,
  };
  return element("svg", attributes, content);
}
