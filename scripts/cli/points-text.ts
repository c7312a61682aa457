import { caseFields, type Case } from "@/lib/points/case";
import { noWidth, type Interval, type IntervalMethod } from "@/lib/points/interval";
import { locatorText } from "@/lib/points/locator";
import { findMetric } from "@/lib/points/metrics";
import type { Point } from "@/lib/points/point";
import { fieldDetail, fieldLabel } from "@/lib/series/field-value";
import { markOf } from "@/lib/series/mark-of";
import { singleText } from "@/lib/series/number-text";
import { toChartPoint } from "@/lib/series/to-chart-point";
import { cut, padded, plain, styled, widthOf, wrapped, type Page, type Style } from "./page";
import { axisOf, axisText, whiskerText } from "./whisker-text";

/** A field of a setup, as views name it, and its text. */
type Field = readonly [field: string, text: string];

/** The points of each metric under its name, with whiskers on a common axis; what all have in common is said once. */
export function pointsText(
  points: readonly Point[],
  page: Page,
  { samples }: { samples: boolean },
): string[] {
  const groups = new Map<string, Point[]>();
  for (const point of points) {
    const key = `${point.metric} ${point.unit}`;
    groups.set(key, [...(groups.get(key) ?? []), point]);
  }
  const shared = sharedFields(points);
  const setup = shared.map(saidOf).join(", ");
  const blocks = Array.from(groups.values(), (group) => groupText(group, shared, page, samples));
  return [
    ...(setup === "" ? [] : [wrapped(`Setup of all: ${plain(setup)}`, page, 0).join("\n")]),
    ...blocks,
    ...legendOf(points, page),
  ];
}

function groupText(group: readonly Point[], shared: Field[], page: Page, samples: boolean): string {
  const [first] = group as [Point];
  const { label, better } = findMetric(first.metric, first.unit);
  const axis = axisOf(group);
  const said = [
    first.unit,
    better === "higher" || better === "lower" ? `${better} is better` : "",
    axis?.scale === "log" ? "log axis" : "",
  ];
  const heading = cut(plain([label, ...said].filter((each) => each !== "").join(", ")), page.columns);
  const alike = sharedFields(group).filter(isNotIn(shared));
  const setup = alike.length === 0 ? [] : wrapped(plain(alike.map(saidOf).join(", ")), page);
  const rows = fitted((whisker) => rowsOf(group, [...shared, ...alike], axis, whisker), page);
  const notes = group.flatMap((point) => {
    const why = point.interval === null ? "" : noWidth(point.interval);
    return why === "" ? [] : wrapped(`${locatorText(point.provenance.locator)}: ${why}`, page, 4);
  });
  const lists = samples ? group.flatMap((point) => sampleLines(point, page)) : [];
  return [styled(heading, "strong", page), ...setup, ...rows, ...notes, ...lists].join("\n");
}

/** A cell of the list; `keep` says which end of a long text stays. */
interface Cell {
  text: string;
  style: Style | null;
  side?: "start" | "end";
  keep?: "start" | "end";
}

const columns = ["setup", "value", "whisker", "n", "interval", "evidence", "place"] as const;
type Row = Record<(typeof columns)[number], Cell>;

function rowsOf(
  group: readonly Point[],
  shared: Field[],
  axis: ReturnType<typeof axisOf>,
  whisker: number,
): Row[] {
  const head = (text: string, more: Partial<Cell> = {}): Cell => ({ text, style: "faint", ...more });
  const header: Row = {
    setup: head("setup"),
    value: head("value", { side: "start" }),
    whisker: head(axis === null ? "" : axisText(axis, whisker)),
    n: head("n", { side: "start" }),
    interval: head(group.some(({ interval }) => interval !== null) ? "interval" : ""),
    evidence: head("evidence"),
    place: head("place"),
  };
  return [header, ...group.map((point) => rowOf(point, shared, axis, whisker))];
}

function rowOf(point: Point, shared: Field[], axis: ReturnType<typeof axisOf>, whisker: number): Row {
  const own = fieldsOf(point.case).filter(isNotIn(shared));
  const isClaim = point.evidence === "claim";
  const plainly = (text: string, more: Partial<Cell> = {}): Cell => ({
    text: plain(text),
    style: isClaim ? "claim" : null,
    ...more,
  });
  return {
    setup: plainly(own.map(([field, text]) => fieldDetail(field, text)).join(" · ")),
    value: plainly(valueText(point), { side: "start" }),
    whisker: {
      text: axis === null ? "" : whiskerText(point, axis, whisker),
      style: isClaim ? "claim" : "mark",
    },
    n: plainly(isClaim ? "" : point.stats.n === null ? "?" : String(point.stats.n), { side: "start" }),
    interval: plainly(point.interval === null ? "" : intervalText(point.interval)),
    evidence: plainly(point.evidence),
    place: plainly(placeText(point), { keep: "end" }),
  };
}

/** `151 ±11` as on the page; what is missing in words. */
function valueText(point: Point): string {
  const { statistic, missing } = point;
  if (point.value === null && point.range === null) return `missing: ${missing?.trim() || "blank"}`;
  const chart = toChartPoint({ ...point, dataset: "", file: "" });
  const { text, spread } = markOf(chart, { statistic, level: 95 }, "");
  const value = `${text} ${spread === "claim" ? "" : spread}`.replace(/[\u2009\u00a0]/g, " ").trim();
  return statistic === "mean" ? value : `${statistic} ${value}`;
}

const methodWord: Record<IntervalMethod, string> = {
  "student-t": "t",
  "log-ratio": "log",
  "order-statistic": "order",
  stated: "stated",
};

/** How the interval comes about: `t, in run`, `stated 90 %`. */
function intervalText({ method, varies, level }: Interval): string {
  const by = methodWord[method];
  const percent = level === 0.95 ? "" : ` ${Number((level * 100).toPrecision(4))} %`;
  const within = { "between-run": ", runs", "within-run": ", in run", "not-stated": "" }[varies];
  return by + percent + within;
}

function placeText({ provenance: { locator } }: Point): string {
  return "pointer" in locator
    ? locatorText(locator)
    : `L${locator.line}${locator.column === undefined ? "" : ` c${locator.column}`}`;
}

const gap = 2;

/** The rows as lines that the page holds: first the whiskers give way, then the setup, the place, and whatever is left. */
function fitted(rowsFor: (whisker: number) => Row[], page: Page): string[] {
  const natural = widthsOf(rowsFor(1));
  const used = columns.filter((name) => name === "whisker" || natural[name] > 0);
  const room = page.columns - gap - gap * (used.length - 1);
  const taken = (names: readonly (keyof Row)[]) =>
    names.reduce((sum, name) => sum + (used.includes(name) ? natural[name] : 0), 0);
  const value = Math.min(natural.value, 26);
  const fixed = value + taken(["n", "interval", "evidence"]);
  const whisker = clamp(room - fixed - taken(["setup", "place"]), 12, 32);
  const left = Math.max(0, room - fixed - whisker);
  const place = Math.min(natural.place, Math.max(left - natural.setup, Math.min(9, left)));
  const setup = Math.min(natural.setup, Math.max(0, left - place));
  const widths: Record<keyof Row, number> = { ...natural, value, whisker, setup, place };
  return rowsFor(whisker).map((row) => lineOf(row, used, widths, page));
}

function lineOf(
  row: Row,
  used: readonly (keyof Row)[],
  widths: Record<keyof Row, number>,
  page: Page,
): string {
  let left = page.columns - gap;
  const cells = used.flatMap((name) => {
    const { text, style, side = "end", keep = "start" } = row[name];
    const width = Math.min(widths[name], left);
    left -= width + gap;
    if (width <= 0) return [];
    const shown = padded(cut(text, width, keep), width, side);
    return [styled(shown, style, page)];
  });
  const line = `${" ".repeat(gap)}${cells.join(" ".repeat(gap))}`;
  return page.hasColour ? line : line.trimEnd();
}

function widthsOf(rows: readonly Row[]): Record<keyof Row, number> {
  const header = rows[0] as Row;
  const body = rows.slice(1);
  const widthOfColumn = (name: keyof Row) => {
    const widest = body.reduce((most, row) => Math.max(most, widthOf(row[name].text)), 0);
    return widest === 0 ? 0 : Math.max(widest, widthOf(header[name].text));
  };
  return Object.fromEntries(columns.map((name) => [name, widthOfColumn(name)])) as Record<keyof Row, number>;
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}

function sampleLines(point: Point, page: Page): string[] {
  if (point.samples === null) return [];
  const values = Array.from(point.samples.values, (value) => singleText(value).replaceAll("\u2009", "")).join(
    " ",
  );
  return wrapped(`samples at ${locatorText(point.provenance.locator)}: ${values}`, page, 4);
}

/** The setup fields that several points have in common: said once. */
function sharedFields(points: readonly Point[]): Field[] {
  const [first, ...rest] = points.map((point) => fieldsOf(point.case));
  if (first === undefined || rest.length === 0) return [];
  const others = rest.map((fields) => new Map(fields));
  return first.filter(([field, text]) => others.every((fields) => fields.get(field) === text));
}

function isNotIn(fields: readonly Field[]): (field: Field) => boolean {
  const texts = new Map(fields);
  return ([field, text]) => texts.get(field) !== text;
}

function saidOf([field, text]: Field): string {
  return `${fieldLabel(field)} ${text}`;
}

function fieldsOf(of: Case): Field[] {
  const promised = caseFields.flatMap((field): Field[] =>
    of[field] === null ? [] : [[field, String(of[field])]],
  );
  return [...promised, ...Object.entries(of.extra).map(([name, text]): Field => [`extra.${name}`, text])];
}

/** What the marks and short words mean, as far as they were used. */
function legendOf(points: readonly Point[], page: Page): string[] {
  const intervals = points.flatMap(({ interval }) => interval ?? []);
  const uses = (varies: Interval["varies"]) => intervals.some((each) => each.varies === varies);
  const parts = [
    points.some(({ evidence, value }) => evidence !== "claim" && value !== null) && "● measured",
    points.some(({ evidence }) => evidence === "claim") && "◌ claim, with no measurement behind it",
    points.some(({ evidence, range }) => evidence !== "claim" && range !== null) &&
      "‹┄› a stated range, which is no interval",
    intervals.length > 0 && "├─┤ confidence interval, 95 % unless said",
    intervals.some(({ method }) => method === "student-t") && "t: Student t",
    intervals.some(({ method }) => method === "log-ratio") && "log: on the log ratio",
    intervals.some(({ method }) => method === "order-statistic") && "order: between two of the values",
    uses("between-run") && "runs: between runs",
    uses("within-run") && "in run: within one run",
  ].filter((part) => typeof part === "string");
  return parts.length === 0
    ? []
    : [
        wrapped(parts.join("; "), page, 0)
          .map((line) => styled(line, "faint", page))
          .join("\n"),
      ];
}
