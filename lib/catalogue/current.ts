import { catalogueWith, shippedCatalogue, type Additions, type Catalogue } from "./catalogue";

/**
 * The catalogue that this process reads files and audits by. It is set once, before anything is read: pages, routes and the
 * server are bundles of their own with module instances of their own, and must agree.
 */
const held = globalThis as unknown as Record<symbol, Catalogue | undefined>;
const key = Symbol.for("whisker.catalogue");

export function currentCatalogue(): Catalogue {
  return held[key] ?? shippedCatalogue;
}

export function addToCatalogue(additions: Additions): void {
  held[key] = catalogueWith(additions);
}
