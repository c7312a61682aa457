import type { Case } from "../points/case";

/** Of how many parts a stated batch or concurrency may be, where it is of each: accelerators, replicas or nodes. */
export function replicasOf({ accelerators, data_parallel, tensor_parallel, nodes }: Case): number {
  const inAll = (accelerators ?? 1) * (nodes ?? 1);
  return Math.max(inAll, data_parallel ?? 1, tensor_parallel ?? 1);
}
