import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { chownSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { findPostgres } from "../../scripts/find-postgres.mjs";
import { freePort } from "../../scripts/free-port";

/** A PostgreSQL of a test's own, on a free port of the loopback address. */
export interface PostgresServer {
  /** The address of its maintenance database. */
  url: string;
  /** Makes an empty database and gives its address. */
  createDatabase(settings?: string): Promise<string>;
  /** Takes everything out of a database. */
  empty(url: string): Promise<void>;
  query(sql: string, url?: string): Promise<Record<string, unknown>[]>;
  /** `fast` as an administrator stops it; `immediate` as a crash does. */
  stop(how: "fast" | "immediate"): Promise<void>;
  start(): Promise<void>;
  /** Lets the processes stand still, as a network that swallows everything does. */
  pause(): Promise<void>;
  resume(): void;
  remove(): Promise<void>;
}

/** Why PostgreSQL cannot be tested here, or null. Where it must be (`WHISKER_REQUIRE_POSTGRES=1`), that is an error. */
export function whyNoPostgres(): string | null {
  try {
    findPostgres();
    return null;
  } catch (cause) {
    if (process.env["WHISKER_REQUIRE_POSTGRES"] === "1") throw cause;
    const says = (cause as Error).message;
    console.warn(says);
    return says;
  }
}

export async function startPostgres(): Promise<PostgresServer> {
  const bin = findPostgres();
  const owner = unprivileged();
  const dir = mkdtempSync(join(tmpdir(), "whisker-postgres-"));
  if (owner) chownSync(dir, owner.uid, owner.gid);
  const data = join(dir, "data");
  const initdb = [
    "-D",
    data,
    "-U",
    "whisker",
    "-A",
    "trust",
    "-E",
    "UTF8",
    "--locale=C",
    "--no-instructions",
  ];
  execFileSync(join(bin, "initdb"), initdb, { ...owner, cwd: dir, stdio: ["ignore", "ignore", "inherit"] });
  const port = await freePort();
  const url = `postgresql://whisker@127.0.0.1:${port}/postgres`;
  let running: ChildProcess | null = null;
  let made = 0;
  let paused: number[] = [];

  const server: PostgresServer = {
    url,
    async createDatabase(settings = "") {
      const name = `test_${(made += 1)}`;
      await query(url, `create database ${name} ${settings}`);
      return url.replace(/postgres$/, name);
    },
    async empty(at) {
      await query(at, "drop schema public cascade; create schema public");
    },
    query: (sql, at = url) => query(at, sql),
    async start() {
      const options = ["-D", data, "-p", String(port), "-h", "127.0.0.1", "-k", dir];
      running = spawn(join(bin, "postgres"), options, {
        ...owner,
        cwd: dir,

        stdio: "ignore",
      });
      await untilAnswers(url, running);
    },
    async stop(how) {
      const stopping = running;
      running = null;
      if (!stopping || stopping.exitCode !== null) return;
      const gone = new Promise((done) => stopping.once("exit", done));
      stopping.kill(how === "fast" ? "SIGINT" : "SIGQUIT");
      await gone;
    },
    async pause() {
      const backends = await query(url, "select pid from pg_stat_activity where pid <> pg_backend_pid()");
      paused = [running!.pid!, ...backends.map(({ pid }) => Number(pid))];
      for (const pid of paused) process.kill(pid, "SIGSTOP");
    },
    resume() {
      for (const pid of paused.splice(0)) process.kill(pid, "SIGCONT");
    },
    async remove() {
      await server.stop("immediate");
      rmSync(dir, { recursive: true, force: true });
    },
  };
  await server.start();
  return server;
}

/** PostgreSQL refuses to run as root: its processes run as someone who owns nothing. */
function unprivileged(): { uid: number; gid: number } | null {
  if (process.getuid?.() !== 0) return null;
  const users = readFileSync("/etc/passwd", "utf8").split("\n");
  const line = ["postgres", "nobody"]
    .map((name) => users.find((user) => user.startsWith(`${name}:`)))
    .find(Boolean);
  const [, , uid, gid] = line?.split(":") ?? [];
  return { uid: Number(uid ?? 65534), gid: Number(gid ?? 65534) };
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function untilAnswers(url: string, child: ChildProcess): Promise<void> {
  for (const deadline = Date.now() + 60_000; ;) {
    if (child.exitCode !== null) throw new Error(`PostgreSQL exited with ${child.exitCode}.`);
    const answer = await query(url, "select 1").catch((cause: unknown) => cause);
    if (Array.isArray(answer)) return;
    if (Date.now() > deadline) throw new Error("PostgreSQL did not start.", { cause: answer });
    await new Promise((done) => setTimeout(done, 50));
  }
}
