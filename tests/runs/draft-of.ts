import { emptyCase, type Case } from "@/lib/points/case";
import { emptyStats } from "@/lib/points/point";
import { emptyContext } from "@/lib/points/provenance";
import type { Draft } from "@/lib/runs/draft";

let line = 1;

/** A draft of one value on a line of its own; `of` names its model. */
export function draftOf(value: number | null, more: Partial<Draft> = {}, of: Partial<Case> = {}): Draft {
  line++;
  return {
    metric: "ttft",
    unit: "ms",
    case: { ...emptyCase(), model: "tiny", ...of },
    context: emptyContext(),
    value,
    statistic: "mean",
    missing: value === null ? "N/A" : null,
    range: null,
    stats: emptyStats(),
    samples: null,
    varies: "not-stated",
    stated: null,
    run: null,
    claim: false,
    provenance: { locator: { line, column: 2 }, raw: String(value), conversions: [] },
    ...more,
  };
}
