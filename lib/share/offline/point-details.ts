import { caseFieldLabel, caseFields } from "../../points/case";
import { locatorText } from "../../points/locator";
import type { Point } from "../../points/point";
import { contextFields, type Context } from "../../points/provenance";
import { methodText } from "../caption";

const contextLabel: Record<keyof Context, string> = {
  tool: "Tool",
  tool_version: "Tool version",
  command: "Command",
  git_commit: "Commit",
  measured_at: "Measured",
  run_duration: "The run took",
  host: "Host",
  driver: "Driver",
  image: "Image",
  source: "Document",
  source_locator: "Place there",
};

/** Further fields of one point that are shown; the CSV has all. */
const mostExtra = 24;

type Stated = Pick<Point, "case" | "context" | "provenance" | "interval" | "derivation" | "missing">;

/** What a point's file says of it, as pairs of a label and a text; with the file's name where a row stands on several. */
export function pointDetails(point: Stated, file: string | null): [string, string][] {
  const { provenance, interval, derivation, context, missing } = point;
  const setup = caseFields.flatMap((field): [string, string][] =>
    point.case[field] === null ? [] : [[caseFieldLabel[field], String(point.case[field])]],
  );
  const extra = Object.entries(point.case.extra).slice(0, mostExtra);
  const said = contextFields.flatMap((field): [string, string][] =>
    context[field] === null ? [] : [[contextLabel[field], context[field]]],
  );
  return [
    ["Interval", interval === null ? noInterval(missing) : methodText(interval)],
    ...(derivation === null ? [] : [["Formula", derivation.formula] as [string, string]]),
    ...(file === null
      ? []
      : [["Stands in", `${file}, ${locatorText(provenance.locator)}`] as [string, string]]),
    ["As written", provenance.raw],
    ...provenance.conversions.map(({ from, to, by }): [string, string] => [
      "Converted",
      `${from} → ${to}, ${by}`,
    ]),
    ...setup,
    ...extra,
    ...said,
  ];
}

function noInterval(missing: string | null): string {
  return missing === null ? "None: the data supports none" : "None: there is no value";
}
