import { pointsJsonText, type Inspected, type PointsJsonOptions } from "./points-json";

/** Several files as one JSON object, `{ "files": [ … ] }`, in pieces: each of them as it would stand alone. */
export function* filesJsonText(
  files: Iterable<{ inspected: Inspected; options: PointsJsonOptions }>,
): Generator<string> {
  yield '{ "files": [';
  let separator = "\n";
  for (const { inspected, options } of files) {
    yield separator;
    yield* pointsJsonText(inspected, options);
    separator = ",\n";
  }
  yield "] }\n";
}
