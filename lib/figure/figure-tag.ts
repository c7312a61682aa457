import { element, px } from "./svg-text";

export interface FigureOptions {
  /** px, at least 320. */
  width: number;
  /** The selected point: its row is yellow. */
  selected: string | null;
  /** px that a line chart's plot takes, where not as many as on its page. */
  plotHeight?: number;
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

/** A figure as a part of a larger SVG, its corner at a place; and the height that it takes. */
export function placedFigure(figure: string, x: number, y: number): { svg: string; height: number } {
  const height = Number(/^<svg[^>]* height="([\d.]+)"/.exec(figure)?.[1] ?? 0);
  return { svg: figure.replace("<svg ", `<svg x="${px(x)}" y="${px(y)}" overflow="visible" `), height };
}
