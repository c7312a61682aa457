import { openDatabase, type DatabaseAddress } from "@/lib/store/open-database";
import type { Store } from "@/lib/store/store";
import { isSite } from "@/lib/view/site";
import { log } from "./log";
import { forgetPerProcess, heldPerProcess, perProcess } from "./per-process";
import { settings } from "./settings";

/** This process's store, opened at the first call and never while the app is being built; one that did not open is tried again. */
export function openStore(): Promise<Store> {
  if (process.env["NEXT_PHASE"] === "phase-production-build" && !isSite) {
    return Promise.reject(new Error("The store is not opened while the app is being built."));
  }
  return perProcess("store", () => {
    const opening = openDatabase(databaseAddress(), { warn: (says) => log().warn(says) });
    opening.catch(() => forgetPerProcess("store"));
    return opening;
  });
}

export function databaseAddress(): DatabaseAddress {
  const { dir, databaseUrl } = settings();
  return { dir, url: databaseUrl };
}

export async function closeStore(): Promise<void> {
  const store = await heldPerProcess<Promise<Store>>("store")?.catch(() => null);
  forgetPerProcess("store");
  await store?.close();
}
