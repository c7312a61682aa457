import type { Samples } from "../points/point";
import { itemsOf, memberOf, numberOf, pointerOf } from "./json-node";
import { nodeAt, type JsonRecord } from "./json-record";

/**
 * The values of one metric of each successful request, with the index of the request; null where the file keeps only some
 * of the requests, or others than those that its statistics count (warm-up is trimmed from these alone).
 */
export function requestValues(benchmark: JsonRecord, key: string, count: number): Samples | null {
  const path = ["requests", "successful"];
  const requests = itemsOf(nodeAt(benchmark, path));
  if (requests.length !== count) return null;
  const found = requests.map((request) => numberOf(memberOf(request, key)));
  const at = [...found.keys()].filter((i) => found[i] !== null);
  if (at.length !== count) return null;
  const pointer = benchmark.pointer + pointerOf(...path);
  return { values: at.map((i) => found[i]!), at, pointer, column: null, varies: "within-run" };
}
