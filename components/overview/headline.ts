import type { Evidence } from "@/lib/points/evidence";
import { countText } from "@/lib/series/number-text";
import { counted } from "@/components/datasets/counted";

/** The counts that the overview speaks of. `points` are those with a number or a range; missing values are none. */
export interface Counts {
  points: number;
  /** Points that say why they have no value. */
  missing: number;
  datasets: number;
  evidence: Record<Evidence, number>;
  models: number;
  systems: number;
  hardware: number;
}

/** The two sentences of fact: how much is here, and what stands behind it. Nothing is rounded up. */
export function headline({ points, datasets, evidence }: Counts): [string, string] {
  return [`${counted(points, "result")} in ${counted(datasets, "dataset")}.`, evidenceSaid(points, evidence)];
}

function evidenceSaid(points: number, evidence: Record<Evidence, number>): string {
  if (points === 0) return "None of them could be read as a number yet.";
  if (evidence.claim === points) return "All of them are claims; nothing here was measured.";
  if (evidence.samples > 0) return `${percent(evidence.samples, points)} come with their raw samples.`;
  return `None comes with its raw samples; ${percent(points - evidence.claim, points)} were measured.`;
}

/** `61 %`; never 0 % of something that is there, never 100 % of what is not all. */
function percent(part: number, whole: number): string {
  if (part === whole) return "All";
  const share = (100 * part) / whole;
  if (share < 1) return "Under 1\u00a0%";
  return `${countText(Math.min(99, Math.round(share)))}\u00a0%`;
}

/** `9 models, 6 kinds of hardware, 8 systems.`; and what is here beside the results. */
export function coverage({ models, hardware, systems, missing }: Counts): string {
  const seen = [
    counted(models, "model"),
    counted(hardware, "kind of hardware", "kinds of hardware"),
    counted(systems, "system"),
  ].join(", ");
  if (missing === 0) return `${seen}.`;
  return `${seen}. ${counted(missing, "more point has", "more points have")} no value in the source and ${missing === 1 ? "says" : "say"} why.`;
}
