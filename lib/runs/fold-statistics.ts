import type { Statistic, Stats } from "../points/point";
import { statistics, statsFields } from "../points/point";
import type { Provenance } from "../points/provenance";
import type { Draft } from "./draft";

/**
 * Drafts that each state another statistic of one run (a row for the mean, a row for p99) become one draft that holds
 * them all. Drafts that cannot be paired without doubt are given back as they are.
 *
 * @param group drafts of one case, metric and unit
 */
export function foldStatistics(group: Draft[]): Draft[] {
  const kinds = new Set(group.map((draft) => draft.statistic));
  if (kinds.size < 2 || group.some(isSample)) return group;
  const runs = new Map<string | null, Map<Statistic, Draft>>();
  for (const draft of group) {
    const run = runs.get(draft.run) ?? new Map<Statistic, Draft>();
    if (run.has(draft.statistic)) return group;
    runs.set(draft.run, run.set(draft.statistic, draft));
  }
  return Array.from(runs.values(), foldRun);
}

/** Whether the draft holds samples, or is one of a run without a name: no statistic of a run. */
function isSample({ samples, unnamedRun }: Draft): boolean {
  return samples !== null || unnamedRun !== undefined;
}

function foldRun(run: Map<Statistic, Draft>): Draft {
  const chosen = statistics.map((name) => run.get(name)).find((draft) => draft !== undefined)!;
  const stats: Stats = { ...chosen.stats };
  const places: Provenance["statistics"] = { ...chosen.provenance.statistics };
  for (const [statistic, draft] of run) {
    for (const name of Object.keys(stats) as (keyof Stats)[]) stats[name] ??= draft.stats[name];
    stats[statistic] ??= draft.value;
    if (draft === chosen) continue;
    const { statistics: others = {}, ...own } = draft.provenance;
    places[statistic] ??= own;
    for (const name of statsFields) if (others[name]) places[name] ??= others[name];
  }
  return { ...chosen, stats, provenance: { ...chosen.provenance, statistics: places } };
}
