import type { Catalogue } from "../catalogue/catalogue";
import { currentCatalogue } from "../catalogue/current";
import { findingLevels, type Finding } from "../points/finding";
import type { Point } from "../points/point";
import { auditedFile } from "./audited-file";
import { rules } from "./rules";

/** What every rule says of the points of one file, gravest first, else in the order of the rules. */
export function audit(points: readonly Point[], catalogue: Catalogue = currentCatalogue()): Finding[] {
  const file = auditedFile(points, catalogue);
  const found = rules.flatMap((rule) => Array.from(rule.check(file)));
  return findingLevels.flatMap((level) => found.filter((finding) => finding.level === level));
}
