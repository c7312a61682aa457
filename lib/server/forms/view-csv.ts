import { csvComments } from "@/lib/export/csv-comments";
import { pointsCsvLines } from "@/lib/export/points-csv";
import { shownCells } from "@/lib/share/shown-cells";
import { viewCsvHead } from "@/lib/share/view-csv-head";
import type { StoredPoint } from "@/lib/store/store";
import { openStore } from "../open-store";
import { findingsByPointOf } from "../point-audits";
import type { PointFindings } from "../pinned-views";
import type { Shared } from "./subject";

/** What the audit says of a view's points, or said on the day of a stored view. */
export async function findingsOfShared(
  { findings }: Pick<Shared, "findings">,
  points: readonly StoredPoint[],
): Promise<PointFindings> {
  return findings ?? findingsByPointOf(await openStore(), points);
}

/**
 * A view's points as CSV with what the audit says of them, line by line, and with what the view shows of each and where its
 * rows stand. Raw is for programs that take no comments: every text as it is, and the first line the header. Inside an offline
 * file, whose table says what is shown, `shown` is left out.
 */
export async function viewCsv(
  shared: Shared,
  points: readonly StoredPoint[],
  { raw = false, shown = true }: { raw?: boolean; shown?: boolean } = {},
): Promise<Generator<string>> {
  const findings = await findingsOfShared(shared, points);
  const files = new Map(points.map(({ id, file }) => [id, file]));
  const shownOf = shown ? { shownOf: shownCells(shared.model, (id) => files.get(id) ?? "") } : {};
  return (function* () {
    yield raw ? "" : csvComments(viewCsvHead(shared.caption));
    yield* pointsCsvLines(points, raw ? "raw" : "people", { findings, ...shownOf });
  })();
}
