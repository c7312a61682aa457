import type { Finding } from "./finding";

/** What came of auditing a dataset: its findings, gravest first, or why there are none to show yet. */
export type Audited<F extends Finding = Finding> =
  | { kind: "found"; findings: readonly F[] }
  /** Too many points for a page to wait for it. */
  | { kind: "too large" }
  /** It has been asked for, and takes longer than a page waits. */
  | { kind: "under way" };
