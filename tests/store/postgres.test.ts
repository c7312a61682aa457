import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openPostgres } from "@/lib/store/postgres";
import { textForPostgres, textFromPostgres } from "@/lib/store/postgres-text";
import { startPostgres, whyNoPostgres, type PostgresServer } from "../postgres/postgres-server";
import { describeStore } from "./store-contract";

const why = whyNoPostgres();
let server: PostgresServer;
let url = "";

describe("textForPostgres", () => {
  it("gives any text as one without NUL and lone surrogates, and every text back", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffff })), (units) => {
        const text = String.fromCharCode(...units);
        const stored = textForPostgres(text);
        expect(stored).not.toMatch(/\0|\p{Surrogate}/u);
        expect(textFromPostgres(stored)).toBe(text);
      }),
      { examples: [[[0, 1, 0xd800]], [[1, 0x30, 0x30, 0x30, 0x30]], [[0xdc00, 0xd800]]] },
    );
  });
});

describe.skipIf(why)(`PostgreSQL${why ? ` (${why})` : ""}`, () => {
  beforeAll(async () => {
    server = await startPostgres();
    url = await server.createDatabase();
  });
  afterAll(() => server?.remove());

  describeStore("the store on PostgreSQL", {
    open: () => openPostgres(url),
    reset: () => server.empty(url),
  });

  describe("openPostgres", () => {
    it("opened by eight at once on an empty database makes the tables once", async () => {
      const at = await server.createDatabase();
      const stores = await Promise.all(Array.from({ length: 8 }, () => openPostgres(at)));
      expect(await Promise.all(stores.map((store) => store.revision()))).toEqual(Array(8).fill("0"));
      for (const store of stores) await store.close();
    });

    it("refuses a database of a newer version with a sentence, and leaves it as it is", async () => {
      const at = await server.createDatabase();
      await (await openPostgres(at)).close();
      await server.query("insert into kysely_migration (name, timestamp) values ('9999-later', '2030')", at);
      await expect(openPostgres(at)).rejects.toThrow("made by a newer Whisker");
    });

    it("refuses a database that cannot hold every text", async () => {
      const at = await server.createDatabase("encoding 'LATIN1' template template0");
      await expect(openPostgres(at)).rejects.toThrow("encoding is LATIN1");
    });

    it("warns of a server that may lose what it acknowledged, and turns synchronous_commit on for its own writes", async () => {
      const at = await server.createDatabase();
      const name = new URL(at).pathname.slice(1);
      await server.query(`alter database ${name} set synchronous_commit = off`);
      await server.query("alter system set full_page_writes = off");
      await server.query("select pg_reload_conf()");
      const said: string[] = [];
      const store = await openPostgres(at, { warn: (says) => void said.push(says) });
      expect(said).toEqual([
        expect.stringContaining("full_page_writes=off"),
        expect.stringContaining("synchronous_commit=off"),
      ]);
      await server.query("create table seen (setting text)", at);
      await server.query(
        `create function note() returns trigger language plpgsql as $$ begin
           insert into seen values (current_setting('synchronous_commit')); return new; end $$;
         create trigger note after insert on views for each row execute function note()`,
        at,
      );
      await store.addView({ id: "a", query: "", datasets: [], renderer: 1, shown: null });
      expect(await server.query("select setting from seen", at)).toEqual([{ setting: "on" }]);
      await store.close();
      await server.query("alter system reset full_page_writes");
    });
  });
});
