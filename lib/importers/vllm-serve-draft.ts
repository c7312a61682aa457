import type { Draft } from "../runs/draft";
import { memberOf, numberOf } from "./json-node";
import type { JsonRecord } from "./json-record";
import type { Setup } from "./setup-field";

/** What every draft of a run shares. */
export function shared({ case: of, context, run }: Setup) {
  return {
    case: of,
    context,
    run,
    statistic: "mean",
    missing: null,
    range: null,
    samples: null,
    varies: "not-stated",
    stated: null,
    claim: false,
  } satisfies Partial<Draft>;
}

/** False only where the file says that no request came through. */
export function hasCompleted(record: JsonRecord): boolean {
  return numberOf(memberOf(record.node, "completed")) !== 0;
}
