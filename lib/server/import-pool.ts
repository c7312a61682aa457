import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { Worker } from "node:worker_threads";
import { HttpProblem } from "./http-problem";
import type { ImportAnswer, ImportJob } from "./import-job";
import { perProcess } from "./per-process";
import { settings } from "./settings";

/** How much one file may take. */
interface Budget {
  /** Read and stored within this many ms, or stopped. */
  ms: number;
  megabytes: number;
}

/** A minute, and another one for each 50 MB. */
export function budgetFor(bytes: number): Budget {
  return { ms: 60_000 * (1 + bytes / 50e6), megabytes: settings().readMemory };
}

/** Threads that read files, so that no file, however large or wicked, holds up another request. */
export interface ImportPool {
  run(job: ImportJob, budget?: Budget): Promise<Exclude<ImportAnswer, { kind: "refused" | "failed" }>>;
  close(): Promise<void>;
}

export function importPool(): ImportPool {
  return perProcess("import-pool", makeImportPool);
}

/** A worker that waits this long for its next file is let go. */
const idleMs = 60_000;

function makeImportPool(): ImportPool {
  const limit = 2;
  const idle: IdleWorker[] = [];
  const busy = new Set<Worker>();
  const waiting: (() => void)[] = [];
  let closed = false;

  const take = async (): Promise<Worker> => {
    while (busy.size >= limit) await new Promise<void>((go) => waiting.push(go));
    if (closed) throw new Error("The server is stopping.");
    const worker = takeIdle(idle) ?? startWorker();
    busy.add(worker);
    return worker;
  };
  const giveBack = (worker: Worker, usable: boolean) => {
    busy.delete(worker);
    if (usable && !closed) keepIdle(idle, worker);
    else void worker.terminate();
    waiting.shift()?.();
  };

  return {
    async run(job, budget = budgetFor("file" in job ? job.file.bytes : 0)) {
      const worker = await take();
      let usable = false;
      try {
        const answer = await askWorker(worker, job, budget);
        usable = true;
        return answered(answer);
      } finally {
        giveBack(worker, usable);
      }
    },
    async close() {
      closed = true;
      const workers = [...idle.splice(0).map(({ worker }) => worker), ...busy];
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

interface IdleWorker {
  worker: Worker;
  /** Lets it go once it has waited long enough. */
  timer: NodeJS.Timeout;
}

function keepIdle(idle: IdleWorker[], worker: Worker): void {
  worker.unref();
  const timer = setTimeout(() => {
    idle.splice(
      idle.findIndex((each) => each.worker === worker),
      1,
    );
    void worker.terminate();
  }, idleMs);
  timer.unref();
  idle.push({ worker, timer });
}

function takeIdle(idle: IdleWorker[]): Worker | null {
  const taken = idle.pop();
  clearTimeout(taken?.timer);
  return taken?.worker ?? null;
}

/**
 * By itself V8 lets a heap grow to several times of what is alive before it looks for what is not, and a large file would
 * take what the largest heap may have. Read when a heap is collected next, so that it holds for every thread.
 */
const eagerCollection = "--heap-growing-percent=50";

/** Of what a row leaves behind, in MB: rows are short-lived, and more of it only stays resident. */
const youngMegabytes = 24;

function startWorker(): Worker {
  setFlagsFromString(eagerCollection);
  // The path is put together at run time: a bundler must leave the worker and what it imports alone.
  const script = join(settings().root, ["scripts", "import-worker.mjs"].join("/"));
  const worker = new Worker(script, {
    execArgv: [],
    resourceLimits: {
      maxOldGenerationSizeMb: budgetFor(0).megabytes,
      maxYoungGenerationSizeMb: youngMegabytes,
    },
    name: "whisker-import",
  });
  // An error between two files, or after a stop, is of no interest, but must not be an uncaught one.
  worker.on("error", () => {});
  return worker;
}

/** The worker's answer, or why there is none: too long, too much memory, or broken. Rejects once the worker is of no more use. */
function askWorker(worker: Worker, job: ImportJob, budget: Budget): Promise<ImportAnswer> {
  return new Promise((done, failed) => {
    worker.ref();
    const settle = (act: () => void) => {
      clearTimeout(timer);
      for (const [event, listener] of Object.entries(listeners)) worker.off(event, listener);
      act();
    };
    const timer = setTimeout(() => settle(() => failed(tooSlow(budget))), budget.ms);
    const listeners = {
      message: (answer: ImportAnswer) => settle(() => done(answer)),
      error: (cause: unknown) => settle(() => failed(outOfMemory(cause, budget) ?? cause)),
      exit: (code: number) => settle(() => failed(new Error(`The import worker exited with ${code}.`))),
    };
    for (const [event, listener] of Object.entries(listeners)) worker.on(event, listener);
    worker.postMessage(job);
  });
}

function answered(answer: ImportAnswer) {
  if (answer.kind === "refused") throw new HttpProblem(answer.problem);
  if (answer.kind === "failed") {
    const cause = Object.assign(new Error(answer.message), { code: answer.code });
    if (answer.stack) cause.stack = answer.stack;
    throw cause;
  }
  return answer;
}

function tooSlow({ ms }: Budget): HttpProblem {
  const detail = `Reading the file took more than ${Math.round(ms / 1000)} s and was stopped. Nothing was stored.`;
  return new HttpProblem({ status: 422, title: "Too slow to read", detail });
}

function outOfMemory(cause: unknown, { megabytes }: Budget): HttpProblem | null {
  const known = cause instanceof Error && "code" in cause && cause.code === "ERR_WORKER_OUT_OF_MEMORY";
  if (!known) return null;
  const detail = `Reading the file needs more than the ${megabytes} MB of memory that it may take: it describes too many setups for that. Nothing was stored. Send it in parts, or let whoever runs this server raise WHISKER_READ_MEMORY.`;
  return new HttpProblem({ status: 413, title: "Too large to read", detail });
}
