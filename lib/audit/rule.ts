import type { Finding, FindingLevel } from "../points/finding";
import type { AuditedFile, AuditedSetup } from "./audited-file";
import type { StatedRun } from "./stated-runs";
import type { Open } from "./untestable";

/**
 * A rule of the audit: a pure function over what one file states. Each stands in a file of its own and in the list of
 * rules.ts; `/methods` shows what it says of itself.
 */
export type Rule = RuleText & Look;

/** What a reader is told of a rule. */
export interface RuleText {
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
}

/**
 * What a rule looks at: the whole file, each setup, or each run that states several statistics. Rules of setups and of runs pass
 * over the points together: to fetch ten thousand of them from memory takes longer than to look at them.
 */
export type Look =
  | { check: (file: AuditedFile) => Iterable<Finding> }
  | {
      /** Puts what it finds, and what it cannot test for want of fields, to the others of the file. */
      ofSetup: (setup: AuditedSetup, found: Finding[], open: Open[]) => void;
      /** What is said of those that cannot be tested. */
      openText?: Pick<Finding, "title" | "says" | "sum">;
    }
  | { ofRun: (run: StatedRun) => Finding | null };
