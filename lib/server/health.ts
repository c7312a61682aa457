import { openStore } from "./open-store";
import { perProcess } from "./per-process";

export interface Health {
  ok: boolean;
  store: "open" | "not usable";
}

/** Whether requests can be answered: the store opens and reads. */
export async function health(): Promise<Health> {
  const usable = await storeAnswers();
  return { ok: usable, store: usable ? "open" : "not usable" };
}

export interface Readiness {
  ready: boolean;
  /** Why a balancer should send its requests elsewhere for now. */
  because: "stopping" | "database" | null;
}

/** Whether this process should be sent requests: not while it stops, nor while its database is away. */
export async function readiness(): Promise<Readiness> {
  if (lifecycle().stopping) return { ready: false, because: "stopping" };
  return (await storeAnswers()) ? { ready: true, because: null } : { ready: false, because: "database" };
}

/** Shared by the server, which stops, and the route, which says so. */
export function lifecycle(): { stopping: boolean } {
  return perProcess("lifecycle", () => ({ stopping: false }));
}

/** Longer than this is no answer, in ms: a database behind a broken network never gives one. */
const patience = 3_000;

export async function storeAnswers(): Promise<boolean> {
  const asked = openStore()
    .then((store) => store.revision())
    .then(
      () => true,
      () => false,
    );
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<false>((done) => (timer = setTimeout(() => done(false), patience)));
  return Promise.race([asked, tooLate]).finally(() => clearTimeout(timer));
}
