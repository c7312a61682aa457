import type { Catalogue } from "../catalogue/catalogue";
import { currentCatalogue } from "../catalogue/current";
import { findingLevels, type Finding } from "../points/finding";
import type { Point } from "../points/point";
import { auditedFile, type AuditedFile, type AuditedSetup } from "./audited-file";
import { rules } from "./rules";
import type { StatedRun } from "./stated-runs";
import { byMissing, untestable, type Open } from "./untestable";

/** What every rule says of the points of one file, gravest first, else in the order of the rules. */
export function audit(points: readonly Point[], catalogue: Catalogue = currentCatalogue()): Finding[] {
  const found = foundIn(auditedFile(points, catalogue)).flat();
  return findingLevels.flatMap((level) => found.filter((finding) => finding.level === level));
}

const ofSetups = rules.flatMap((rule, at) => ("ofSetup" in rule ? [{ ...rule, at }] : []));
const ofRuns = rules.flatMap((rule, at) => ("ofRun" in rule ? [{ ofRun: rule.ofRun, at }] : []));

/** What each rule finds, in the order of the rules. */
function foundIn(file: AuditedFile): Finding[][] {
  const found = rules.map((rule) => ("check" in rule ? Array.from(rule.check(file)) : []));
  const open = rules.map((): Open[] => []);
  for (const setup of file.setups) askOfSetup(setup, found, open);
  for (const { id, at, openText } of ofSetups)
    if (openText !== undefined)
      for (const group of byMissing(open[at]!)) found[at]!.push(untestable(id, group, openText));
  for (const run of file.several) askOfRun(run, found);
  return found;
}

function askOfSetup(setup: AuditedSetup, found: Finding[][], open: Open[][]): void {
  for (const { ofSetup, at } of ofSetups) ofSetup(setup, found[at]!, open[at]!);
}

function askOfRun(run: StatedRun, found: Finding[][]): void {
  for (const { ofRun, at } of ofRuns) {
    const finding = ofRun(run);
    if (finding !== null) found[at]!.push(finding);
  }
}
