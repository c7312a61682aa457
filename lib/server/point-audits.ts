import { peakReader } from "@/lib/audit/peak-of";
import type { PlacedFinding } from "@/lib/audit/placed-findings";
import { findingLevels, findingsByPoint, type FindingLevel } from "@/lib/points/finding";
import type { Point } from "@/lib/points/point";
import { gravest, isDoubtful, passed, worstByPoint, type PointAudit } from "@/lib/points/point-audit";
import { currentCatalogue } from "@/lib/catalogue/current";
import type { ChartPoint } from "@/lib/series/chart-point";
import { writtenCase } from "@/lib/series/display-name";
import type { Dataset, Store } from "@/lib/store/store";
import { BoundedCache } from "./bounded-cache";
import { allFindings, type AuditedDataset } from "./findings";
import { perProcess } from "./per-process";
import { cachedByRevision } from "./revision-cache";

/** What an audit comes to that many pages ask for; null where the dataset is too large to be audited. */
type Audits = {
  /** For each point that it says something of. */
  worst: ReadonlyMap<string, PointAudit>;
  counts: Readonly<Record<FindingLevel, number>>;
  /** The gravest ones that are more than not testable, one a rule. */
  gravest: readonly PlacedFinding[];
} | null;

/** As many of the gravest findings are kept at hand. */
const mostGravest = 6;

const state = () =>
  perProcess("point-audits", () => ({
    done: new BoundedCache(128_000_000),
    /** One dataset after another: what looks at many never holds up the threads that read uploads. */
    last: Promise.resolve() as Promise<unknown>,
  }));

function auditsOf(dataset: AuditedDataset): Promise<Audits> {
  const { done } = state();
  return done.remember(
    dataset.sha256,
    () => {
      const turn = state().last.then(() => readAudits(dataset));
      state().last = turn.catch(() => {});
      return turn;
    },
    (audits) => 10_000 + 120 * (audits?.worst.size ?? 0),
  );
}

async function readAudits(dataset: AuditedDataset): Promise<Audits> {
  const audited = await allFindings(dataset);
  if (audited.kind !== "found") return null;
  const { findings } = audited;
  const counts = Object.fromEntries(
    findingLevels.map((level) => [level, findings.filter((each) => each.level === level).length]),
  ) as Record<FindingLevel, number>;
  const byRule = new Map(
    findings
      .filter(isDoubtful)
      .map((finding) => [finding.rule, finding] as const)
      .reverse(),
  );
  const gravest = findings.filter((finding) => byRule.get(finding.rule) === finding).slice(0, mostGravest);
  return { worst: worstByPoint(findings), counts, gravest };
}

interface Kept {
  /** How many datasets were not audited yet when `points` was made. */
  open: number;
  points: ChartPoint[];
}

const kept = () => perProcess("points-with-audits", () => new WeakMap<readonly ChartPoint[], Kept>());

/**
 * The points with what the audit comes to for each (of derived ones, for what they are derived from) and with what their
 * hardware does at most. Audits that take
 * longer than `patience` (ms) go on, and their points stay as they are until then. The same list while nothing changes.
 */
export async function withAudits(
  store: Store,
  points: readonly ChartPoint[],
  patience: number,
): Promise<ChartPoint[]> {
  const before = kept().get(points);
  if (before?.open === 0) return before.points;
  const found = await auditsWithin(await datasetsOf(store, points), patience);
  if (before && before.open === found.open) return before.points;
  const readPeak = peakReader(currentCatalogue());
  const peakOf = (point: ChartPoint) => readPeak({ metric: point.metric, case: writtenCase(point) });
  const made = {
    open: found.open,
    points: points.map((point) => ({ ...point, audit: auditOf(point, found.audits), peak: peakOf(point) })),
  };
  kept().set(points, made);
  return made.points;
}

/** What the audit says of everything that is here, as far as a page waits for it. */
export interface FindingsHere {
  counts: Record<FindingLevel, number>;
  /** The gravest, one a rule and dataset, newest datasets first among equals. */
  gravest: { dataset: Dataset; finding: PlacedFinding }[];
  /** Datasets whose audit is still under way. */
  open: number;
}

export async function findingsHere(
  datasets: readonly Dataset[],
  most: number,
  patience: number,
): Promise<FindingsHere> {
  const { audits, open } = await auditsWithin(datasets, patience);
  const counts = Object.fromEntries(
    findingLevels.map((level) => [
      level,
      Array.from(audits.values()).reduce((sum, each) => sum + (each?.counts[level] ?? 0), 0),
    ]),
  ) as Record<FindingLevel, number>;
  const all = datasets.flatMap((dataset) =>
    (audits.get(dataset.sha256)?.gravest ?? []).map((finding) => ({ dataset, finding })),
  );
  const gravest = findingLevels.flatMap((level) => all.filter(({ finding }) => finding.level === level));
  return { counts, gravest: gravest.slice(0, most), open };
}

/** Every finding about each of these points by its id: of derived ones, about what they are derived from. */
export async function findingsByPointOf(
  store: Store,
  points: readonly Pick<Point & { dataset: string }, "id" | "dataset" | "derivation">[],
): Promise<Map<string, PlacedFinding[]>> {
  const audited = await Promise.all((await datasetsOf(store, points)).map(allFindings));
  const byPoint = findingsByPoint(audited.flatMap((each) => (each.kind === "found" ? each.findings : [])));
  return new Map(
    points.map(({ id, derivation }) => {
      const found = (derivation?.parts ?? [id]).flatMap((each) => byPoint.get(each) ?? []);
      return [id, findingLevels.flatMap((level) => found.filter((finding) => finding.level === level))];
    }),
  );
}

/** Audits every dataset, so that no page has to wait for it. */
export async function auditAll(store: Store): Promise<void> {
  for (const dataset of await store.listDatasets()) await auditsOf(dataset).catch(() => {});
}

async function datasetsOf(store: Store, points: readonly { dataset: string }[]): Promise<Dataset[]> {
  const listed = await cachedByRevision(
    store,
    "datasets to audit",
    async () => new Map((await store.listDatasets()).map((dataset) => [dataset.sha256, dataset])),
  );
  const wanted = Array.from(new Set(points.map(({ dataset }) => dataset)));
  const found = await Promise.all(wanted.map((sha) => listed.get(sha) ?? store.findDataset(sha)));
  return found.filter((dataset) => dataset !== null);
}

async function auditsWithin(datasets: readonly Dataset[], patience: number) {
  const audits = new Map<string, Audits>();
  const all = Promise.all(
    datasets.map((dataset) =>
      auditsOf(dataset).then(
        (found) => void audits.set(dataset.sha256, found),
        // Asked for again with the next page.
        () => {},
      ),
    ),
  );
  let timer: NodeJS.Timeout | undefined;
  await Promise.race([all, new Promise<void>((go) => (timer = setTimeout(go, patience)))]);
  clearTimeout(timer);
  // What comes later must not change what is made of these.
  return { audits: new Map(audits), open: datasets.length - audits.size };
}

function auditOf(
  { id, derivation, dataset, missing }: ChartPoint,
  audits: ReadonlyMap<string, Audits>,
): PointAudit | null {
  const own = audits.get(dataset)?.worst;
  if (!own || missing !== null) return null;
  return gravest((derivation?.parts ?? [id]).map((each) => own.get(each) ?? passed));
}
