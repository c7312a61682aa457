import type { Additions } from "@/lib/catalogue/catalogue";

/** What a worker hears first where this server has devices and models of its own: browsers hold only the shipped ones. */
export interface OwnCatalogue {
  own: Additions;
}

export function withOwnCatalogue(worker: Worker, own: Additions): Worker {
  if (own.devices.length + own.models.length > 0) worker.postMessage({ own } satisfies OwnCatalogue);
  return worker;
}
