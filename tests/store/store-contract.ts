import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeEach, describe, expect, it } from "vitest";
import { emptyCase, emptyExtra } from "@/lib/points/case";
import { emptyStats, type Point, type Samples } from "@/lib/points/point";
import type { Problem } from "@/lib/points/problem";
import { pieceLength } from "@/lib/store/file-pieces";
import type { NewDataset, Store } from "@/lib/store/store";
import { newDataset, newPoint, utf8 } from "./sample-dataset";

const naughty = "../shared/hostile/blns/blns.json";

/** What every store promises. `open` gives a store on one and the same empty database until `reset`. */
export function describeStore(
  name: string,
  database: { open(): Promise<Store>; reset(): void | Promise<void> },
): void {
  describe(name, () => {
    let store: Store;
    beforeEach(async () => {
      await database.reset();
      store = await database.open();
    });
    afterEach(() => store.close());
    const folder = mkdtempSync(join(tmpdir(), "whisker-received-"));
    afterAll(() => rmSync(folder, { recursive: true }));
    /** A file as it was received, which the store may take. */
    const fileOf = (bytes: Uint8Array) => {
      const path = join(folder, newDataset(bytes).sha256);
      writeFileSync(path, bytes);
      return path;
    };

    const add = (
      text: string,
      points: Point[],
      about: Partial<NewDataset> = {},
      problems: Problem[] = [],
    ) => {
      const bytes = utf8(text);
      const dataset = newDataset(bytes, about);
      return store
        .addDataset(dataset, { chunks: [bytes], points, problems })
        .then((outcome) => ({ outcome, sha256: dataset.sha256 }));
    };
    const reopen = async () => {
      await store.close();
      store = await database.open();
    };

    it("addDataset then findDataset gives back what was added, with counts by evidence and missing apart", async () => {
      const missing = newPoint({ value: null, missing: "N/A" });
      const problem = { where: { line: 3, column: 2 }, found: "x", expected: "a number" };
      const points = [newPoint(), newPoint({ evidence: "claim" }), missing];
      const { outcome, sha256 } = await add("a", points, { title: "Ünïcode 🐈", note: "# Note" }, [problem]);
      expect(outcome).toBe("created");
      const found = await store.findDataset(sha256);
      expect(found).toMatchObject({
        ...newDataset(utf8("a"), { title: "Ünïcode 🐈", note: "# Note" }),
        evidence: { samples: 0, summary: 0, single: 1, claim: 1 },
        missing: 1,
        points: 3,
        problems: 1,
        retiredAt: null,
      });
      expect(found?.storedAt).toMatch(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
      expect(await store.listProblems(sha256)).toEqual([problem]);
    });

    it("keeps one listed reading of an uploaded file, and brings the other back when it is asked for again", async () => {
      const fileSha256 = "f".repeat(64);
      const reading = (id: string) => ({ sha256: id.repeat(64), fileSha256 });
      const bytes = { chunks: [utf8("x")], points: [newPoint()], problems: [] };
      const store1 = () => store.addDataset(newDataset(utf8("x"), reading("1")), { ...bytes, points: [] });
      await store1();
      await store.addDataset(newDataset(utf8("x"), reading("2")), bytes);
      const listed = async () => (await store.listDatasets()).map(({ sha256 }) => sha256[0]);
      expect(await listed()).toEqual(["2"]);
      expect(await store1()).toBe("exists");
      expect(await listed()).toEqual(["1"]);
      expect(await store.findDataset("2".repeat(64))).toMatchObject({ fileSha256, points: 1 });
    });

    it("saves recipes: found by id, and by header the one saved last", async () => {
      const recipe = (id: string) => ({ id, header: "h", recipe: `{"id":"${id}"}` });
      await store.saveRecipe(recipe("a"));
      await store.saveRecipe(recipe("b"));
      expect(await store.findRecipeFor("h")).toEqual(recipe("b"));
      await store.saveRecipe(recipe("a"));
      await reopen();
      expect(await store.findRecipeFor("h")).toEqual(recipe("a"));
      expect(await store.findRecipe("b")).toEqual(recipe("b"));
      expect([await store.findRecipe("c"), await store.findRecipeFor("g")]).toEqual([null, null]);
    });

    it("keeps reviews with what was ever attached to them, and their notes in the order of writing", async () => {
      const [{ sha256: one }, { sha256: two }] = [
        await add("one", [newPoint()]),
        await add("two", [newPoint()]),
      ];
      const review = { id: "r", title: "Ünïcode 🐈", link: null, rules: "{}" };
      await store.addReview(review, [{ role: "baseline", dataset: one }]);
      expect(await store.changeReview("r", { attach: [{ role: "candidate", dataset: two }] })).toBe(true);
      const detach = [{ role: "baseline", dataset: one }];
      expect(await store.changeReview("r", { detach, attach: [{ role: "baseline", dataset: two }] })).toBe(
        true,
      );
      const notes = [
        { id: "first", about: null, text: "of the review" },
        { id: "second", about: "0123456789abcdef", text: "of a comparison" },
        { id: "third", about: newPoint().id, text: "of a point 🐈\n<b>" },
      ];
      for (const note of notes) await store.addReviewNote("r", note);
      await reopen();
      const found = await store.findReview("r");
      expect(found).toMatchObject(review);
      expect(
        found!.attachments.map(({ role, dataset, replacedAt }) => [role, dataset, replacedAt !== null]),
      ).toEqual([
        ["baseline", one, true],
        ["candidate", two, false],
        ["baseline", two, false],
      ]);
      expect(found!.notes).toEqual(
        notes.map((note) => ({ ...note, writtenAt: expect.any(String) as string })),
      );
      expect((await store.listReviews()).map(({ id }) => id)).toEqual(["r"]);
      expect([await store.findReview("s"), await store.changeReview("s", {})]).toEqual([null, false]);
      expect(await store.addReviewNote("s", { id: "n", about: null, text: "" })).toBe(false);
    });

    it("every write made twice comes to the same, as it must where the answer to a commit was lost", async () => {
      const { sha256 } = await add("twice", [newPoint()]);
      const review = { id: "r", title: "R", link: null, rules: "{}" };
      const baseline = [{ role: "baseline", dataset: sha256 }];
      const candidate = [{ role: "candidate", dataset: sha256 }];
      const note = { id: "n", about: null, text: "once" };
      const view = { id: "v", query: "metric=ttft", datasets: [sha256], renderer: 1, shown: null };
      const recipe = { id: "p", header: "h", recipe: "{}" };
      const token = {
        ...{ id: "t", name: "ci", scope: "upload" as const, secretSha256: "0" },
        ...{ createdAt: "2026-01-01", expiresAt: "2027-01-01" },
      };
      const session = { secretSha256: "s", token: "t", createdAt: "", lastUsedAt: "", endedAt: null };
      const entry = {
        token: "t",
        address: null,
        action: "POST /",
        subject: null,
        status: 201,
        requestId: "q",
      };
      const writes: (() => Promise<unknown>)[] = [
        () => store.addReview(review, baseline),
        () => store.changeReview("r", { detach: baseline, attach: candidate }),
        () => store.addReviewNote("r", note),
        () => store.addView(view),
        () => store.saveRecipe(recipe),
        () => store.relabelDataset(sha256, { ...newDataset(utf8("twice")), title: "T" }),
        () => store.retire(sha256),
        () => store.addToken(token),
        () => store.addSession(session),
        () => store.logWrite(entry),
      ];
      for (const write of writes) expect(await write()).toEqual(await write());
      const found = await store.findReview("r");
      expect(found?.attachments.map(({ role, replacedAt }) => [role, replacedAt !== null])).toEqual([
        ["baseline", true],
        ["candidate", false],
      ]);
      expect(found?.notes.map(({ id, text }) => [id, text])).toEqual([["n", "once"]]);
      expect(await store.findView("v")).toMatchObject({ query: view.query, datasets: view.datasets });
      expect(await store.findRecipe("p")).toEqual(recipe);
      expect(await store.findDataset(sha256)).toMatchObject({ title: "T" });
      expect(await store.listTokens()).toMatchObject([token]);
      expect(await store.findSession("s")).toEqual(session);
      expect(await store.listWrites(10)).toMatchObject([entry]);
    });

    it("addDataset of the same bytes again answers exists, changes nothing and keeps the revision", async () => {
      const { sha256 } = await add("same", [newPoint()]);
      const revision = await store.revision();
      const again = await add("same", [newPoint(), newPoint()], { title: "Another" });
      expect(again.outcome).toBe("exists");
      expect(await store.revision()).toBe(revision);
      expect((await store.findDataset(sha256))?.title).toBe("A run");
      expect(await store.listPoints({})).toHaveLength(1);
    });

    it("addDataset logs the write that asks for it in its own transaction: once, and not where nothing is stored", async () => {
      const logged = {
        ...{ token: null, address: "192.0.2.7", action: "POST /api/datasets", subject: "/datasets/x" },
        ...{ status: 201, requestId: "asked" },
      };
      const bytes = utf8("logged");
      const content = { chunks: [bytes], points: [newPoint()], problems: [], logged };
      const short = store.addDataset({ ...newDataset(bytes), bytes: 7 }, content);
      await expect(short).rejects.toThrow("6 bytes");
      expect(await store.listWrites(10)).toEqual([]);
      expect(await store.addDataset(newDataset(bytes), content)).toBe("created");
      const again = { ...content, logged: { ...logged, requestId: "asked again" } };
      expect(await store.addDataset(newDataset(bytes), again)).toBe("exists");
      expect(await store.listWrites(10)).toMatchObject([logged]);
    });

    it("addDataset at the same time with the same bytes creates once", async () => {
      const outcomes = await Promise.all(Array.from({ length: 10 }, () => add("at once", [newPoint()])));
      expect(outcomes.filter(({ outcome }) => outcome === "created")).toHaveLength(1);
      expect(await store.listDatasets()).toHaveLength(1);
    });

    it("addDataset that fails half way leaves nothing behind and changes no revision", async () => {
      const revision = await store.revision();
      const bytes = utf8("torn");
      const dataset = newDataset(bytes);
      function* points() {
        for (let i = 0; i < 250; i += 1) yield newPoint();
        throw new Error("the importer broke");
      }
      const torn = store.addDataset(dataset, { chunks: [bytes], points: points(), problems: [] });
      await expect(torn).rejects.toThrow("the importer broke");
      expect(await store.findDataset(dataset.sha256)).toBeNull();
      expect(await store.readFile(dataset.sha256)).toBeNull();
      expect(await store.listPoints({})).toEqual([]);
      expect(await store.revision()).toBe(revision);
      expect((await add("torn", [newPoint()])).outcome).toBe("created");
    });

    it("addDataset refuses bytes that are fewer than the dataset says", async () => {
      const dataset = { ...newDataset(utf8("12345")), bytes: 6 };
      const short = store.addDataset(dataset, { chunks: [utf8("12345")], points: [], problems: [] });
      await expect(short).rejects.toThrow("5 bytes");
      expect(await store.findDataset(dataset.sha256)).toBeNull();
    });

    it("listPoints gives whole points back, every double exact, runs and samples included", async () => {
      const point = newPoint({
        value: 0.1 + 0.2,
        stats: { ...emptyStats(), n: 3, mean: 1e-320, sd: 1.7976931348623157e308 },
        evidence: "samples",
        samples: samplesOf([0.1, 1 / 3, Number.MIN_VALUE, 9007199254740993, -0, Math.PI]),
        interval: { low: 1, high: 2, level: 0.95, method: "student-t", n: 3, varies: "between-run" },
        runs: [runOf("a", [1.5, 2.5]), { ...runOf("b", [1]), samples: null }],
      });
      const { sha256 } = await add("exact", [newPoint(), point]);
      const [, found] = await store.listPoints({});
      expect(found).toMatchObject({ ...point, samples: expect.anything(), runs: expect.anything() });
      expect(found).toMatchObject({ dataset: sha256, file: "run.csv" });
      expect(listed(found?.samples)).toEqual(listed(point.samples));
      expect(found?.runs.map((run) => [run.label, listed(run.samples)])).toEqual([
        ["a", listed(point.runs[0]?.samples)],
        ["b", null],
      ]);
      expect(listed((await store.findPoint(point.id))?.samples)).toEqual(listed(point.samples));
    });

    it("listLightPoints gives facts and at most 400 evenly picked samples, in the order of the file", async () => {
      const values = Array.from({ length: 1000 }, (_, i) => i);
      await add("light", [newPoint({ samples: samplesOf(values), runs: [runOf("a", [1, 2])] }), newPoint()]);
      const [light, bare] = await store.listLightPoints({});
      expect(light?.samples).toEqual({ pointer: null, column: 2, varies: "between-run", count: 1000 });
      expect(light?.strip).toHaveLength(400);
      expect([light?.strip?.[0], light?.strip?.at(-1)]).toEqual([0, 999]);
      expect([...(light?.strip ?? [])]).toEqual([...(light?.strip ?? [])].sort((a, b) => a - b));
      expect(light?.runs[0]?.samples).toEqual({ pointer: null, column: 2, varies: "within-run", count: 2 });
      expect(bare).toMatchObject({ strip: null, samples: null, runs: [] });
    });

    it("listPoints narrows by metric and dataset, oldest dataset first and in the order of the file", async () => {
      const one = await add("one", [newPoint({ metric: "ttft" }), newPoint()]);
      const two = await add("two", [newPoint({ metric: "ttft" })]);
      const at = async (filter: Parameters<Store["listPoints"]>[0]) =>
        (await store.listPoints(filter)).map((point) => [point.dataset, point.metric]);
      expect(await at({ metric: "ttft" })).toEqual([
        [one.sha256, "ttft"],
        [two.sha256, "ttft"],
      ]);
      expect(await at({ dataset: two.sha256 })).toEqual([[two.sha256, "ttft"]]);
      expect(await at({ datasets: [two.sha256], metric: "ttft" })).toEqual([[two.sha256, "ttft"]]);
      expect(await at({ datasets: [] })).toEqual([]);
    });

    it("countMetrics counts by metric and unit, most first; numbers even where the database counts in text", async () => {
      await add("counts", [newPoint(), newPoint(), newPoint({ metric: "ttft", unit: "ms" })]);
      expect(await store.countMetrics()).toEqual([
        { metric: "output_tokens_per_second", unit: "tok/s", count: 2 },
        { metric: "ttft", unit: "ms", count: 1 },
      ]);
      expect(await store.countMetrics(["0".repeat(64)])).toEqual([]);
    });

    it("listSystems is in the order of first storing; measured when one point is no claim", async () => {
      const of = (system: string | null, evidence: Point["evidence"]) =>
        newPoint({ case: { ...emptyCase(), system }, evidence });
      await add("first", [of("Zeta", "claim"), of("Alpha", "claim"), of(null, "single")]);
      await add("second", [of("Alpha", "summary"), of("Beta", "samples")]);
      expect(await store.listSystems()).toEqual([
        { system: "Zeta", measured: false },
        { system: "Alpha", measured: true },
        { system: "Beta", measured: true },
      ]);
    });

    it("retire takes a dataset out of the lists, but its hash and pins still answer; adding it again brings it back", async () => {
      const { sha256 } = await add("gone", [newPoint()]);
      const before = await store.revision();
      await store.retire(sha256);
      expect(await store.revision()).not.toBe(before);
      expect(await store.listDatasets()).toEqual([]);
      expect(await store.listPoints({})).toEqual([]);
      expect(await store.countMetrics()).toEqual([]);
      expect((await store.findDataset(sha256))?.retiredAt).toMatch(/^\d{4}-/);
      expect(await store.listLightPoints({ datasets: [sha256] })).toHaveLength(1);
      expect((await add("gone", [])).outcome).toBe("exists");
      expect((await store.findDataset(sha256))?.retiredAt).toBeNull();
      expect(await store.listPoints({})).toHaveLength(1);
    });

    it("listAllDatasets has the retired and the deleted too, oldest first; listViews every view; checkTables finds nothing", async () => {
      const [one, two, three] = [await add("a", []), await add("b", []), await add("c", [])];
      await store.retire(one.sha256);
      await store.deleteDataset(two.sha256);
      const all = [one, two, three].map(({ sha256 }) => sha256);
      expect((await store.listAllDatasets()).map(({ sha256 }) => sha256)).toEqual(all);
      for (const id of ["v", "w"])
        await store.addView({ id, query: `metric=${id}`, datasets: all, renderer: 1, shown: null });
      const views = await store.listViews();
      expect(views.map(({ id, query, datasets }) => [id, query, datasets])).toEqual([
        ["v", "metric=v", all],
        ["w", "metric=w", all],
      ]);
      expect(await store.checkTables()).toEqual([]);
    });

    it("relabelDataset changes what is said about a file and nothing else; listVersions finds it by its path", async () => {
      const { sha256 } = await add("label", [newPoint()]);
      const origin = { kind: "committed", path: "a/b.csv", gitCommit: "c0ffee", gitDate: null } as const;
      await store.relabelDataset(sha256, { name: "b.csv", title: "B", origin, note: "why" });
      const [found] = await store.listVersions("a/b.csv");
      expect(found).toMatchObject({ sha256, name: "b.csv", title: "B", origin, note: "why", points: 1 });
      expect((await store.listPoints({}))[0]?.file).toBe("b.csv");
    });

    it("findDatasetsByPrefix finds by the beginning and takes no pattern", async () => {
      const { sha256 } = await add("prefix", []);
      const found = await store.findDatasetsByPrefix(sha256.slice(0, 12));
      expect(found.map((dataset) => dataset.sha256)).toEqual([sha256]);
      for (const none of ["%", "", "_", sha256.slice(0, 12).toUpperCase() + "z"])
        expect(await store.findDatasetsByPrefix(none)).toEqual([]);
    });

    it("listDatasets is newest first, by arrival and not by clock", async () => {
      for (const text of ["1", "2", "3"]) await add(text, [], { title: text });
      expect((await store.listDatasets()).map((dataset) => dataset.title)).toEqual(["3", "2", "1"]);
    });

    it.each(
      [0, 1, pieceLength - 1, pieceLength, pieceLength + 1, 2.5 * pieceLength].flatMap((length) => [
        { length, may: "may not" },
        { length, may: "may" },
      ]),
    )(
      "readFile gives the bytes back, $length of them that the store $may take, whatever the pieces they came in",
      async ({ length, may }) => {
        const bytes = Uint8Array.from({ length }, (_, i) => (i * 31 + (i >> 8)) % 256);
        const dataset = newDataset(bytes);
        const chunks = [bytes.subarray(0, 7), bytes.subarray(7, 700_001), bytes.subarray(700_001)];
        const takeable = may === "may" ? fileOf(bytes) : null;
        await store.addDataset(dataset, { chunks, takeable, points: [], problems: [] });
        await reopen();
        expect(Buffer.concat(await all(await store.readFile(dataset.sha256))).equals(bytes)).toBe(true);
      },
    );

    it("readFileFrom starts at or before the asked line and says how many line ends precede", async () => {
      const text = Array.from({ length: 300_000 }, (_, i) => `line ${i + 1}`).join("\n");
      const bytes = utf8(text);
      const { sha256 } = newDataset(bytes);
      const content = { chunks: [bytes], points: [], problems: [] };
      await store.addDataset(newDataset(bytes), { ...content, takeable: fileOf(bytes) });
      for (const line of [1, 2, 150_000, 299_999, 300_000, 900_000]) {
        const part = await store.readFileFrom(sha256, line);
        const rest = Buffer.concat(await all(part?.chunks ?? null)).toString();
        const lines = rest.split("\n");
        if (line <= 300_000) expect(lines[line - 1 - (part?.linesBefore ?? NaN)]).toBe(`line ${line}`);
        expect(part?.linesBefore).toBeLessThan(Math.max(1, line - 1));
      }
      expect(await store.readFileFrom("0".repeat(64), 1)).toBeNull();
    });

    it("keeps text exactly: NUL, controls, astral characters, lone surrogates and fields named like object parts", async () => {
      const extra = emptyExtra();
      for (const key of ["__proto__", "constructor", "a\0b"]) extra[key] = `value of ${key}`;
      const point = newPoint({
        case: { ...emptyCase(), system: "a\0b", model: "\ud800 alone", extra },
        provenance: { locator: { line: 1 }, raw: "=1+1\r\n\t\u202e🐈", conversions: [] },
      });
      const { sha256 } = await add("text", [point], { name: "a\0b.csv", title: "' or 1=1; --" });
      const found = await store.findPoint(point.id);
      expect(found?.case).toEqual(point.case);
      expect(Object.entries(found?.case.extra ?? {})).toEqual(Object.entries(extra));
      expect(Object.getPrototypeOf(found?.case.extra)).toBeNull();
      expect(found?.provenance.raw).toBe(point.provenance.raw);
      expect(await store.findDataset(sha256)).toMatchObject({ name: "a\0b.csv", title: "' or 1=1; --" });
    });

    it("keeps texts of any length, and tells them apart, where their columns are searched", async () => {
      // No compression makes these short.
      const long = (seed: number) =>
        Array.from({ length: 4000 }, (_, i) =>
          String.fromCharCode(0x4e00 + ((i * 7919 + seed * 104729) % 20_000)),
        ).join("");
      const of = (seed: number) =>
        newPoint({
          metric: `custom:${long(seed)}`,
          unit: long(seed),
          case: { ...emptyCase(), system: long(seed), model: long(seed), hardware: long(seed) },
        });
      await add("long", [of(1), of(2), of(2)], { name: long(3), title: long(4) });
      const found = await store.listPoints({ metric: `custom:${long(2)}` });
      expect(found.map((point) => [point.metric, point.unit, point.case.system])).toEqual(
        Array(2).fill([`custom:${long(2)}`, long(2), long(2)]),
      );
      expect((await store.countMetrics()).map(({ count }) => count)).toEqual([2, 1]);
      expect(await store.listSystems()).toHaveLength(2);
      expect(await store.listDatasets()).toMatchObject([{ name: long(3), title: long(4) }]);
    });

    it("tells the texts apart that a database could take for one", async () => {
      const texts = ["\u0000", "\u00010000", "\u0001", "\u0001\u0000", "\ufffd", "0000", "e\u0301", "é"];
      for (const [i, text] of texts.entries()) await add(`text ${i}`, [], { name: text, title: text });
      const found = (await store.listDatasets()).reverse();
      expect(found.map(({ name }) => name)).toEqual(texts);
    });

    it.skipIf(!existsSync(naughty))(
      "keeps the naughty strings exactly in every text field (skipped without ../shared)",
      async () => {
        const strings = JSON.parse(readFileSync(naughty, "utf8")) as string[];
        const points = strings.map((text) =>
          newPoint({
            case: { ...emptyCase(), model: text, extra: Object.assign(emptyExtra(), { [text]: text }) },
            missing: text,
            value: null,
          }),
        );
        await add("blns", points, { name: strings.join(""), notes: strings });
        const found = await store.listPoints({});
        expect(
          found.map((point) => [point.case.model, point.missing, Object.entries(point.case.extra)]),
        ).toEqual(strings.map((text) => [text, text, [[text, text]]]));
        const [dataset] = await store.listDatasets();
        expect(dataset).toMatchObject({ name: strings.join(""), notes: strings });
      },
    );

    it("addView is idempotent; findView matches exactly and takes no pattern", async () => {
      const id = "abcDEF-_0123456789abcd";
      const about = { id, query: "metric=ttft", datasets: ["0".repeat(64)], renderer: 1 };
      const view = { ...about, shown: utf8("as it was\0") };
      const stored = await store.addView(view);
      expect(stored).toMatchObject(about);
      expect(await store.addView({ ...view, query: "other", shown: utf8("as it is") })).toEqual(stored);
      await reopen();
      expect(await store.findView(id)).toEqual(stored);
      expect(Array.from((await store.readShown(id)) ?? [])).toEqual(Array.from(view.shown));
      expect(await store.readShown("no such view")).toBeNull();
      for (const none of [":id", "[id]", "", "..", "%", view.id.toLowerCase(), view.id.slice(0, 21)])
        expect(await store.findView(none)).toBeNull();
    });

    it("viewSecret is 256 bits of the store's own, and stays what it is", async () => {
      const secret = await store.viewSecret();
      expect(Buffer.from(secret, "base64url")).toHaveLength(32);
      await reopen();
      expect(await store.viewSecret()).toBe(secret);
      await store.close();
      await database.reset();
      store = await database.open();
      expect(await store.viewSecret()).not.toBe(secret);
    });

    it("addDataset keeps each of hundreds of points as it is, whichever of its columns are null", async () => {
      const points = Array.from({ length: 350 }, (_, i) => {
        const of = { ...emptyCase(), model: i % 2 ? "a" : null, accelerators: i % 3 ? i : null };
        const samples = i % 5 ? samplesOf([i, i + 0.5, -i]) : null;
        return newPoint({ value: i % 7 ? i : null, case: of, samples });
      });
      await add("many", points);
      const kept = await store.listPoints({});
      expect(kept.map(({ value, case: of }) => [value, of.model, of.accelerators])).toEqual(
        points.map(({ value, case: of }) => [value, of.model, of.accelerators]),
      );
      expect(kept.map(({ samples }) => samples && Array.from(samples.values))).toEqual(
        points.map(({ samples }) => samples && Array.from(samples.values)),
      );
    });

    it("listLightPoints gives 5,000 points of 400 samples each with their strips, without the samples", async () => {
      const samples = samplesOf(Array.from({ length: 400 }, (_, i) => 100 + i / 7));
      await add(
        "many",
        Array.from({ length: 5000 }, () => newPoint({ samples })),
      );
      const light = await store.listLightPoints({ metric: "output_tokens_per_second" });
      expect(light).toHaveLength(5000);
      expect(light[4999]?.strip).toHaveLength(400);
    });

    it("deleteDataset takes an upload out of the lists and leaves it to its links; undeleteDataset brings it back", async () => {
      const { sha256 } = await add("a", [newPoint()]);
      expect(await store.deleteDataset(sha256)).toBe(true);
      expect(await store.deleteDataset(sha256)).toBe(false);
      expect(await store.listDatasets()).toEqual([]);
      expect(await store.listPoints({})).toEqual([]);
      expect(await store.listPoints({ datasets: [sha256] })).toHaveLength(1);
      expect((await store.findDataset(sha256))?.deletedAt).toMatch(/^\d{4}-/);
      expect(await store.undeleteDataset(sha256)).toBe(true);
      expect(await store.undeleteDataset(sha256)).toBe(false);
      expect(await store.findDataset(sha256)).toMatchObject({ deletedAt: null, retiredAt: null });
      expect(await store.deleteDataset("0".repeat(64))).toBe(false);
    });

    it("a deleted dataset that is uploaded again is back", async () => {
      const { sha256 } = await add("a", [newPoint()]);
      await store.deleteDataset(sha256);
      expect((await add("a", [newPoint()])).outcome).toBe("exists");
      expect(await store.findDataset(sha256)).toMatchObject({ deletedAt: null, retiredAt: null });
    });

    it("a committed dataset is not deleted: its file decides", async () => {
      const origin = { kind: "committed", path: "a.csv", gitCommit: null, gitDate: null } as const;
      const { sha256 } = await add("a", [newPoint()], { origin });
      expect(await store.deleteDataset(sha256)).toBe(false);
      expect(await store.listDatasets()).toHaveLength(1);
    });

    it("tokens are kept with what they may do, newest first; a revoked one ends with its sessions", async () => {
      const token = (id: string) => ({
        ...{ id, name: `name of ${id}`, scope: "upload", secretSha256: id.repeat(8) },
        ...{ createdAt: "2026-01-01T00:00:00.000Z", expiresAt: "2027-01-01T00:00:00.000Z" },
      });
      await store.addToken(token("a"));
      await store.addToken(token("b"));
      await store.noteTokenUse("b");
      const session = { createdAt: "2026-01-02T00:00:00.000Z", lastUsedAt: "2026-01-02T00:00:00.000Z" };
      await store.addSession({ secretSha256: "s", token: "b", ...session, endedAt: null });
      expect(await store.findSession("s")).toEqual({
        secretSha256: "s",
        token: "b",
        ...session,
        endedAt: null,
      });
      await store.noteSessionUse("s");
      expect((await store.findSession("s"))?.lastUsedAt).not.toBe(session.lastUsedAt);
      expect(await store.revokeToken("b")).toBe(true);
      await reopen();
      const [b, a] = await store.listTokens();
      expect(a).toEqual({ ...token("a"), lastUsedAt: null, revokedAt: null });
      expect([b?.id, b?.lastUsedAt !== null, b?.revokedAt !== null]).toEqual(["b", true, true]);
      expect((await store.findSession("s"))?.endedAt).not.toBeNull();
      expect([await store.findToken("c"), await store.findSession("c")]).toEqual([null, null]);
    });

    it("the log of writes gives back what was logged, newest first and in pages, and empties no cache", async () => {
      const write = { token: null, address: "192.0.2.7", subject: null, status: 201, requestId: "r" };
      const before = await store.revision();
      for (const action of ["POST /1", "POST /2", "POST /3"]) await store.logWrite({ ...write, action });
      expect(await store.revision()).toBe(before);
      const newest = await store.listWrites(2);
      expect(newest.map(({ action }) => action)).toEqual(["POST /3", "POST /2"]);
      expect(newest[0]).toMatchObject(write);
      expect(await store.listWrites(2, newest[1]!.sequence)).toMatchObject([{ action: "POST /1" }]);
    });
  });
}

function samplesOf(values: number[]): Samples {
  return { values, at: values.map((_, i) => i + 2), pointer: null, column: 2, varies: "between-run" };
}

function runOf(label: string, values: number[]): Point["runs"][number] {
  const { provenance, context, stats } = newPoint();
  const samples: Samples = { ...samplesOf(values), varies: "within-run" };
  return { label, value: values[0] ?? 0, stats, samples, provenance, context, dataset: null };
}

function listed(samples: Samples | null | undefined) {
  return samples ? { ...samples, values: Array.from(samples.values), at: Array.from(samples.at) } : null;
}

async function all(chunks: AsyncIterable<Uint8Array> | null): Promise<Uint8Array[]> {
  const found: Uint8Array[] = [];
  for await (const chunk of chunks ?? []) found.push(chunk);
  return found;
}
