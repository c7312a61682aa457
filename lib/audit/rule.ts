import type { Finding, FindingLevel } from "../points/finding";
import type { AuditedFile } from "./audited-file";

/**
 * A rule of the audit: a pure function over what one file states. Each stands in a file of its own and in the list of
 * rules.ts; `/methods` shows what it says of itself.
 */
export interface Rule {
  /** Kebab-case, as its file. Promised to scripts. */
  id: string;
  title: string;
  /** What it can say. */
  levels: readonly FindingLevel[];
  /** What must hold, as a formula in words and symbols. */
  inequality: string;
  /** Where it says nothing, or less. */
  voidWhen: string;
  source: string;
  check: (file: AuditedFile) => Iterable<Finding>;
}
