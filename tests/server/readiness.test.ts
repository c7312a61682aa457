import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as listDatasets, POST as publish } from "@/app/api/datasets/route";
import { GET as health } from "@/app/api/health/route";
import { GET as ready } from "@/app/api/ready/route";
import { lifecycle } from "@/lib/server/health";
import { startPostgres, whyNoPostgres, type PostgresServer } from "../postgres/postgres-server";
import { temporaryDir, upload } from "./temporary-dir";

const why = whyNoPostgres();
let server: PostgresServer | null = null;
beforeAll(async () => {
  if (why) return;
  server = await startPostgres();
  process.env["DATABASE_URL"] = await server.createDatabase();
});
afterAll(async () => {
  delete process.env["DATABASE_URL"];
  await server?.remove();
});
temporaryDir();

const ask = (handler: (request: Request, context: unknown) => Promise<Response>, request?: Request) =>
  handler(request ?? new Request("http://127.0.0.1/"), {});
const table = (value: number) => `metric,value,unit,system\nttft,${value},ms,vLLM\n`;

async function saidOf(answer: Response) {
  const { headers, status } = answer;
  return {
    status,
    type: headers.get("Content-Type"),
    retryAfter: headers.get("Retry-After"),
    body: (await answer.json()) as Record<string, unknown>,
  };
}

describe.skipIf(why)(`while PostgreSQL is away${why ? ` (${why})` : ""}`, () => {
  it("readiness goes and comes back, reads and writes say when to ask again, and nothing acknowledged is lost", async () => {
    const first = await saidOf(await ask(publish, upload(table(1))));
    expect(first.status).toBe(201);
    expect(await saidOf(await ask(ready))).toMatchObject({
      status: 200,
      body: { ready: true, because: null },
    });

    await server!.stop("fast");
    expect(await saidOf(await ask(ready))).toMatchObject({
      status: 503,
      retryAfter: "2",
      body: { ready: false, because: "database" },
    });
    expect(await saidOf(await ask(health))).toMatchObject({ status: 503, body: { ok: false } });
    for (const answer of [ask(listDatasets), ask(publish, upload(table(2)))])
      expect(await saidOf(await answer)).toEqual({
        status: 503,
        type: "application/problem+json; charset=utf-8",
        retryAfter: "2",
        body: expect.objectContaining({
          title: "Database unavailable",
          detail: expect.stringMatching(/Send the request again/) as string,
          requestId: expect.any(String) as string,
        }) as Record<string, unknown>,
      });

    await server!.start();
    expect((await saidOf(await ask(ready))).status).toBe(200);
    expect((await saidOf(await ask(publish, upload(table(2))))).status).toBe(201);
    const { datasets } = (await saidOf(await ask(listDatasets))).body as { datasets: { sha256: string }[] };
    expect(datasets).toHaveLength(2);
    expect(datasets[1]?.sha256).toBe(first.body["id"]);
  });

  it("a database that never answers counts as away", async () => {
    await server!.pause();
    try {
      expect((await saidOf(await ask(ready))).body).toEqual({ ready: false, because: "database" });
    } finally {
      server!.resume();
    }
    await expect.poll(async () => (await ask(ready)).status).toBe(200);
  });
});

it("a process that stops is not ready, though its store still answers", async () => {
  expect((await ask(ready)).status).toBe(200);
  lifecycle().stopping = true;
  expect(await saidOf(await ask(ready))).toMatchObject({ status: 503, body: { because: "stopping" } });
  lifecycle().stopping = false;
});
