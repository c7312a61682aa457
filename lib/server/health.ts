import { openStore } from "./open-store";

export interface Health {
  ok: boolean;
  store: "open" | "not usable";
}

/** Whether requests can be answered: the store opens and reads. */
export async function health(): Promise<Health> {
  const usable = await openStore()
    .then((store) => store.revision())
    .then(
      () => true,
      () => false,
    );
  return { ok: usable, store: usable ? "open" : "not usable" };
}
