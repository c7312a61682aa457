import { createHash } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { csvFromHtml, csvInHtml } from "@/lib/points/csv-in-html";
import type { Point } from "@/lib/points/point";
import { formAnswer, type FormSource } from "@/lib/server/forms/form-answer";
import { reviewForms } from "@/lib/server/forms/review-forms";
import { pointSubject, storedSubject, viewSubject } from "@/lib/server/forms/subject";
import { viewForms } from "@/lib/server/forms/view-forms";
import { openStore } from "@/lib/server/open-store";
import { createReview } from "@/lib/server/reviews";
import { storeView } from "@/lib/server/stored-views";
import { uploadDataset } from "@/lib/server/upload";
import { all, wholeText } from "../figure/read-svg";
import { temporaryDir, upload } from "./temporary-dir";
import { hostileTexts } from "../share/hostile-texts";
import { readHtml } from "../share/read-html";

temporaryDir();
const post = (path: string, body: object) =>
  new Request(`http://127.0.0.1${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });
const rate = "output_tokens_per_second";
const add = async (name: string, header: string, rows: string[]) =>
  (await uploadDataset(upload(`${header}\n${rows.join("\n")}\n`, { query: `name=${name}` }))).id;

let runs = "";
let view = "";
let review = "";
beforeAll(async () => {
  runs = await add("runs.csv", "metric,value,unit,model,system,run,evidence,tool", [
    ...[150, 152, 151].map((value, run) => `${rate},${value},tok/s,Llama-2-7B,vLLM,${run},,bench`),
    `${rate},550,tok/s,Llama-2-7B,Phi,,claim,`,
    `${rate},N/A,tok/s,Llama-2-7B,MLC,,,`,
  ]);
  const faster = await add(
    "faster.csv",
    "metric,value,unit,model,system,run",
    [300, 301, 302].map((value, run) => `${rate},${value},tok/s,Llama-2-7B,vLLM,${run}`),
  );
  view = (await storeView(post("/api/views", { query: `dataset=${runs.slice(0, 12)}` }))).id;
  const attachments = [
    { role: "baseline", dataset: runs },
    { role: "candidate", dataset: faster },
  ];
  review = (await createReview(post("/api/reviews", { title: "Faster?", attachments }))).id;
});

const html = async (find: (query: URLSearchParams) => Promise<FormSource>, query = "") => {
  const answer = await formAnswer(new Request(`http://127.0.0.1/x.html?${query}`), "html", find);
  return { answer, text: await answer.text() };
};
const ofView = (query = "") => html(async (rest) => viewForms(await storedSubject(view, rest)), query);
const again = (text: string) => readFile(fileFromBytes("again.html", new TextEncoder().encode(text)));
const said = ({ metric, value, missing, stats, evidence, interval, case: of }: Point) => ({
  ...{ metric, value, missing, stats, evidence, interval, system: of.system },
});
const bySystem = (points: Point[]) => points.map(said).sort((a, b) => (a.system! < b.system! ? -1 : 1));

describe("the offline file of a view", () => {
  it("is saved rather than opened, in a name of its own", async () => {
    const { answer } = await ofView();
    expect(answer.headers.get("content-type")).toBe("text/html; charset=utf-8");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="whisker-.*\.html"/);
  });

  it("says title, evidence, n, level and method, hashes, day and link, and draws the chart", async () => {
    const page = readHtml((await ofView()).text);
    const text = wholeText(page);
    for (const part of [
      "Output tokens per second",
      "Samples 1",
      "95 % CI, Student t, between runs: 1 point",
      "n = 3",
      `sha256 ${runs}`,
      "Pinned as of",
      `/v/${view}`,
    ])
      expect(text).toContain(part);
    expect(all(page, ({ attributes }) => attributes["role"] === "img")).toHaveLength(1);
  });

  it("leads from each row to the raw lines behind it, as the file has them", async () => {
    const page = readHtml((await ofView()).text);
    const rows = all(page, ({ tag, attributes }) => tag === "tr" && "data-lines" in attributes);
    const measured = rows.find(({ attributes }) => attributes["data-evidence"] === "samples")!;
    expect(measured.attributes["data-lines"]).toBe("f0-2 f0-3 f0-4");
    const line = all(page, ({ attributes }) => attributes["id"] === "f0-3")[0]!;
    expect(wholeText(line)).toBe(`${rate},152,tok/s,Llama-2-7B,vLLM,1,,bench`);
    expect(all(measured, ({ tag }) => tag === "a")[0]?.attributes["href"]).toBe("#f0-2");
  });

  it("runs its own script and nothing else: the policy names the hashes of script and styles, and no address", async () => {
    const { text } = await ofView();
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(text)![1]!;
    const hash = (of: string) => `'sha256-${createHash("sha256").update(of).digest("base64")}'`;
    const script = /<script>([^]*?)<\/script>/.exec(text)![1]!;
    const style = /<style>([^]*?)<\/style>/.exec(text)![1]!;
    expect(policy.split("; ")).toEqual([
      "default-src 'none'",
      `script-src ${hash(script)}`,
      `style-src ${hash(style)}`,
      "font-src data:",
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    const elsewhere = text
      .replaceAll("http://www.w3.org/2000/svg", "")
      .match(/https?:\/\/|url\((?!data:|#)|\ssrc=/);
    expect(elsewhere).toBeNull();
  });

  it("imports again to the points that it shows, and so do a point's and /explore's", async () => {
    const { points, problems } = again((await ofView()).text);
    const original = await (await openStore()).listPoints({ datasets: [runs] });
    expect(problems).toEqual([]);
    expect(bySystem(points)).toEqual(bySystem(original));
    const one = original.find(({ case: of }) => of.system === "vLLM")!;
    const ofPoint = await html(async () => viewForms(await pointSubject(one.id)));
    expect(again(ofPoint.text).points.map(said)).toEqual([said(one)]);
    const shown = await html(async (rest) => viewForms(await viewSubject(rest)), "system=Phi");
    expect(again(shown.text).points.map(said)).toEqual(
      bySystem(original).filter(({ system }) => system === "Phi"),
    );
  });
});

describe("the offline file of a review", () => {
  it("has a row a comparison with verdict and raw lines, and imports to the points of both sides, kept apart", async () => {
    const { text } = await html((rest) => reviewForms(review, rest));
    const page = readHtml(text);
    const [row] = all(page, ({ tag, attributes }) => tag === "tr" && "data-lines" in attributes);
    expect(wholeText(row!)).toContain("Faster, clears 1.2×");
    expect(row!.attributes["data-lines"]).toBe("f0-2 f0-3 f0-4 f1-2 f1-3 f1-4");
    const sides = again(text).points.map(({ value, case: of }) => [of.extra["review_side"], value]);
    expect(sides).toContainEqual(["baseline", 151]);
    expect(sides).toContainEqual(["candidate", 301]);
  });
});

describe("the size of an offline file", () => {
  it("of 1,000 points of three runs each is under 1 MB, with every point in table and data", async () => {
    const rows = Array.from({ length: 1000 }, (_, i) =>
      [0, 1, 2].map((run) => {
        const setup = `Llama-3.1-${i % 70}B,engine ${i % 7},H100 SXM,${1 + (i % 8)},fp8,${i},1024,512`;
        return `ttft,${(40 + i / 7 + run / 10).toFixed(3)},ms,${setup},run-${run},vLLM,0.9.${i % 5}`;
      }),
    );
    const header =
      "metric,value,unit,model,system,hardware,accelerators,precision,batch,input_tokens,output_tokens,run,tool,tool_version";
    await add("thousand.csv", header, rows.flat());
    const { text } = await html(async (rest) => viewForms(await viewSubject(rest)), "metric=ttft");
    const bytes = Buffer.byteLength(text);
    console.info(`An offline file of 1,000 points: ${Math.round(bytes / 1000)} kB.`);
    expect(bytes).toBeLessThan(1_000_000);
    expect(text.match(/<tr data-evidence/g)).toHaveLength(1000);
    expect(again(text).points).toHaveLength(1000);
  });
});

describe("a CSV inside a page", () => {
  it("comes back as it was, and ends nothing early", () => {
    for (const text of ["</script>", "<!--<script>", "<\\/script>", "<\\\\!", "a < b / c", "<", "<//!"]) {
      expect(csvInHtml(text)).not.toMatch(/<[/!]/);
      expect(csvFromHtml(csvInHtml(text))).toBe(text);
    }
  });
});

const texts = hostileTexts();

describe.skipIf(texts === null)("887 hostile names in an offline file (skipped without ../shared)", () => {
  it("are text in it, and come back from it", async () => {
    const rows = texts!.map((text) => `e2e_latency,1,ms,"${text.replaceAll('"', '""')}",single`);
    await add("names.csv", "metric,value,unit,system,evidence", rows);
    const { text } = await html(async (rest) => viewForms(await viewSubject(rest)), "metric=e2e_latency");
    const page = readHtml(text);
    expect(all(page, ({ tag }) => tag === "script")).toHaveLength(3);
    const tags = new Set(all(page, () => true).map(({ tag }) => tag));
    for (const none of ["img", "iframe", "object", "embed", "link", "form", "base", "video"])
      expect(tags).not.toContain(none);
    const names = all(page, () => true).flatMap(({ attributes }) => Object.keys(attributes));
    expect(names.filter((name) => /^on|^src/i.test(name))).toEqual([]);
    const original = await (await openStore()).listPoints({ metric: "e2e_latency" });
    const systems = (points: Point[]) => points.map(({ case: of }) => of.system).sort();
    expect(systems(again(text).points)).toEqual(systems(original));
  });
});
