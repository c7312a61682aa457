import { boundText } from "../series/group-bound";
import type { ChartGroup } from "../series/series";
import type { Place } from "./place-on";
import type { PlacedGroup, RowLayout } from "./row-layout";
import { element, escapeXml, fitText, px, textWidth } from "./svg-text";

/** px between a bound's line and its label. */
const gap = 5;

/** The bounds of a chart's groups: an ink line each, and the area beyond it hatched. */
export function boundMarks(
  groups: readonly ChartGroup[],
  layout: RowLayout,
  place: Place,
  idPrefix: string,
): string {
  const bounds = new Map(groups.flatMap(({ key, bound }) => (bound === null ? [] : [[key, bound] as const])));
  if (bounds.size === 0) return "";
  const id = beyondId(idPrefix);
  const drawn = layout.groups.map((group) => {
    const bound = bounds.get(group.key);
    return bound === undefined ? "" : groupBoundMarks(group, bound, layout, place, id);
  });
  return element("g", { class: "bounds" }, hatch(id) + drawn.join(""));
}

/** What lies beyond a bound whose line is drawn already. */
export function hatchedArea(path: string, idPrefix: string): string {
  const id = beyondId(idPrefix);
  return hatch(id) + element("path", { class: "m-beyond", d: path, fill: `url(#${id})` });
}

function beyondId(idPrefix: string): string {
  return `${idPrefix}-beyond`;
}

/** 45°, a 1 px line every 7 px, ink at 8.5 %. */
function hatch(id: string): string {
  const line = element("path", { d: "M0 0v7", stroke: "var(--ink)", "stroke-width": 1, opacity: 0.17 });
  const size = { width: 7, height: 7, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  return element("defs", {}, element("pattern", { id, ...size }, line));
}

function groupBoundMarks(
  group: PlacedGroup,
  bound: { value: number; label: string },
  layout: RowLayout,
  place: Place,
  id: string,
): string {
  const { left, right } = layout.plot;
  const x = place(bound.value);
  if (x === null || x < left) return "";
  if (x > right) return boundLabel(`${labelOf(bound)} →`, right, group, layout);
  const strips =
    layout.form === "wide" ? [{ top: group.top, bottom: group.bottom }] : stripsOf(group, layout);
  const area = strips.map(({ top, bottom }) => `M${px(x)} ${px(top)}H${px(right)}V${px(bottom)}H${px(x)}z`);
  const line = strips.map(({ top, bottom }) => `M${px(x)} ${px(top)}V${px(bottom)}`);
  return (
    element("path", { class: "m-beyond", d: area.join(""), fill: `url(#${id})` }) +
    element("path", {
      class: "m-bound",
      d: line.join(""),
      fill: "none",
      stroke: "var(--ink)",
      "stroke-width": 1.25,
    }) +
    boundLabel(labelOf(bound), x, group, layout)
  );
}

/** In the narrow form the plot is as high as each row's strip. */
function stripsOf({ top, bottom }: PlacedGroup, { rows }: RowLayout) {
  return rows
    .filter((row) => row.top >= top && row.bottom <= bottom)
    .map(({ y }) => ({ top: y - 11, bottom: y + 11 }));
}

function labelOf({ label, value }: { label: string; value: number }): string {
  return `${label}, ${boundText(value)}`;
}

/** Beside the line at the height of the group's title, on the side with room; where names stand above rows there is none. */
function boundLabel(
  text: string,
  x: number,
  { titleBaseline, note }: PlacedGroup,
  layout: RowLayout,
): string {
  if (layout.form === "narrow") return "";
  const room =
    layout.width - (note === "" ? 0 : Math.min(textWidth(note, 11), layout.width * 0.4) + 16) - x - gap;
  const isRight = textWidth(text, 11) <= room && x < layout.plot.right;
  const shown = isRight ? text : fitText(text, x - gap - layout.plot.left, 11);
  return element(
    "text",
    {
      x: isRight ? x + gap : x - gap,
      y: titleBaseline,
      class: "t-s",
      ...(isRight ? {} : { "text-anchor": "end" }),
    },
    escapeXml(shown),
  );
}
