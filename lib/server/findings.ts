import { placedFindings, type PlacedFinding } from "@/lib/audit/placed-findings";
import type { Audited } from "@/lib/points/audited";
import { BoundedCache } from "./bounded-cache";
import { importPool } from "./import-pool";
import { databaseAddress, openStore } from "./open-store";
import { perProcess } from "./per-process";

export interface AuditedDataset {
  sha256: string;
  points: number;
}

/** More points than these would take a thread about three seconds, and a page as long: 20 to 30 µs a point. */
const mostPoints = 100_000;
/** As many are audited where pages are answered: others wait no longer for it than for a chart. */
const mostHere = 1_000;
/** A page that has waited so long, in ms, says that the audit is under way; it goes on, and the next page has it. */
const patience = 5_000;

const cache = () => perProcess("findings", () => new BoundedCache(64 * 1024 * 1024));

/** What the audit says of a dataset, as far as a page waits for it. */
export async function findingsOf(dataset: AuditedDataset): Promise<Audited<PlacedFinding>> {
  const found = allFindings(dataset);
  // Whoever waits gets the failure; where nobody does any more, the next page asks anew.
  found.catch(() => {});
  return Promise.race([found, underWay()]);
}

/** The same however long it takes. Datasets never change, nor do the rules of a running program: what was found once holds. */
export async function allFindings(dataset: AuditedDataset): Promise<Audited<PlacedFinding>> {
  if (dataset.points > mostPoints) return { kind: "too large" };
  return {
    kind: "found",
    findings: await cache().remember(dataset.sha256, () => readFindings(dataset), bytesOf),
  };
}

function underWay(): Promise<{ kind: "under way" }> {
  return new Promise((done) => setTimeout(() => done({ kind: "under way" }), patience).unref());
}

async function readFindings({ sha256, points }: AuditedDataset): Promise<readonly PlacedFinding[]> {
  if (points <= mostHere) return placedFindings(await (await openStore()).listPoints({ datasets: [sha256] }));
  const job = { kind: "audit", sha256, database: databaseAddress() } as const;
  const answer = await importPool().run(job);
  if (answer.kind !== "audited") throw new Error("The import worker answered another question.");
  return answer.findings;
}

/** About what they take in memory: two bytes a character, and an object for each place. */
function bytesOf(findings: readonly PlacedFinding[]): number {
  return findings.reduce(
    (sum, { says, sum: arithmetic, points, places }) =>
      sum + 500 + 2 * (says.length + (arithmetic?.length ?? 0)) + 50 * points.length + 200 * places.length,
    1_000,
  );
}

/** Of a dataset's findings, those about one point, gravest first. */
export async function findingsAbout(dataset: AuditedDataset, point: string): Promise<Audited<PlacedFinding>> {
  const audited = await findingsOf(dataset);
  if (audited.kind !== "found") return audited;
  return { kind: "found", findings: audited.findings.filter(({ points }) => points.includes(point)) };
}
