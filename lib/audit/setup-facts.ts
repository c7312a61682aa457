import type { Accelerator } from "../catalogue/accelerators";
import type { Catalogue } from "../catalogue/catalogue";
import { closedModelWithSize } from "../catalogue/closed-models";
import type { CatalogueModel } from "../catalogue/models";
import type { Case } from "../points/case";
import type { Bounds } from "./bounds";
import { remembered } from "./remembered";
import { unknown } from "./untestable";
import { fewerBits, weightBits, type WeightBits } from "./weight-bits";

/** What is known of a setup beside its numbers. Nothing is guessed: what is not known is null or empty. */
export interface SetupFacts {
  model: CatalogueModel | null;
  /** Whether the text names a model of undisclosed size with a size, and is read as the published model of that size. */
  isTakenFor: boolean;
  /** The devices that the stated hardware may be; null where none is stated, empty where what is stated is not known. */
  devices: readonly Accelerator[] | null;
  /**
   * How many devices work together in all; null where not stated. The upper reading takes the count as one of each node or, with
   * hardware that is named by its rack, of racks, and is never below the product of the parallelisms.
   */
  counts: Bounds | null;
  /**
   * How the weights are stored, by the smallest format that precision, quantization and the model's name state; null where none
   * does, or where a quantization is stated that is not known.
   */
  bits: WeightBits | null;
  /** Sequences at once, by batch and by concurrency; null where neither is stated. */
  sequences: Bounds | null;
}

/** Of a setup that states nothing. */
export const noFacts: SetupFacts = {
  model: null,
  isTakenFor: false,
  devices: null,
  counts: null,
  bits: null,
  sequences: null,
};

/** Reads setups; each text is looked up once. */
export function factsReader(catalogue: Catalogue): (of: Case) => SetupFacts {
  const readers = {
    modelOf: remembered((text: string) => readModel(text, catalogue)),
    hardwareOf: remembered((text: string) => readHardware(text, catalogue)),
    bitsOf: remembered(weightBits),
  };
  return (of) => factsOf(of, readers);
}

interface TextReaders {
  modelOf: (text: string) => ReadModel;
  hardwareOf: (text: string) => ReadHardware;
  bitsOf: (text: string) => WeightBits | null;
}

function factsOf(of: Case, { modelOf, hardwareOf, bitsOf }: TextReaders): SetupFacts {
  const model = of.model === null ? nothing : modelOf(of.model);
  const hardware = of.hardware === null ? null : hardwareOf(of.hardware);
  const precision = of.precision === null ? null : bitsOf(of.precision);
  const quantization = of.quantization === null ? null : bitsOf(of.quantization);
  const isKnown = of.quantization === null || quantization !== null || isUnquantised(of.quantization);
  const stated = fewerBits(fewerBits(model.bits, precision), quantization);
  return {
    model: model.model,
    isTakenFor: model.isTakenFor,
    devices: hardware && hardware.devices,
    counts: countsOf(of, hardware?.count ?? (isLlamaBench(of) ? 1 : null), hardware?.rack ?? null),
    bits: isKnown ? published(stated, model.model) : null,
    sequences: sequencesOf(of),
  };
}

function isUnquantised(text: string): boolean {
  return /^(?:none|no|false|off|0|-|n\/?a|null|un-?quanti[sz]ed|not quanti[sz]ed|original|full|base(?:line)?|)$/i.test(
    text.trim(),
  );
}

/** Which of the fields that say how weights are stored would have to be stated, or known. */
export function missingFormat(of: Case): string {
  return of.quantization !== null && !isUnquantised(of.quantization) ? unknown(of.quantization) : "precision";
}

interface ReadModel {
  model: CatalogueModel | null;
  bits: WeightBits | null;
  isTakenFor: boolean;
}

const nothing: ReadModel = { model: null, bits: null, isTakenFor: false };

function readModel(text: string, catalogue: Catalogue): ReadModel {
  const closed = closedModelWithSize(text);
  if (closed !== null) {
    const takenFor = catalogue.findModel(closed.model.takenFor ?? "");
    const fits = takenFor !== null && Math.abs(takenFor.parameters / closed.parameters - 1) < 0.02;
    return fits ? { model: takenFor, bits: null, isTakenFor: true } : nothing;
  }
  const formats = catalogue.readModel(text)?.reading.formats ?? [];
  const bits = formats.map(weightBits).reduce(fewerBits, null);
  return { model: catalogue.findModel(text), bits, isTakenFor: false };
}

interface ReadHardware {
  devices: readonly Accelerator[];
  count: number | null;
  rack: number | null;
}

function readHardware(text: string, catalogue: Catalogue): ReadHardware {
  const read = catalogue.readHardware(text);
  const devices = (read?.ids ?? []).flatMap((id) => catalogue.findDevice(id) ?? []);
  return { devices, count: read?.count ?? null, rack: read?.rack ?? null };
}

/** A stated 16 bits may be what is computed in: a model that is published in 4 or 8 bits is read in those. */
function published(stated: WeightBits | null, model: CatalogueModel | null): WeightBits | null {
  if (stated === null || model === null || model.publishedBits >= stated.low) return stated;
  const bits = model.publishedBits;
  return { low: bits, usual: bits, name: `${bits}-bit` };
}

function countsOf(of: Case, inText: number | null, rack: number | null): Bounds | null {
  const stated = of.accelerators ?? inText;
  if (stated === null || stated < 1) return null;
  const parallel = (of.tensor_parallel ?? 1) * (of.pipeline_parallel ?? 1) * (of.data_parallel ?? 1);
  const high = Math.max(stated, inText ?? 1) * Math.max(of.nodes ?? 1, 1);
  const inRacks = rack === null ? 1 : rack * (stated < devicesOfTray ? Math.max(stated, inText ?? 1) : 1);
  return { low: stated, high: Math.max(high, parallel, of.expert_parallel ?? 1, inRacks) };
}

/** Fewer than that are not a part of a rack that anybody names by it: they are so many racks. */
const devicesOfTray = 4;

/** llama-bench names every device that it runs on, and generates one sequence at a time. Remote devices are not among them. */
function isLlamaBench(of: Case): boolean {
  const isOwn = of.extra["n_gpu_layers"] !== undefined && of.extra["n_batch"] !== undefined;
  return of.system === "llama.cpp" && isOwn && !/RPC/.test(of.extra["backends"] ?? "");
}

function sequencesOf(of: Case): Bounds | null {
  const { batch, concurrency } = of;
  if (batch === null && concurrency === null && isLlamaBench(of)) return { low: 1, high: 1 };
  const stated = [batch, concurrency].filter((count) => count !== null && count >= 1) as number[];
  return stated.length === 0 ? null : { low: Math.min(...stated), high: Math.max(...stated) };
}
