import type { HardwareBound } from "../points/peak";
import type { View } from "../view/view";
import { chartValue } from "./chart-interval";
import type { ChartPoint } from "./chart-point";
import type { Asked } from "./mark-of";
import { countOf } from "./mark-of";
import { countText, unitText } from "./number-text";
import type { ChartGroup } from "./series";

/**
 * The bound that holds for all points of a group: each states the setup that it follows from, and to all of them it is the same. A
 * reader who asks for one kind of hardware and for what states none holds those against it that state nothing else.
 */
export function groupBound(points: readonly ChartPoint[], view: View): HardwareBound | null {
  const valued = points.filter(({ value, range }) => value !== null || range !== null);
  const known = valued.flatMap(({ peak }) => peak?.bound ?? []);
  const [bound] = known;
  if (bound === undefined || known.some(({ value }) => value !== bound.value)) return null;
  const open = valued.filter(({ peak }) => !peak?.bound);
  return open.length === 0 || (asksForUnstated(view) && open.every(statesNoSetup)) ? bound : null;
}

function asksForUnstated({ filters }: View): boolean {
  const hardware = filters["hardware"] ?? [];
  return hardware.length === 2 && hardware.includes("");
}

function statesNoSetup({ case: of }: ChartPoint): boolean {
  const isOne = (count: number | null) => count === null || count === 1;
  return of.hardware === null && isOne(of.accelerators) && isOne(of.batch) && isOne(of.concurrency);
}

/** As many bounds are told in one sentence. */
const mostTold = 3;

/** What the ink lines of a chart are, and how many points lie beyond them. */
export function boundNotes(
  groups: readonly ChartGroup[],
  points: readonly ChartPoint[],
  { statistic }: Asked,
  unit: string,
): string[] {
  const bounded = groups.filter((group) => group.bound !== null);
  const [first] = bounded;
  if (!first?.bound) return [];
  const told = bounded
    .slice(0, mostTold)
    .map(({ label, bound }) => `${boundText(bound!.value)} ${unitText(unit)} for ${label} (${bound!.of})`);
  const more = bounded.length - told.length;
  const rest = more > 0 ? `, and ${more} more` : "";
  const values = new Map(points.map((point) => [point.id, point]));
  const beyond = bounded.flatMap(({ rows, bound }) =>
    rows
      .flatMap(({ marks }) => marks)
      .flatMap(({ pointId }) => {
        const point = values.get(pointId);
        return point && (chartValue(point, statistic) ?? 0) > bound!.value ? [point] : [];
      }),
  );
  const silent = beyond.filter(({ peak }) => !peak?.bound).length;
  return [
    `The ink line is the ${first.bound.label}: ${told.join(", ")}${rest}. What lies beyond it is hatched.`,
    beyond.length > 0 &&
      `${countOf(beyond.length, "point")} ${beyond.length === 1 ? "lies" : "lie"} beyond it.${silent > 0 ? ` ${countText(silent)} of them ${silent === 1 ? "states" : "state"} neither hardware nor batch size.` : ""}`,
  ].filter((note) => typeof note === "string");
}

/** `254`: three digits, as no peak is known better. */
export function boundText(value: number): string {
  return countText(Number(value.toPrecision(3)));
}
