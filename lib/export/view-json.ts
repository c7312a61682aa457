import type { Point } from "../points/point";
import { pointJson, type FindingJson } from "./points-json";

/**
 * Points with what is said of the view or review that shows them, and what the audit says of each, as one JSON object in
 * pieces, a point a line; it imports again.
 *
 * @param about the object's other members, each on a line
 */
export function* withPointsJson(
  about: Readonly<Record<string, unknown>>,
  points: Iterable<Point>,
  findings: ReadonlyMap<string, readonly FindingJson[]>,
): Generator<string> {
  yield "{";
  for (const [name, value] of Object.entries(about))
    if (value !== undefined) yield `\n${JSON.stringify(name)}: ${JSON.stringify(value)},`;
  yield `\n"points": [`;
  let separator = "\n";
  for (const point of points) {
    yield separator + JSON.stringify(pointJson(point, { samples: true }, findings.get(point.id)));
    separator = ",\n";
  }
  yield "\n]\n}\n";
}
