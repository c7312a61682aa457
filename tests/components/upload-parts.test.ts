import { describe, expect, it } from "vitest";
import { linesToShow, pickLines } from "@/components/upload/pick-lines";
import { pastedFile } from "@/components/upload/pasted-file";
import { previewSlots } from "@/components/upload/preview-slots";
import { answerOf } from "@/components/upload/publish-file";
import { noMapping } from "@/components/upload/mapping";
import {
  isPublishable,
  isPublished,
  isStale,
  needsUpdate,
  newItem,
  nextUploads,
  noUploads,
  titleOf,
  type UploadState,
} from "@/components/upload/upload-state";
import { stateText } from "@/components/upload/files-card";
import { openFile, previewOf } from "./preview-of";

describe("linesToShow", () => {
  it("shows the first line, each line with a problem, and its neighbours within the file", () => {
    const problems = [1, 10].map((line) => ({ where: { line, column: 1 }, found: "", expected: "" }));
    expect([...linesToShow(problems, 10)].sort((a, b) => a - b)).toEqual([1, 2, 9, 10]);
  });

  it("shows the first lines where no problem has a line", () => {
    expect([...linesToShow([{ where: null, found: "", expected: "" }], 100)]).toEqual([1, 2, 3, 4, 5]);
  });

  it("is bounded however many problems there are", () => {
    const problems = Array.from({ length: 1000 }, (_, i) => ({
      where: { line: 3 * i + 2 },
      found: "",
      expected: "",
    }));
    expect(linesToShow(problems, 4000).size).toBeLessThanOrEqual(63);
  });
});

describe("pickLines", () => {
  const pick = (pieces: string[], wanted: number[], newline: "\n" | "\r" = "\n") =>
    pickLines(pieces, newline, new Set(wanted)).map(({ line, text }) => `${line}:${text}`);

  it("picks lines that pieces cut in two, and the last one without an end", () => {
    expect(pick(["a\nb", "b\nc", "\nd"], [2, 4])).toEqual(["2:bb", "4:d"]);
  });

  it("leaves the CR of CR LF off, and ends lines at CR where told so", () => {
    expect(pick(["a\r", "\nb\r\n"], [1, 2])).toEqual(["1:a", "2:b"]);
    expect(pick(["a\rb"], [2], "\r")).toEqual(["2:b"]);
  });

  it("picks empty lines, and none that the file does not have", () => {
    expect(pick(["a\n\n"], [2, 3])).toEqual(["2:"]);
  });

  it("cuts a long line and counts what is left out", () => {
    const [line] = pickLines(["x".repeat(700), "x".repeat(800) + "\n"], "\n", new Set([1]));
    expect([line?.text.length, line?.cut]).toEqual([1000, 500]);
  });

  it("reads no further than the last line asked for", () => {
    function* pieces() {
      yield "a\nb\n";
      throw new Error("read on");
    }
    expect(pickLines(pieces(), "\n", new Set([1]))).toHaveLength(1);
  });
});

describe("pastedFile", () => {
  it("names what was pasted by what it looks like", () => {
    const names = [
      '{"a":1}',
      "[1]",
      "a\tb\n1\t2",
      "a,b\n1,2",
      "a;b",
      "| a | b |\n|---|---|\n| 1 | 2 |",
      "hello",
    ];
    expect(names.map((text) => pastedFile(text)?.name)).toEqual([
      "pasted.json",
      "pasted.json",
      "pasted.tsv",
      "pasted.csv",
      "pasted.csv",
      "pasted.md",
      "pasted.txt",
    ]);
  });

  it("makes no file of blanks", () => {
    expect(pastedFile(" \n")).toBeNull();
  });
});

describe("previewSlots", () => {
  const point = (system: string | null, evidence: "single" | "claim" = "single") =>
    ({ case: { system }, evidence }) as Parameters<typeof previewSlots>[1][number];

  it("keeps the slots that systems have, and gives free ones to measured systems before claims", () => {
    expect(
      previewSlots({ vLLM: 2 }, [point("Grok", "claim"), point("SGLang"), point("vLLM"), point(null)]),
    ).toEqual({
      vLLM: 2,
      SGLang: 1,
      Grok: 3,
    });
  });

  it("gives no ninth slot", () => {
    const many = Array.from({ length: 12 }, (_, i) => point(`s${i}`));
    expect(Object.values(previewSlots({}, many))).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it("takes any name for a system", () => {
    expect(Object.entries(previewSlots({}, [point("__proto__"), point("constructor")])).sort()).toEqual([
      ["__proto__", 1],
      ["constructor", 2],
    ]);
  });
});

describe("answerOf", () => {
  it("tells a new dataset from bytes that were there", () => {
    const body = JSON.stringify({ id: "ab", url: "/datasets/ab", points: 3, problems: 1 });
    expect(answerOf(201, body)).toEqual({ kind: "created", id: "ab", points: 3, problems: 1 });
    expect(answerOf(200, body)).toMatchObject({ kind: "exists" });
  });

  it("says a problem with its place", () => {
    const body = JSON.stringify({
      title: "Unreadable",
      detail: "Line 3 broke.",
      where: { line: 3, column: 2 },
    });
    expect(answerOf(422, body)).toEqual({
      kind: "refused",
      says: "Line 3 broke.",
      where: "line 3, column 2",
      heard: true,
    });
  });

  it("says the status where the answer is no problem, or no JSON at all", () => {
    expect(answerOf(502, "<html>")).toMatchObject({ kind: "refused", says: "The server answered 502." });
    expect(answerOf(200, "null")).toMatchObject({ kind: "refused" });
  });
});

describe("nextUploads", () => {
  const file = (name: string) => new File(["x"], name);
  const two = nextUploads(noUploads, {
    type: "add",
    items: [newItem(1, file("a.csv")), newItem(2, file("b.csv"))],
  });

  it("shows the first of the files just added", () => {
    expect(two.shown).toBe(1);
    expect(nextUploads(two, { type: "add", items: [newItem(3, file("c.csv"))] }).shown).toBe(3);
  });

  it("shows another file when the shown one is removed, and none when none is left", () => {
    const one = nextUploads(two, { type: "remove", id: 1 });
    expect(one.shown).toBe(2);
    expect(nextUploads(one, { type: "remove", id: 2 })).toEqual(noUploads);
  });

  it("changes only the file that is meant, and ignores one that is gone", () => {
    const renamed = nextUploads(two, { type: "title", id: 2, title: "B" });
    expect(renamed.items.map(({ title }) => title)).toEqual(["a", "B"]);
    expect(nextUploads(two, { type: "title", id: 9, title: "x" }).items).toEqual(two.items);
  });

  it("counts bytes that were there already as published, and a refusal as not", () => {
    const answered = (answer: ReturnType<typeof answerOf>) => ({
      ...newItem(1, file("a")),
      publishing: { state: "answered" as const, answer },
    });
    expect(isPublished(answered({ kind: "exists", id: "ab", points: 1, problems: 0 }))).toBe(true);
    expect(isPublished(answered({ kind: "refused", says: "", where: null, heard: true }))).toBe(false);
  });
});

describe("titleOf", () => {
  it("is the name without its ending", () => {
    expect(["decode sweep (final) v2.csv", "run", ".csv", "v1.2"].map(titleOf)).toEqual([
      "decode sweep (final) v2",
      "run",
      ".csv",
      "v1",
    ]);
  });
});

describe("a file read again by a changed mapping", () => {
  const file = new File(["x"], "a.csv");
  const start = nextUploads(noUploads, { type: "add", items: [newItem(1, file)] });
  const first = previewOf(openFile, { points: 3 });
  const read = nextUploads(start, { type: "read", id: 1, preview: first, mapping: noMapping, isBase: true });
  const mapping = { ...noMapping, notation: "comma" as const };
  const mapped = nextUploads(read, { type: "map", ids: [1], mapping });
  const only = ({ items }: UploadState) => items[0]!;

  it("shows the reading before, and is not published, until the new one is there", () => {
    expect(only(mapped).reading).toMatchObject({ state: "read", preview: { points: 3 } });
    expect([isStale(only(mapped)), isPublishable(only(mapped)), needsUpdate(only(mapped))]).toEqual([
      true,
      false,
      true,
    ]);
    const again = nextUploads(mapped, {
      type: "read",
      id: 1,
      preview: previewOf([], { points: 5 }),
      mapping,
      isBase: false,
    });
    expect([isStale(only(again)), isPublishable(only(again))]).toEqual([false, true]);
  });

  it("keeps what the first reading left open, since a reading by a recipe asks nothing", () => {
    const again = nextUploads(mapped, {
      type: "read",
      id: 1,
      preview: previewOf([]),
      mapping,
      isBase: false,
    });
    const { reading } = only(again);
    expect(reading.state === "read" && reading.base.columns).toEqual(openFile);
  });

  it("is still to be read where the mapping was changed again meanwhile", () => {
    const other = nextUploads(mapped, { type: "map", ids: [1], mapping: { ...mapping, notation: "point" } });
    const late = nextUploads(other, { type: "read", id: 1, preview: first, mapping, isBase: false });
    expect(needsUpdate(only(late))).toBe(true);
  });

  it("is read once by one mapping, also where that fails", () => {
    const failed = nextUploads(mapped, {
      type: "update",
      id: 1,
      update: { mapping, state: "failed", says: "no" },
    });
    expect([needsUpdate(only(failed)), isStale(only(failed))]).toEqual([false, true]);
    const back = nextUploads(failed, { type: "map", ids: [1], mapping: noMapping });
    expect(only(back).reading).toMatchObject({ update: null });
  });

  it("may be published anew once it is mapped otherwise, but not while it is being sent", () => {
    const answer = { kind: "created" as const, id: "ab", points: 3, problems: 0 };
    const sent = nextUploads(read, {
      type: "publishing",
      ids: [1],
      publishing: { state: "answered", answer },
    });
    expect(isPublished(only(nextUploads(sent, { type: "map", ids: [1], mapping })))).toBe(false);
    const sending = nextUploads(read, { type: "publishing", ids: [1], publishing: { state: "queued" } });
    expect(only(nextUploads(sending, { type: "map", ids: [1], mapping })).mapping).toBe(noMapping);
  });
});

describe("an archive", () => {
  const zip = nextUploads(noUploads, { type: "add", items: [newItem(1, new File([], "all.zip"))] });
  const within = [newItem(2, new File([], "a.csv")), newItem(3, new File([], "b.csv"))];

  it("gives its place to the files in it", () => {
    const open = nextUploads(zip, { type: "unpacked", id: 1, items: within, notes: ["one hidden"] });
    expect(open.items.map(({ file }) => file.name)).toEqual(["a.csv", "b.csv"]);
    expect([open.shown, open.notes]).toEqual([2, ["one hidden"]]);
  });

  it("that was removed meanwhile gives nothing", () => {
    const gone = nextUploads(zip, { type: "remove", id: 1 });
    expect(nextUploads(gone, { type: "unpacked", id: 1, items: within, notes: [] })).toEqual(noUploads);
  });
});

describe("stateText", () => {
  const item = newItem(1, new File([], "a.csv"));
  const read = (preview: ReturnType<typeof previewOf>) => {
    const { columns, questions, recipe } = preview;
    const base = { columns, questions, recipe };
    return {
      ...item,
      reading: { state: "read" as const, preview, mapping: item.mapping, base, update: null },
    };
  };

  it("says why a file of an archive is no result", () => {
    const problem = { where: null, found: "a picture (PNG)", expected: "text" };
    expect(stateText(read(previewOf([], { problems: [problem] })))).toBe("no results: found a picture (PNG)");
    expect(stateText({ ...item, reading: { state: "failed", says: "Found an encrypted file." } })).toBe(
      "not read: Found an encrypted file.",
    );
  });

  it("counts points, problems and columns to confirm", () => {
    expect(stateText(read(previewOf(openFile, { points: 12 })))).toBe("12 points, 1 to confirm");
  });
});
