import { csvComments } from "@/lib/export/csv-comments";
import { pointsCsvLines } from "@/lib/export/points-csv";

import { viewCsvHead } from "@/lib/share/view-csv-head";
import type { StoredPoint } from "@/lib/store/store";
import { openStore } from "../open-store";
import { findingsByPointOf } from "../point-audits";
import type { Shared } from "./subject";

/**
 * A view's points as CSV with what the audit says of them, line by line. Raw is for programs that take no comments: every
 * text as it is, and the first line the header.
 */
export async function viewCsv(
  { caption }: Shared,
  points: readonly StoredPoint[],
  raw = false,
): Promise<Generator<string>> {
  const findings = await findingsByPointOf(await openStore(), points);
  return (function* () {
    yield raw ? "" : csvComments(viewCsvHead(caption));
    yield* pointsCsvLines(points, raw ? "raw" : "people", findings);
  })();
}
