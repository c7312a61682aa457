import { accelerators, type Accelerator } from "../catalogue/accelerators";
import { readHardware } from "../catalogue/hardware-text";
import { findModel, type CatalogueModel } from "../catalogue/models";

/** What the audit knows of models and devices; a person's own file adds to the shipped one. */
export interface AuditCatalogue {
  findModel: (text: string) => CatalogueModel | null;
  /** Every device that the text may mean; empty where it may mean one that is not known. */
  findDevices: (text: string) => readonly Accelerator[];
  devices: readonly Accelerator[];
}

const byId = new Map(accelerators.map((device) => [device.id, device]));

export const shippedCatalogue: AuditCatalogue = {
  findModel,
  findDevices: (text) =>
    (readHardware(text)?.ids ?? []).flatMap((id) => {
      const device = byId.get(id);
      return device ? [device] : [];
    }),
  devices: accelerators,
};
