import type { Dataset, Store } from "@/lib/store/store";
import { HttpProblem, notFound } from "./http-problem";
import { openStore } from "./open-store";
import { resolveDataset } from "./page-data";

/**
 * Takes an uploaded dataset out of the lists; its bytes, points and the links that show it stay.
 * @throws HttpProblem 404, or 409 for a committed one
 */
export async function deleteDataset(sha: string): Promise<Dataset> {
  const { store, dataset } = await known(sha);
  if (dataset.origin.kind === "committed") {
    const detail = `It comes from ${dataset.origin.path}: take that file out of the data folder and restart Whisker.`;
    throw new HttpProblem({ status: 409, title: "A committed dataset", detail });
  }
  await store.deleteDataset(dataset.sha256);
  return dataset;
}

/** Brings a deleted dataset back. @throws HttpProblem 404 */
export async function restoreDataset(sha: string): Promise<Dataset> {
  const { store, dataset } = await known(sha);
  if (!(await store.undeleteDataset(dataset.sha256))) throw notFound("deleted dataset of that hash");
  return dataset;
}

async function known(sha: string): Promise<{ store: Store; dataset: Dataset }> {
  const store = await openStore();
  const dataset = await resolveDataset(store, sha);
  if (!dataset) throw notFound("dataset of that hash");
  return { store, dataset };
}
