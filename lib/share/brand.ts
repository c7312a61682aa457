import { element } from "../figure/svg-text";

/** The mark and the word, as the top bar has them: its corner at a place, `height` px tall. */
export function brand(x: number, y: number, height: number): string {
  const path = element("path", {
    d: "M2.5 5.5v11M23.5 5.5v11M2.5 11h21",
    stroke: "var(--ink)",
    "stroke-width": 2,
    "stroke-linecap": "round",
    fill: "none",
  });
  const dot = { cx: 15, cy: 11, r: 5.2, fill: "var(--ink)", stroke: "var(--surface)", "stroke-width": 1.6 };
  const word = element("text", { x: 32, y: 16, class: "t-b", style: "font-size:15px" }, "Whisker");
  const transform = `translate(${x} ${y}) scale(${height / 22})`;
  return element("g", { transform }, path + element("circle", dot) + word);
}

/** How wide the brand is, in px. */
export function brandWidth(height: number): number {
  return (92 * height) / 22;
}
