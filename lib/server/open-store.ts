import { openSqlite } from "@/lib/store/sqlite";
import type { Store } from "@/lib/store/store";
import { forgetPerProcess, perProcess } from "./per-process";
import { settings } from "./settings";

/** This process's store, opened at the first call and never while the app is being built. */
export function openStore(): Promise<Store> {
  if (process.env["NEXT_PHASE"] === "phase-production-build") {
    return Promise.reject(new Error("The store is not opened while the app is being built."));
  }
  return perProcess("store", () => openSqlite(settings().dir));
}

export async function closeStore(): Promise<void> {
  const store = await openStore();
  forgetPerProcess("store");
  await store.close();
}
