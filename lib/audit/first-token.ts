import type { Accelerator } from "../catalogue/accelerators";
import type { CatalogueModel } from "../catalogue/models";
import type { Finding } from "../points/finding";
import type { Point, Statistic } from "../points/point";
import type { AuditedFile, AuditedSetup } from "./audited-file";
import { fastestComputer, flopOfPrompt } from "./compute-bound";
import { bandwidth } from "./decode-bound";
import { largestCacheBytes, tolerance } from "./device-peaks";
import { changedBy, excusesOf } from "./excuses";
import { figure, statedFigure } from "./figure";
import type { Rule } from "./rule";
import { missingFormat } from "./setup-facts";
import { statedBounds } from "./stated-bounds";
import { byMissing, notStated, unknown, untestable, type Open } from "./untestable";
import { fewestBits } from "./weight-bits";

const id = "first-token";

/** The time to a first token against one pass of the weights and the arithmetic of the prompt. */
export const firstToken: Rule = {
  id,
  title: "First token after one pass over the prompt",
  levels: ["impossible", "unusual", "untestable"],
  inequality: "TTFT ≥ max(N_d · b / (G · BW), 2 N · P / (G · F))",
  voidWhen:
    "Prompts out of a prefix cache need no arithmetic, so that only the pass over the weights binds: below the arithmetic alone a time is unusual, and impossible only where caching is stated to be off. Weights in caches or SRAM, or fewer of them by pruning or an unknown method; an open-division result.",
  source:
    "2 FLOP a parameter and prompt token without the output head, Kaplan et al., arXiv:2001.08361, 2.1; one read of every weight, Williams, Waterman & Patterson, Communications of the ACM 52(4) (2009) 65-76",
  check,
};

type Waiting = Open & { setup: AuditedSetup };

function* check(file: AuditedFile): Generator<Finding> {
  const open: Waiting[] = [];
  for (const { point, setup } of file.measured("ttft")) {
    if (!(point.value > 0)) continue;
    if (!isWhole(setup)) open.push({ point, missing: missingOf(setup), setup });
    const found = judge(point, setup, file);
    if (found !== null) yield found;
  }
  for (const group of byMissing(open)) yield untestable(id, group, openText(group, file));
}

/** Whether everything is stated and known that decides, as for most setups. */
function isWhole({ case: of, facts }: AuditedSetup): boolean {
  const { model, devices, counts, bits, isTakenFor } = facts;
  const isRead = model !== null && !isTakenFor && bits !== null && counts !== null;
  return isRead && devices !== null && devices.length > 0 && of.input_tokens !== null;
}

function missingOf({ case: of, facts }: AuditedSetup): string[] {
  const { model, devices, counts, bits, isTakenFor } = facts;
  return [
    of.model === null ? "model" : model === null || isTakenFor ? unknown(of.model) : null,
    devices === null ? "hardware" : devices.length === 0 ? unknown(of.hardware ?? "") : null,
    counts === null ? "accelerators" : null,
    bits === null ? missingFormat(of) : null,
    of.input_tokens === null ? "input_tokens" : null,
  ].filter((field) => field !== null);
}

interface Floor {
  device: Accelerator;
  seconds: number;
}

function judge(point: Point, setup: AuditedSetup, { catalogue }: AuditedFile): Finding | null {
  const { model, devices, counts, bits, isTakenFor } = setup.facts;
  if (model === null || isTakenFor || counts === null || devices?.length === 0) return null;
  const machines = devices ?? catalogue.devices;
  const said = { model, count: counts.high, tokens: setup.case.input_tokens ?? 0 };
  const width = bits?.low ?? fewestBits;
  const least = Math.max(
    readFloor(machines, said, width)?.seconds ?? 0,
    promptFloor(machines, said, width)?.seconds ?? 0,
  );
  if (point.value! / 1000 >= least) return null;
  const { statistic, high } = lowestStated(point);
  const seconds = high / 1000;
  if (seconds >= least) return null;
  const excuses = excusesOf(setup.case);
  if (excuses.openDivision || excuses.offload || changedBy(excuses) !== null) return null;
  const fewest = Math.min(width, excuses.fewestBits ?? Infinity);
  const read = readFloor(machines, said, fewest);
  if (read !== null && seconds < read.seconds)
    return finding("impossible", point, statistic, said, read, "read");
  const prompt = promptFloor(machines, said, fewest);
  const half = excuses.sparsity ? 2 : 1;
  if (prompt === null || excuses.prefixCache === true || seconds >= prompt.seconds / half) return null;
  return finding(
    excuses.prefixCache === false ? "impossible" : "unusual",
    point,
    statistic,
    said,
    prompt,
    "prompt",
  );
}

/** Any mean or median is above the shortest, and a prompt of mean length takes the mean: the point's own statistic is held to it. */
function lowestStated(point: Point): { statistic: Statistic; high: number } {
  return { statistic: point.statistic, high: statedBounds(point)?.high ?? point.value! };
}

interface Prefill {
  model: CatalogueModel;
  count: number;
  tokens: number;
}

/** One read of every weight. Null where they may lie in caches. */
function readFloor(devices: readonly Accelerator[], { model, count }: Prefill, bits: number): Floor | null {
  const bytes = (model.readParameters * bits) / 8;
  if (bytes < 2 * largestCacheBytes * count || devices.some(({ isSram }) => isSram)) return null;
  let [best, most]: [Accelerator | null, number] = [null, 0];
  for (const device of devices) {
    const speed = bandwidth(device, count) ?? 0;
    if (speed > most) [best, most] = [device, speed];
  }
  return best && { device: best, seconds: bytes / (most * tolerance) };
}

function promptFloor(
  devices: readonly Accelerator[],
  { model, count, tokens }: Prefill,
  bits: number,
): Floor | null {
  const best = fastestComputer(devices, count, bits);
  return best && { device: best.device, seconds: (flopOfPrompt(model) * tokens) / (best.flops * tolerance) };
}

function finding(
  level: "impossible" | "unusual",
  point: Point,
  statistic: Statistic,
  { model, count, tokens }: Prefill,
  { device, seconds }: Floor,
  by: "read" | "prompt",
): Finding {
  const machine = count === 1 ? `one ${device.name}` : `${count} × ${device.name}`;
  const floor = `${figure(seconds * 1000)} ms`;
  const work =
    by === "read"
      ? `read the weights of ${model.name} once`
      : `compute ${statedFigure(tokens)} prompt tokens of ${model.name}`;
  const cached =
    level === "unusual"
      ? " Prompts out of a prefix cache take less; whether there is one is not stated."
      : "";
  return {
    rule: id,
    level,
    title: `Below the ${floor} that one pass takes`,
    says: `${statedFigure(point.value!)} ms to the first token (${statistic}); ${machine} needs at least ${floor} to ${work}.${cached}`,
    sum:
      by === "read"
        ? `${figure(model.readParameters / 1e9, 4)}e9 parameters ÷ ${machine} at ${figure(device.figures.bandwidthGbs ?? 0, 6)} GB/s × 1.05 ≥ ${floor}`
        : `${statedFigure(tokens)} tokens × ${figure(flopOfPrompt(model) / 1e9)} GFLOP ÷ ${machine} × 1.05 ≥ ${floor}`,
    points: [point.id],
    cells: [
      { point: point.id, statistic },
      ...["model", "hardware", "accelerators", "precision", "input_tokens"].map((field) => ({
        point: point.id,
        field,
      })),
    ],
    missing: [],
  };
}

/** What can be said of times that miss fields: of the shortest for its model, how long a prompt one A100 could have computed. */
function openText(
  group: readonly Waiting[],
  { catalogue }: AuditedFile,
): Pick<Finding, "title" | "says" | "sum"> {
  const rest = notStated(group[0]?.missing ?? []);
  const device = catalogue.findDevice("a100-80-sxm");
  const best = device && fastestComputer([device], 1, 16);
  const sums = group.flatMap(({ point, setup }) => {
    const { model } = setup.facts;
    if (best === null || model === null || setup.case.input_tokens !== null) return [];
    return [{ point, model, tokens: ((point.value! / 1000) * best.flops) / flopOfPrompt(model) }];
  });
  const [tightest] = sums.sort((a, b) => a.tokens - b.tokens);
  const title = "Time to first token not testable";
  if (tightest === undefined)
    return { title, says: `How long a prompt it takes is not known. ${rest}`, sum: null };
  const { point, model, tokens } = tightest;
  const time = `${statedFigure(point.value!)} ms`;
  return {
    title,
    says: `A time to first token means little without the length of its prompt. ${rest} One ${device!.name} at 16 bits would compute at most ${figure(Math.floor(tokens), 6)} prompt tokens of ${model.name} in ${time}.`,
    sum: `${time} × ${figure(best!.flops / 1e12)} TFLOPS ÷ ${figure(flopOfPrompt(model) / 1e9, 4)} GFLOP a token = ${figure(Math.floor(tokens), 6)} tokens`,
  };
}
