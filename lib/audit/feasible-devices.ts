import type { Accelerator } from "../catalogue/accelerators";
import type { Catalogue } from "../catalogue/catalogue";
import type { CatalogueModel } from "../catalogue/models";
import { bandwidth } from "./decode-bound";
import { memoryBytes } from "./device-peaks";
import { figure, listed } from "./figure";

/** One rate of generated tokens of one sequence, to be had from so many devices. */
export interface Asked {
  model: CatalogueModel;
  rate: number;
  count: number;
}

/** Bytes a second that one sequence takes with weights of so many bits. */
export function trafficOf({ model, rate }: Asked, bits: number): number {
  return (rate * model.readParameters * bits) / 8;
}

/** Shipping devices with memory beside the chip that hold the weights and read them fast enough, at their makers' peaks. */
export function feasibleDevices(asked: Asked, bits: number, { devices }: Catalogue): Accelerator[] {
  return stacked(devices).filter((device) => {
    const holds = (memoryBytes(device, asked.count) ?? 0) >= (asked.model.parameters * bits) / 8;
    return holds && (bandwidth(device, asked.count) ?? 0) >= trafficOf(asked, bits);
  });
}

/** Without SRAM machines, whose bandwidth is that of many chips together, and without what is only announced. */
function stacked(devices: readonly Accelerator[]): Accelerator[] {
  return devices.filter(({ isSram, isAnnounced }) => !isSram && !isAnnounced);
}

/** `at 16 bits on A or B; at 8 bits on 8 devices from C (5530 GB/s) up; at 4 bits on none`. */
export function feasibleText(asked: Asked, formats: readonly number[], catalogue: Catalogue): string {
  return formats.map((bits) => `at ${figure(bits)} bits ${onDevices(asked, bits, catalogue)}`).join("; ");
}

function onDevices(asked: Asked, bits: number, catalogue: Catalogue): string {
  const devices = feasibleDevices(asked, bits, catalogue);
  const each = asked.count === 1 ? "" : `${asked.count} × `;
  if (devices.length === 0) return noneText(asked, bits, catalogue);
  if (devices.length <= 8)
    return `on ${each}${listed(
      devices.map(({ name }) => name),
      "or",
    )}`;
  const slowest = devices.reduce((a, b) => (speedOf(b) < speedOf(a) ? b : a));
  return `on ${devices.length} devices of the catalogue, ${each}${slowest.name} (${figure(speedOf(slowest), 4)} GB/s) the slowest`;
}

function noneText(asked: Asked, bits: number, { devices }: Catalogue): string {
  const fastest = stacked(devices).reduce((a, b) => (speedOf(b) > speedOf(a) ? b : a));
  const rate = (speedOf(fastest) * 1e9 * asked.count) / trafficOf({ ...asked, rate: 1 }, bits);
  return `on no device that ships with HBM, GDDR or LPDDR: the fastest, ${fastest.name} at ${figure(speedOf(fastest), 4)} GB/s, gives at most ${figure(rate)}`;
}

function speedOf({ figures }: Accelerator): number {
  return figures.bandwidthGbs ?? 0;
}
