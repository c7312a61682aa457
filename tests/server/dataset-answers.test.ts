import { existsSync, readdirSync, readlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { attachment, linesAnswer, rawFile } from "@/lib/server/dataset-answers";
import { fileLines, lineLimit } from "@/lib/server/file-lines";
import { openStore } from "@/lib/server/open-store";
import { settings } from "@/lib/server/settings";
import { pieceLength } from "@/lib/store/file-pieces";
import { newDataset } from "../store/sample-dataset";
import { temporaryDir } from "./temporary-dir";

temporaryDir();

/** Stores bytes as a file with these facts, without points, and gives back its hash. */
async function store(bytes: Uint8Array, about: Parameters<typeof newDataset>[1] = {}): Promise<string> {
  const dataset = newDataset(bytes, about);
  await (await openStore()).addDataset(dataset, { chunks: [bytes], points: [], problems: [] });
  return dataset.sha256;
}

const utf8 = (text: string) => new TextEncoder().encode(text);
const texts = async (sha: string, from: number, to: number) =>
  (await fileLines(sha, from, to)).map(({ line, text }) => `${line}:${text}`);

describe("rawFile", () => {
  it.skipIf(!existsSync("/proc/self/fd"))(
    "opens nothing for an answer whose body nobody reads, as that to HEAD",
    async () => {
      const bytes = new Uint8Array(pieceLength + 1).fill(97);
      const takeable = join(settings().dir, "a.upload");
      writeFileSync(takeable, bytes);
      const { sha256 } = newDataset(bytes);
      const content = { chunks: [bytes], takeable, points: [], problems: [] };
      await (await openStore()).addDataset(newDataset(bytes), content);
      const open = () =>
        readdirSync("/proc/self/fd").filter((fd) => linkOf(`/proc/self/fd/${fd}`).endsWith(sha256));
      const answers = await Promise.all(Array.from({ length: 20 }, () => rawFile(sha256)));
      await new Promise((done) => setTimeout(done, 50));
      expect(open()).toEqual([]);
      // One that is read half and left, too.
      const reader = answers[0]!.body!.getReader();
      expect((await reader.read()).value).toHaveLength(pieceLength);
      expect(open()).toEqual([]);
      expect(Buffer.from(await answers[1]!.arrayBuffer()).equals(bytes)).toBe(true);
    },
  );
});

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return "";
  }
}

describe("fileLines", () => {
  it("gives the lines asked for, the last one without an end too, and none beyond", async () => {
    expect(await texts(await store(utf8("a\nb\nc")), 2, 9)).toEqual(["2:b", "3:c"]);
    expect(await texts(await store(utf8("a\n\nb\n")), 1, 9)).toEqual(["1:a", "2:", "3:b"]);
    expect(await texts(await store(utf8("x\n")), 5, 9)).toEqual([]);
    expect(await texts("0".repeat(64), 1, 9)).toEqual([]);
  });

  it("leaves CR LF off, and ends lines at CR where a file has no other end", async () => {
    expect(await texts(await store(utf8("a\r\nb\r\n"), { lineEnds: "CRLF" }), 1, 9)).toEqual(["1:a", "2:b"]);
    expect(await texts(await store(utf8("a\rb\rc"), { lineEnds: "CR" }), 1, 9)).toEqual([
      "1:a",
      "2:b",
      "3:c",
    ]);
  });

  it("reads UTF-16, windows-1252 and a byte order mark as the importer did", async () => {
    const wide = Uint8Array.from([0xff, 0xfe, 0x41, 0, 0x0a, 0, 0xe9, 0]);
    expect(await texts(await store(wide, { encoding: "UTF-16LE" }), 1, 2)).toEqual(["1:A", "2:é"]);
    const western = Uint8Array.from([0x63, 0x61, 0x66, 0xe9]);
    expect(await texts(await store(western, { encoding: "windows-1252" }), 1, 1)).toEqual(["1:café"]);
    const marked = Uint8Array.from([0xef, 0xbb, 0xbf, 0x61]);
    expect(await texts(await store(marked, { encoding: "UTF-8 with BOM" }), 1, 1)).toEqual(["1:a"]);
  });

  it("finds a line far into a file, over the borders of its pieces, characters of several bytes whole", async () => {
    const lines = Array.from({ length: 200_000 }, (_, i) => `${i + 1} ünïcode 🐈`);
    const sha = await store(utf8(lines.join("\n")));
    for (const line of [1, 2, 45_000, 99_999, 200_000]) {
      expect(await texts(sha, line, line)).toEqual([`${line}:${line} ünïcode 🐈`]);
    }
  });

  it("cuts a long line and says how many characters it left out", async () => {
    const sha = await store(utf8(`${"x".repeat(lineLimit + 7)}\r\nnext`), { lineEnds: "CRLF" });
    const [long, next] = await fileLines(sha, 1, 2);
    expect([long?.text.length, long?.cut, next?.text]).toEqual([lineLimit, 7, "next"]);
  });
});

describe("of a long line the part that holds a value", () => {
  // One line, as a tool writes a thousand requests: 20,000 digits, the value, and 9,000 letters.
  const digits = "0123456789".repeat(2000);
  const text = `{"before": "${digits}", "mean_ttft_ms": 1840.5, "after": "${"z".repeat(9000)}"}`;
  const at = text.indexOf("1840.5");

  it("is given by its character, over the borders of a file's pieces", async () => {
    const sha = await store(utf8(`first\n${text}\nlast`));
    const lines = await fileLines(sha, 1, 3, { line: 2, character: at });
    expect(lines.map(({ line }) => line)).toEqual([1, 2, 3]);
    const long = lines[1]!;
    expect(long.text.slice(at - long.before!, at - long.before! + 6)).toBe("1840.5");
    expect(long.text).toHaveLength(lineLimit);
    expect(long.before! + long.text.length + long.cut).toBe(text.length);
    expect(lines[0]).toEqual({ line: 1, text: "first", cut: 0 });
  });

  it("is given by its pointer, and by its character as the page asks for it", async () => {
    const sha = await store(utf8(text), { name: "long.json", delimiter: null, lines: 1 });
    const ask = async (query: string) =>
      (await linesAnswer(sha, new URLSearchParams(query)))?.lines[0]?.text ?? "";
    expect(await ask("from=1&to=1")).not.toContain("1840.5");
    expect(await ask("pointer=/mean_ttft_ms")).toContain("1840.5");
    expect(await ask(`from=1&to=1&at=${at + 1}`)).toContain("1840.5");
  });

  it("is empty where the line does not reach so far", async () => {
    const sha = await store(utf8("short"));
    expect(await fileLines(sha, 1, 1, { line: 1, character: 90_000 })).toEqual([
      { line: 1, text: "", cut: 0, before: 5 },
    ]);
  });
});

describe("linesAnswer", () => {
  let json = "";
  beforeAll(async () => {
    const text = '{\n  "a": 1,\n  "b": {\n    "c/d": [1, 2]\n  }\n}\n';
    json = await store(utf8(text), { name: "x.json", delimiter: null, lines: 6 });
  });
  const ask = (query: string) => linesAnswer(json, new URLSearchParams(query));

  it("finds a JSON Pointer as a line and characters, with the lines around it", async () => {
    const found = await ask("pointer=/b/c~1d");
    expect(found?.place).toEqual({ from: 4, to: 4, characters: [11, 17] });
    expect(found?.lines.map(({ line }) => line)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(await ask("pointer=/nothing")).toBeNull();
  });

  it("refuses a line that is no number with 400, and knows no file of another hash", async () => {
    await expect(ask("from=0")).rejects.toMatchObject({ problem: { status: 400 } });
    await expect(ask("to=-1")).rejects.toMatchObject({ problem: { status: 400 } });
    expect(await linesAnswer("../../etc/passwd", new URLSearchParams())).toBeNull();
  });

  it("gives at most 1000 lines", async () => {
    const sha = await store(utf8("x\n".repeat(3000)));
    expect((await linesAnswer(sha, new URLSearchParams("from=1&to=3000")))?.lines).toHaveLength(1000);
  });
});

describe("rawFile", () => {
  it("is a download under the file's own name", async () => {
    const answer = await rawFile(await store(utf8("<script>alert(1)</script>"), { name: 'a"b\r\nc.html' }));
    expect(answer?.headers.get("content-type")).toBe("application/octet-stream");
    expect(answer?.headers.get("content-disposition")).toMatch(/^attachment; /);
    expect(await answer?.text()).toBe("<script>alert(1)</script>");
  });
});

describe("attachment", () => {
  it.each([
    ["run.csv", `attachment; filename="run.csv"; filename*=UTF-8''run.csv`],
    ["é 1.csv", `attachment; filename="_ 1.csv"; filename*=UTF-8''%C3%A9%201.csv`],
    ['a"b;c.csv', `attachment; filename="a_b_c.csv"; filename*=UTF-8''a%22b%3Bc.csv`],
    [
      "x\r\nSet-Cookie: a",
      `attachment; filename="x__Set-Cookie_ a"; filename*=UTF-8''x%0D%0ASet-Cookie%3A%20a`,
    ],
    ["it's(1)*", `attachment; filename="it_s_1__"; filename*=UTF-8''it%27s%281%29%2A`],
    ["\ud800", `attachment; filename="_"; filename*=UTF-8''%EF%BF%BD`],
    ["", `attachment; filename="file"; filename*=UTF-8''`],
  ])("names %j so that no header can be broken by it", (name, expected) => {
    expect(attachment(name)).toBe(expected);
  });
});
