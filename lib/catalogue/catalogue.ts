import { accelerators, type Accelerator } from "./accelerators";
import { deviceNames, readHardware, type ReadHardware } from "./hardware-text";
import { catalogueModels, modelFinder, type CatalogueModel, type ModelFinder } from "./models";

/** Everything that is known of models and devices, and how a text's one is found. */
export interface Catalogue extends ModelFinder {
  models: readonly CatalogueModel[];
  devices: readonly Accelerator[];
  readHardware: (text: string) => ReadHardware | null;
  findDevice: (id: string) => Accelerator | null;
  /** What of it a person added. */
  added: Additions;
}

/** What a person adds to the shipped catalogue. */
export interface Additions {
  models: readonly CatalogueModel[];
  devices: readonly Accelerator[];
}

/** The shipped catalogue with additions; one of a shipped device's or model's name stands in its place. */
export function catalogueWith(additions: Additions): Catalogue {
  const devices = replaced(accelerators, additions.devices, ({ name }) => name.toLowerCase());
  const models = replaced(catalogueModels, additions.models, ({ name }) => name.toLowerCase());
  const names = deviceNames(devices);
  const byId = new Map(devices.map((device) => [device.id, device]));
  return {
    ...modelFinder(models),
    models,
    devices,
    readHardware: (text) => readHardware(text, names),
    findDevice: (id) => byId.get(id) ?? null,
    added: additions,
  };
}

export const shippedCatalogue = catalogueWith({ models: [], devices: [] });

function replaced<T>(shipped: readonly T[], added: readonly T[], keyOf: (entry: T) => string): readonly T[] {
  const keys = new Set(added.map(keyOf));
  return [...shipped.filter((entry) => !keys.has(keyOf(entry))), ...added];
}
