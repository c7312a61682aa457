import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startPostgres, whyNoPostgres, type PostgresServer } from "../postgres/postgres-server";
import type { acts, Asked } from "./app-process";

const why = whyNoPostgres();
const root = mkdtempSync(join(tmpdir(), "whisker-two-"));
let server: PostgresServer | null = null;

beforeAll(async () => {
  if (!why) server = await startPostgres();
});
afterAll(async () => {
  await server?.remove();
  rmSync(root, { recursive: true, force: true });
});

interface AppProcess {
  ask<A extends keyof typeof acts>(act: A, text?: string): Promise<Awaited<ReturnType<(typeof acts)[A]>>>;
  stop(): Promise<void>;
}

function startProcess(env: Record<string, string>): AppProcess {
  const child: ChildProcess = fork(join(import.meta.dirname, "app-process.ts"), {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, ...env },
  });
  const ask = (act: Asked["act"], text = "") =>
    new Promise<never>((done, failed) => {
      const ended = (code: number | null) => failed(new Error(`The process exited with ${code}.`));
      child.once("exit", ended);
      child.once("message", (said: { answer?: unknown; error?: string }) => {
        child.off("exit", ended);
        if (said.error === undefined) done(said.answer as never);
        else failed(new Error(said.error));
      });
      child.send({ act, text } satisfies Asked);
    });
  const stop = async () => {
    const gone = new Promise((done) => child.once("exit", done));
    child.send({ act: "stop", text: "" } satisfies Asked);
    await gone;
  };
  return { ask, stop };
}

const table = (system: string, value: number) => `metric,value,unit,system\nttft,${value},ms,${system}\n`;

const databases: [string, () => Promise<Record<string, string>>][] = [
  ["SQLite", async () => ({ WHISKER_DIR: mkdtempSync(join(root, "sqlite-")), DATABASE_URL: "" })],
];
if (!why)
  databases.push([
    "PostgreSQL",
    async () => ({
      WHISKER_DIR: mkdtempSync(join(root, "temporary-")),
      DATABASE_URL: await server!.createDatabase(),
    }),
  ]);

describe.each(databases)(`two processes on one database: %s${why ? ` (${why})` : ""}`, (_, fresh) => {
  it("show the same after every change, whichever made it, though each keeps what it computed", async () => {
    const env = await fresh();
    const [a, b] = [startProcess(env), startProcess(env)];
    const both = async () => {
      const [one, two] = [await a.ask("pages"), await b.ask("pages")];
      expect(one).toEqual(two);
      expect(await a.ask("pages")).toEqual(one);
      return one;
    };
    expect((await both()).shown).toEqual([]);
    const first = await a.ask("upload", table("vLLM", 10));
    expect((await both()).shown).toEqual([["vLLM", 10]]);
    await b.ask("upload", table("SGLang", 20));
    expect(await both()).toMatchObject({
      slots: { vLLM: 1, SGLang: 2 },
      overview: { datasets: 2, systems: 2 },
      list: ["run.csv", "run.csv"],
    });
    await b.ask("retitle", first);
    expect((await both()).list).toEqual(["run.csv", "Another title"]);
    const view = await a.ask("view", "metric=ttft");
    expect(await b.ask("findView", view)).toHaveLength(2);
    await a.ask("retire", first);
    expect((await both()).shown.map(([system]) => system)).toEqual(["SGLang"]);
    expect(await b.ask("findView", view)).toHaveLength(2);
    await Promise.all([a.stop(), b.stop()]);
  });

  it("a recipe that one learnt is the other's as well", async () => {
    const env = await fresh();
    const [a, b] = [startProcess(env), startProcess(env)];
    const unknown = "name,Rate\nA,17\n";
    await expect(b.ask("upload", unknown)).rejects.toThrow();
    const columns = [
      { as: "case", field: "system" },
      { as: "metric", metric: "ttft", statistic: "mean", unit: "ms" },
    ];
    await a.ask("recipe", JSON.stringify({ headers: ["name", "Rate"], columns, notation: null }));
    await b.ask("upload", unknown);
    expect((await a.ask("pages")).shown).toEqual([["A", 17]]);
    await Promise.all([a.stop(), b.stop()]);
  });

  it("store the same bytes once, sent to both at once", async () => {
    const env = await fresh();
    const [a, b] = [startProcess(env), startProcess(env)];
    const ids = await Promise.all(
      [a, b].map(async (each) => {
        const own: string[] = [];
        for (let i = 0; i < 5; i += 1) own.push(await each.ask("upload", table(`system ${i}`, i + 1)));
        return own;
      }),
    );
    expect(ids[0]).toEqual(ids[1]);
    expect((await a.ask("pages")).list).toHaveLength(5);
    expect((await b.ask("pages")).shown).toHaveLength(5);
    await Promise.all([a.stop(), b.stop()]);
  });
});
