import type { Accelerator } from "../catalogue/accelerators";
import type { CatalogueModel } from "../catalogue/models";
import type { Case } from "../points/case";
import type { AuditCatalogue } from "./audit-catalogue";

/** What is known of a setup beside its numbers. */
export interface SetupFacts {
  model: CatalogueModel | null;
  /** The devices that the stated hardware may be; null where none is stated, empty where what is stated is not known. */
  devices: readonly Accelerator[] | null;
  /** How many devices work together in all; null where not stated. */
  count: number | null;
}

/** What the catalogue knows of a setup. Nothing is guessed: what it does not know is null or empty. */
export function setupFacts(of: Case, catalogue: AuditCatalogue): SetupFacts {
  return {
    model: of.model === null ? null : catalogue.findModel(of.model),
    devices: of.hardware === null ? null : catalogue.findDevices(of.hardware),
    count: of.accelerators,
  };
}
