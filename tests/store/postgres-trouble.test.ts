import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { openPostgres, type PostgresOptions } from "@/lib/store/postgres";
import type { Store } from "@/lib/store/store";
import { isStoreUnavailable } from "@/lib/store/unavailable";
import { startCuttingProxy } from "../postgres/cutting-proxy";
import { startPostgres, whyNoPostgres, type PostgresServer } from "../postgres/postgres-server";
import { newDataset, newPoint, utf8 } from "./sample-dataset";

const why = whyNoPostgres();
let server: PostgresServer;
let url = "";
const opened: Store[] = [];

const open = async (at = url, options?: PostgresOptions) => {
  const store = await openPostgres(at, options);
  opened.push(store);
  return store;
};

const add = (store: Store, text: string, points = 250) => {
  const bytes = utf8(text);
  const content = { chunks: [bytes], points: Array.from({ length: points }, () => newPoint()), problems: [] };
  return store.addDataset(newDataset(bytes), content);
};

const outcome = (work: Promise<unknown>) =>
  work.then(
    () => "done",
    (cause: unknown) => (isStoreUnavailable(cause) ? "unavailable" : String(cause)),
  );

describe.skipIf(why)(`a store whose PostgreSQL is in trouble${why ? ` (${why})` : ""}`, () => {
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server?.remove());
  beforeEach(async () => {
    url = await server.createDatabase();
  });
  afterEach(() => Promise.all(opened.splice(0).map((store) => store.close())));

  it("makes a write again whose commit happened while its answer was lost: each comes to the same", async () => {
    const proxy = await startCuttingProxy(url);
    const store = await open(proxy.url);
    await add(store, "before");
    const before = newDataset(utf8("before")).sha256;
    const cutting = async <T>(write: () => Promise<T>) => {
      proxy.cutAnswerToNextCommit();
      return write();
    };
    expect(await cutting(() => add(store, "one"))).toBe("exists");
    const view = await cutting(() =>
      store.addView({ id: "v", query: "metric=ttft", datasets: [], renderer: 1, shown: null }),
    );
    const attachments = [{ role: "baseline", dataset: before }];
    await cutting(() => store.addReview({ id: "r", title: "R", link: null, rules: "{}" }, attachments));
    const attach = [{ role: "candidate", dataset: before }];
    expect(await cutting(() => store.changeReview("r", { attach, title: "S" }))).toBe(true);
    expect(await cutting(() => store.addReviewNote("r", { id: "n", about: null, text: "why" }))).toBe(true);
    await cutting(() => store.saveRecipe({ id: "p", header: "h", recipe: "{}" }));
    await cutting(() => store.retire(before));
    const one = newDataset(utf8("one")).sha256;
    expect(await cutting(() => store.deleteDataset(one))).toBe(true);
    expect(await store.deleteDataset(one)).toBe(false);
    const token = { id: "t", name: "ci", scope: "upload", secretSha256: "0" } as const;
    const times = { createdAt: "2026-01-01", expiresAt: "2027-01-01" };
    await cutting(() => store.addToken({ ...token, ...times }));
    expect(await cutting(() => store.revokeToken("t"))).toBe(true);
    expect(await store.revokeToken("t")).toBe(false);
    expect(proxy.cuts()).toBe(10);

    const direct = await open();
    expect(await direct.listPoints({ datasets: [one] })).toHaveLength(250);
    expect(await direct.findView("v")).toEqual(view);
    const review = await direct.findReview("r");
    expect(review).toMatchObject({ title: "S", notes: [{ id: "n", text: "why" }] });
    expect(review?.attachments.map(({ role }) => role)).toEqual(["baseline", "candidate"]);
    expect(await direct.findRecipeFor("h")).toMatchObject({ id: "p" });
    expect((await direct.findDataset(before))?.retiredAt).not.toBeNull();
    await store.close();
    await proxy.close();
  });

  it.each([
    ["that PostgreSQL gave up for another: 40001", "raise exception 'not now' using errcode = '40001'"],
    ["that PostgreSQL gave up for another: 40P01", "raise exception 'not now' using errcode = '40P01'"],
    ["whose connection the server ended half way: 57P01", "perform pg_terminate_backend(pg_backend_pid())"],
  ])("makes a write again %s, and stores each point once", async (_, trouble) => {
    const store = await open();
    // A sequence counts on where a transaction is rolled back.
    await server.query(
      `create sequence tries;
       create function fail_once() returns trigger language plpgsql as $$ begin
         if new.ordinal = 220 and nextval('tries') = 1 then ${trouble}; end if; return new; end $$;
       create trigger fail_once before insert on points for each row execute function fail_once()`,
      url,
    );
    expect(await add(store, "half way", 250)).toBe("created");
    expect(await server.query("select last_value::int as tries from tries", url)).toEqual([{ tries: 2 }]);
    expect(await store.listPoints({})).toHaveLength(250);
  });

  it.each(["fast", "immediate"] as const)(
    "rides over a restart (%s), says that it is unavailable while the server is down, and recovers",
    async (how) => {
      const patient = await open(url, { patience: { write: 60_000 } });
      const store = await open(url, { patience: { write: 500, read: 500 } });
      await add(patient, `before ${how}`);
      const restart = (async () => {
        await server.stop(how);
        await server.start();
      })();
      expect(await outcome(add(patient, `during ${how}`))).toBe("done");
      await restart;
      await server.stop(how);
      expect(await outcome(store.listDatasets())).toBe("unavailable");
      expect(
        await outcome(store.addView({ id: "v", query: "", datasets: [], renderer: 1, shown: null })),
      ).toBe("unavailable");
      await server.start();
      expect(
        await outcome(store.addView({ id: "v", query: "", datasets: [], renderer: 1, shown: null })),
      ).toBe("done");
      expect(await store.listDatasets()).toHaveLength(2);
    },
  );

  it("does not wait for ever for a server that stands still", async () => {
    const store = await open(url, { patience: { answer: 300, read: 300, write: 300 } });
    await store.revision();
    await server.pause();
    try {
      expect(await outcome(store.revision())).toBe("unavailable");
      expect(await outcome(store.retire("0".repeat(64)))).toBe("unavailable");
    } finally {
      server.resume();
    }
    expect(await outcome(store.revision())).toBe("done");
  });

  it("is unavailable, too, where another write holds the database for longer than a write waits", async () => {
    const store = await open(url, { patience: { lock: 500 } });
    const holding = server.query("begin; select * from meta for update; select pg_sleep(2); commit", url);
    await new Promise((done) => setTimeout(done, 300));
    expect(await outcome(add(store, "waits"))).toBe("unavailable");
    await holding;
    expect(await add(store, "waits")).toBe("created");
  });

  it("says so in a sentence where there is no server, and names no password", async () => {
    const cause: unknown = await openPostgres("postgresql://whisker:hunter2@127.0.0.1:1/x").catch(
      (error: unknown) => error,
    );
    expect(isStoreUnavailable(cause)).toBe(true);
    expect(String(cause) + String((cause as Error).cause)).not.toContain("hunter2");
  });
});
