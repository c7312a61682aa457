import type { Point } from "../points/point";
import { pointJson, type FindingJson } from "./points-json";

/**
 * Points with what is said of the view that shows them, and what the audit says of each, as one JSON object in pieces, a
 * point a line; it imports again.
 */
export function* viewJsonText(
  view: object,
  points: Iterable<Point>,
  findings: ReadonlyMap<string, readonly FindingJson[]>,
): Generator<string> {
  yield `{\n"view": ${JSON.stringify(view)},\n"points": [`;
  let separator = "\n";
  for (const point of points) {
    yield separator + JSON.stringify(pointJson(point, { samples: true }, findings.get(point.id)));
    separator = ",\n";
  }
  yield "\n]\n}\n";
}
