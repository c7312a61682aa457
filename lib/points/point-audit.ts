import { findingLevels, type Finding } from "./finding";

/** What the audit comes to for one point, gravest first: the level of its gravest finding, or that every rule that applies passes. */
export const auditLevels = [...findingLevels, "passed"] as const;
export type AuditLevel = (typeof auditLevels)[number];

/** What a view may be filtered by; "" is a point that was not audited: it has no number, or its file has too many. */
export const auditChoices = [...auditLevels, ""] as const;

/** The gravest finding about a point, in the few words of a table's cell. */
export interface PointAudit {
  level: AuditLevel;
  title: string;
}

export const passed: PointAudit = { level: "passed", title: "Passed" };

/** The gravest finding about each point, by its id; points without any are not in it. */
export function worstByPoint(
  findings: readonly Pick<Finding, "level" | "title" | "points">[],
): Map<string, PointAudit> {
  const worst = new Map<string, PointAudit>();
  for (const level of findingLevels) {
    for (const finding of findings) {
      if (finding.level !== level) continue;
      const audit = { level, title: finding.title };
      for (const point of finding.points) if (!worst.has(point)) worst.set(point, audit);
    }
  }
  return worst;
}

/** What an audit of several points comes to that are shown as one; null where one of them was not audited. */
export function gravest(audits: readonly (PointAudit | null)[]): PointAudit | null {
  return audits.reduce<PointAudit | null>(
    (worst, each) => worst && each && (rank(each) < rank(worst) ? each : worst),
    passed,
  );
}

function rank({ level }: PointAudit): number {
  return auditLevels.indexOf(level);
}

/** Whether a reader must be told beside the number: what is only not testable waits until it is asked for. */
export function isDoubtful(audit: { level: AuditLevel } | null): boolean {
  return audit !== null && audit.level !== "passed" && audit.level !== "untestable";
}

/** How a choice is named in a list. */
export function auditLabel(level: string): string {
  return level === "" ? "Not audited" : level.charAt(0).toUpperCase() + level.slice(1);
}
