import type { Catalogue } from "../catalogue/catalogue";
import type { Case } from "../points/case";
import type { HardwareBound, Peak } from "../points/peak";
import type { Point } from "../points/point";
import { bandwidth, decodeRate, decodes } from "./decode-bound";
import { largestCacheBytes, memoryBytes } from "./device-peaks";
import { excusesOf } from "./excuses";
import { figure } from "./figure";
import { factsReader, type SetupFacts } from "./setup-facts";
import { bandwidthUtilisation, flopUtilisation } from "./utilisation";

/** Reads what hardware does at its peak for points of a metric; each text is looked up once. Null where nothing is known. */
export function peakReader(catalogue: Catalogue): (point: Pick<Point, "metric" | "case">) => Peak | null {
  const factsOf = factsReader(catalogue);
  return ({ metric, case: of }) => {
    const facts = factsOf(of);
    const one = { metric, value: 1, case: of };
    const peak = {
      bound: boundOf(metric, of, facts),
      mbu: bandwidthUtilisation(one, facts)?.share ?? null,
      mfu: flopUtilisation(one, facts)?.share ?? null,
    };
    return peak.bound === null && peak.mbu === null && peak.mfu === null ? null : peak;
  };
}

function boundOf(metric: string, of: Case, facts: SetupFacts): HardwareBound | null {
  if (metric === "output_tokens_per_second") return bandwidthBound(of, facts);
  return metric === "peak_memory" ? memoryBound(of, facts) : null;
}

/** The one device that is meant, and how many of it; null where several may be. */
function machineOf({ devices, counts }: SetupFacts) {
  const [device, ...others] = devices ?? [];
  if (device === undefined || others.length > 0 || counts === null || counts.low !== counts.high) return null;
  const count = counts.low;
  return { device, count, text: count === 1 ? `one ${device.name}` : `${count} × ${device.name}` };
}

/** What memory gives one sequence, whose weights are read once a token; contexts, which take more, are left out. */
function bandwidthBound(of: Case, facts: SetupFacts): HardwareBound | null {
  const { model, bits, sequences, isTakenFor } = facts;
  const machine = machineOf(facts);
  if (!machine || !model || !bits || isTakenFor || !decodes(model)) return null;
  if (sequences?.low !== 1 || sequences.high !== 1 || machine.device.isSram) return null;
  const { accepted, offload, openDivision } = excusesOf(of);
  if (accepted !== 1 || offload || openDivision) return null;
  const weights = (model.readParameters * bits.usual) / 8;
  const bytes = bandwidth(machine.device, machine.count);
  if (bytes === null || weights < 2 * largestCacheBytes * machine.count) return null;
  const reading = { model, weightBits: bits.usual, sequences: 1, context: 0, keptBits: 16 };
  return {
    value: decodeRate(bytes, reading),
    label: "memory-bandwidth bound",
    of: `${machine.text}, ${figure(weights / 1e9)} GB of weights read a token`,
  };
}

/** All that the devices have. Makers print GB for what is GiB of most of them. */
function memoryBound(of: Case, facts: SetupFacts): HardwareBound | null {
  const machine = machineOf(facts);
  const bytes = machine && memoryBytes(machine.device, machine.count);
  if (!machine || bytes === null || machine.device.isUnified || excusesOf(of).offload) return null;
  return { value: bytes / 1e9, label: "device memory", of: `${machine.text}, its maker’s GB read as GiB` };
}
