import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { freePort } from "../free-port";
import { pause } from "./drill";

const root = resolve(import.meta.dirname, "../..");

const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
  scripts: { start: string };
};
/** What `npm start` gives Node. */
const startArguments = scripts.start.split(" ").slice(1);

/** The built server, as a person starts it, in a process group of its own. */
export interface App {
  url: string;
  port: number;
  /** From its start to the first answer that it is ready, in ms. */
  readyAfter: number;
  child: ChildProcess;
  /** Ends the whole group at once, as a power cut would. */
  kill(): Promise<void>;
  /** Asks it to stop. */
  stop(): Promise<void>;
  /** The most memory that it held since its start, or since it was last told to forget that, in bytes. */
  peakMemory(): number;
  forgetPeakMemory(): void;
}

/** Starts it on a store in `dir`, without the committed datasets. */
export async function startApp(
  dir: string,
  env: Record<string, string> = {},
  command: readonly string[] = [],
): Promise<App> {
  const port = await freePort();
  const data = join(dir, "no-data");
  mkdirSync(data, { recursive: true });
  const [program, ...before] = [...command, process.execPath];
  const start = Date.now();
  const child = spawn(program!, [...before, ...startArguments], {
    cwd: root,
    detached: true,
    env: {
      ...process.env,
      PORT: String(port),
      WHISKER_DIR: dir,
      WHISKER_DATA: data,
      NODE_ENV: "production",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (said = (said + chunk.toString()).slice(-4000)));
  const url = `http://127.0.0.1:${port}`;
  while (!(await isReady(url))) {
    if (child.exitCode !== null || child.signalCode !== null || Date.now() - start > 300_000)
      throw new Error(`The server did not start. It said:\n${said}`);
    await pause(25);
  }
  const end = async (signal: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    process.kill(-child.pid!, signal);
    await gone;
  };
  return {
    ...{ url, port, child },
    readyAfter: Date.now() - start,
    kill: () => end("SIGKILL"),
    stop: () => end("SIGTERM"),
    peakMemory: () =>
      Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))?.[1]) * 1024,
    // 5 sets the peak back to what is held now (proc(5)).
    forgetPeakMemory: () => writeFileSync(`/proc/${child.pid}/clear_refs`, "5"),
  };
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/api/ready`).catch(() => null);
  await answer?.arrayBuffer();
  return answer?.ok ?? false;
}
