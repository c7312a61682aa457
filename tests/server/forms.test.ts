import { existsSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { figureSvg } from "@/lib/figure/figure-svg";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import type { Point } from "@/lib/points/point";
import { formAnswer } from "@/lib/server/forms/form-answer";
import type { Form } from "@/lib/server/forms/form-options";
import { reviewForms } from "@/lib/server/forms/review-forms";
import { datasetSubject, pointSubject, storedSubject, viewSubject } from "@/lib/server/forms/subject";
import { viewForms } from "@/lib/server/forms/view-forms";
import { openStore } from "@/lib/server/open-store";
import { exploreData } from "@/lib/server/page-data";
import { createReview } from "@/lib/server/reviews";
import { storeView } from "@/lib/server/stored-views";
import { uploadDataset } from "@/lib/server/upload";
import { exploreModel } from "@/lib/series/explore";
import { sheetPadding } from "@/lib/share/sheet";
import { parseView } from "@/lib/view/codec";
import { all, marksOf, readSvg, wholeText, type Read } from "../figure/read-svg";
import { post, storeTable } from "./stored";
import { temporaryDir, upload } from "./temporary-dir";

temporaryDir();
const rate = "output_tokens_per_second";
const header = "metric,value,unit,model,system,run,n,sd,evidence";
const add = (name: string, rows: string[]) => storeTable(name, header, rows);

let runs = "";
let view = "";
let review = "";
beforeAll(async () => {
  runs = await add("runs.csv", [
    ...[150, 152, 151].map((value, run) => `${rate},${value},tok/s,Llama-2-7B,vLLM,${run},,,`),
    `${rate},159,tok/s,Llama-2-7B,SGLang,,12,20,`,
    `${rate},117,tok/s,Llama-2-7B,Ollama,,,,single`,
    `${rate},N/A,tok/s,Llama-2-7B,MLC,,,,`,
  ]);
  const claims = await add("claims.csv", [`${rate},550,tok/s,Llama-2-7B,Phi,,,,claim`]);
  view = (await storeView(post("/api/views", { query: "" }))).id;
  const attachments = [
    { role: "baseline", dataset: runs },
    { role: "candidate", dataset: claims },
    { role: "candidate", dataset: runs },
  ];
  review = (await createReview(post("/api/reviews", { title: "Is it <faster>?", attachments }))).id;
});

const explore = (form: Form, query = "", headers: Record<string, string> = {}) =>
  formAnswer(new Request(`http://127.0.0.1/explore.${form}?${query}`, { headers }), form, async (rest) =>
    viewForms(await viewSubject(rest)),
  );
const stored = (form: Form, query = "", headers: Record<string, string> = {}) =>
  formAnswer(new Request(`http://127.0.0.1/v/x.${form}?${query}`, { headers }), form, async (rest) =>
    viewForms(await storedSubject(view, rest)),
  );
const ofReview = (form: Form, query = "") =>
  formAnswer(new Request(`http://127.0.0.1/reviews/x.${form}?${query}`), form, (rest) =>
    reviewForms(review, rest),
  );
const ofPoint = (id: string, form: Form, query = "") =>
  formAnswer(new Request(`http://127.0.0.1/points/x.${form}?${query}`), form, async () =>
    viewForms(await pointSubject(id)),
  );

const size = (png: Uint8Array) => {
  const data = new DataView(png.buffer, png.byteOffset);
  return [data.getUint32(16), data.getUint32(20)];
};
const read = async (answer: Response) =>
  readFile(fileFromBytes("again", new Uint8Array(await answer.arrayBuffer())));
/** What a point says, wherever it stands. */
const said = ({
  metric,
  unit,
  value,
  statistic,
  missing,
  range,
  stats,
  evidence,
  interval,
  ...of
}: Point) => ({
  ...{ metric, unit, value, statistic, missing, range, stats, evidence, interval },
  system: of.case.system,
  samples: of.samples && Array.from(of.samples.values),
  runs: of.runs.map((run) => run.value),
});

describe("the picture of a view", () => {
  it("says title, evidence, intervals and their method, n, files, day and link", async () => {
    const answer = await stored("svg");
    expect(answer.headers.get("content-type")).toBe("image/svg+xml; charset=utf-8");
    const svg = readSvg(await answer.text());
    const text = all(svg, (each) => each.tag === "text")
      .map(wholeText)
      .join("\n");
    const today = new Date().toISOString().slice(0, 10);
    for (const part of [
      "Output tokens per second",
      "Samples 1\nSummary 1\nSingle 1\nClaim 1",
      "95 % CI, Student t, between runs: 1 point",
      "n = 3 to 12.",
      `runs.csv ${runs.slice(0, 12)}`,
      `Pinned as of ${today}, renderer 1.`,
      `/v/${view}`,
      "151.0 ±2.5",
    ])
      expect(text).toContain(part);
    const [metadata] = all(svg, (each) => each.tag === "metadata");
    const hashes = (JSON.parse(metadata?.text ?? "") as { datasets: { sha256: string }[] }).datasets;
    expect(hashes.map(({ sha256 }) => sha256)).toContain(runs);
  });

  it("has every mark where the page's figure of the same width has it", async () => {
    for (const [query, width] of [
      ["", 800],
      ["width=390", 390],
      ["width=1600&mark=bars", 1600],
    ] as const) {
      const { series } = exploreModel(await exploreData(parseView(query)), parseView(query));
      const page = marksOf(readSvg(figureSvg(series, { width: width - 2 * sheetPadding(width) })));
      expect(page.size).toBe(5);
      expect(marksOf(readSvg(await (await explore("svg", query)).text()))).toEqual(page);
    }
  });

  it("marks the selected point", async () => {
    const { rows } = exploreModel(await exploreData(parseView("")), parseView(""));
    const picture = await (await stored("svg", `point=${rows[0]?.pointId}`)).text();
    expect(picture).toContain('class="chosen"');
    expect(await (await stored("svg")).text()).not.toContain('class="chosen"');
  });

  it("is drawn in a theme, or in the reader's", async () => {
    expect(await (await explore("svg", "theme=dark")).text()).toContain('fill="#14171b"');
    expect(await (await explore("svg")).text()).toContain('fill="#ffffff"');
    const both = await (await explore("svg", "theme=auto")).text();
    expect(both).toContain("@media (prefers-color-scheme:dark){.chart{--surface:#14171b");
  });

  it("is a PNG of the width and pixels that are asked for", async () => {
    const bytes = async (query: string) => new Uint8Array(await (await explore("png", query)).arrayBuffer());
    const once = size(await bytes("width=600"));
    expect(once[0]).toBe(600);
    expect(size(await bytes("width=600&scale=2"))).toEqual(once.map((side) => side * 2));
    const both = await explore("svg", "scale=2&scale=log");
    expect(await both.text()).toContain("log axis");
  });

  it.each([
    ["width=319"],
    ["width=2401"],
    ["width=1e3"],
    ["width="],
    ["scale=4"],
    ["scale=0"],
    ["scale=1.5"],
    ["theme=auto"],
    ["theme=blue"],
  ])("with %s is refused in a sentence", async (query) => {
    await expect(explore("png", query)).rejects.toMatchObject({ problem: { status: 400 } });
  });
});

describe("the badge of a view", () => {
  it("says the value, interval, n and evidence of its selected or only point, else what it holds", async () => {
    const svg = readSvg(await (await explore("svg", "badge&system=vLLM")).text());
    expect(svg.attributes["aria-label"]).toBe(
      "vLLM · Output tokens per second: 151.0 ±2.5\u00a0tok/s, n = 3, samples",
    );
    const many = readSvg(await (await explore("svg", "badge")).text());
    expect(many.attributes["aria-label"]).toBe("Output tokens per second: 5 points, 3 measured");
    await expect(explore("csv", "badge")).rejects.toMatchObject({ problem: { status: 400 } });
  });

  it("says that it follows new data where its link does", async () => {
    const svg = readSvg(await (await stored("svg", "badge&live=1")).text());
    expect(svg.attributes["aria-label"]).toMatch(/ measured, follows new data$/);
    expect(await (await stored("svg", "card&live=1")).text()).toContain("follows new data");
    expect(await (await stored("svg", "card")).text()).not.toContain("follows new data");
  });

  it("says claim of a claim, and gives it no interval", async () => {
    const svg = readSvg(await (await explore("svg", "badge=1&system=Phi")).text());
    expect(svg.attributes["aria-label"]).toBe("Phi · Output tokens per second: 550 claim, claim");
  });
});

describe("the card of a link", () => {
  const card = async (answer: Promise<Response>) => readSvg(await (await answer).text());
  const ofDataset = (form: Form, query: string) =>
    formAnswer(new Request(`http://127.0.0.1/datasets/x.${form}?${query}`), form, async () =>
      viewForms(await datasetSubject(runs)),
    );

  it("is 1200 × 630 for views, reviews, datasets and points, with the link and the grades that there are", async () => {
    const point = (await exploreData(parseView(""))).points[0]!.id;
    const cards = {
      view: await card(stored("svg", "card")),
      review: await card(ofReview("svg", "card")),
      dataset: await card(ofDataset("svg", "card")),
      point: await card(ofPoint(point, "svg", "card")),
    };
    for (const { attributes } of Object.values(cards))
      expect([attributes["width"], attributes["height"]]).toEqual(["1200", "630"]);
    const words = (of: Read) =>
      all(of, (each) => each.tag === "text")
        .map(wholeText)
        .join("\n");
    expect(words(cards.view)).toMatch(/Samples\nSummary\nSingle\nClaim\n\/v\/[\w-]{22}$/);
    expect(words(cards.dataset)).toMatch(/^Whisker\n[^]*\nruns\.csv\n/);
    expect(words(cards.point)).toMatch(
      /151\.0\n±2\.5 tok\/s\n148\.5 to 153\.5: 95 % CI, Student t, between runs, n = 3/,
    );
    const png = new Uint8Array(await (await stored("png", "card&scale=1")).arrayBuffer());
    expect(size(png)).toEqual([1200, 630]);
  });

  it("shows measured rows and claims both where there is no room for all, and says how many there are", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => [
      `e2e_latency,${100 + i},ms,M,measured ${i},,,,single`,
      `e2e_latency,${900 + i},ms,M,claimed ${i},,,,claim`,
    ]);
    await add("many.csv", rows.flat());
    const svg = await (await explore("svg", "card&metric=e2e_latency")).text();
    expect(svg).toContain("8 of 60 rows");
    expect([svg.match(/>measured \d+/g)?.length, svg.match(/>claimed \d+/g)?.length]).toEqual([5, 3]);
  });
});

describe("CSV and JSON of a view", () => {
  it("import again to the points that are shown, with what stands behind them", async () => {
    const original = (await (await openStore()).listPoints({ metric: rate })).map(said);
    const order = (points: ReturnType<typeof said>[]) =>
      points.sort((a, b) => (a.system! < b.system! ? -1 : 1));
    for (const form of ["csv", "json"] as const) {
      for (const answer of [await explore(form), await stored(form)]) {
        const again = await read(answer);
        expect(again.problems).toEqual([]);
        expect(order(again.points.map(said))).toEqual(order(original));
      }
    }
  });

  it("say the same as the picture above the rows, in lines that an importer skips; raw CSV has rows only", async () => {
    const text = await (await stored("csv")).text();
    for (const line of [
      /^# Whisker: Output tokens per second\. /m,
      new RegExp(`^# File runs.csv, sha256 ${runs}$`, "m"),
    ])
      expect(text).toMatch(line);
    expect(await (await stored("csv", "raw=1")).text()).toMatch(/^metric,value,unit/);
  });

  it("give a view with a deleted or unknown id as 404", async () => {
    await expect(viewSubject(new URLSearchParams("view=nothing"))).rejects.toMatchObject({
      problem: { status: 404 },
    });
  });
});

describe("the Markdown of a view", () => {
  it("has the table with intervals, evidence and source lines, and no address that it was asked at", async () => {
    const text = await (await stored("md")).text();
    expect(text).toMatch(
      /\| vLLM · Llama-2-7B \| \*\*151\.0\*\* \| 148\.5 – 153\.5 \| 3 \| samples \| `runs\.csv L2/,
    );
    expect(text).toMatch(/\| Phi · Llama-2-7B \| 550 \| none \| – \| claim \|/);
    expect(text).toMatch(/\| MLC · Llama-2-7B \| N\/A \| none \| – \|/);
    expect(text).toContain(`\`${runs}\``);
    expect(text).not.toContain("127.0.0.1");
  });

  it("shows the picture and links to the view where PUBLIC_URL says how this server is reached", async () => {
    process.env["PUBLIC_URL"] = "https://whisker.example";
    try {
      const text = await (await stored("md")).text();
      const page = `https://whisker.example/v/${view}`;
      expect(text).toContain(`[![Output tokens per second](${page}.svg)](${page})`);
      expect(await (await stored("svg")).text()).toContain(`>${page}<`);
    } finally {
      delete process.env["PUBLIC_URL"];
    }
  });
});

describe("a single point", () => {
  it("is drawn alone, and comes back from CSV and JSON alone", async () => {
    const original = (await (await openStore()).listPoints({ metric: rate })).find(
      (point) => point.case.system === "vLLM",
    )!;
    expect(marksOf(readSvg(await (await ofPoint(original.id, "svg")).text())).size).toBe(1);
    for (const form of ["csv", "json"] as const)
      expect((await read(await ofPoint(original.id, form))).points.map(said)).toEqual([said(original)]);
    expect(await (await ofPoint(original.id, "md")).text()).toContain("148.5 – 153.5");
    for (const none of ["", "0000000000000000", original.id.toUpperCase(), `${original.id}0`])
      await expect(ofPoint(none, "svg")).rejects.toMatchObject({ problem: { status: 404 } });
  });
});

describe("a review", () => {
  it("is drawn as its forest plot, with ratios, files and method", async () => {
    const svg = readSvg(await (await ofReview("svg")).text());
    const text = all(svg, (each) => each.tag === "text")
      .map(wholeText)
      .join("\n");
    expect(text).toContain("Is it <faster>?. Candidate over baseline, 95 % CI. Right is better.");
    expect(text).toContain(`baseline runs.csv ${runs.slice(0, 12)}`);
    expect(all(svg, (each) => each.attributes["class"] === "chart forest").length).toBeGreaterThan(2);
    const png = new Uint8Array(await (await ofReview("png", "width=700")).arrayBuffer());
    expect(size(png)[0]).toBe(700);
  });

  it("is a table of its comparisons, JSON as `whisker check` writes it, and Markdown", async () => {
    const lines = (await (await ofReview("csv")).text()).split("\n").filter((line) => !line.startsWith("#"));
    expect(lines[0]).toMatch(/^metric,unit,statistic,case,baseline_n,baseline_mean/);
    expect(lines[1]).toMatch(/^output_tokens_per_second,tok\/s,mean,/);
    const json = (await (await ofReview("json")).json()) as {
      verdict: string;
      caption: { baseline: object[] };
    };
    expect(json.caption.baseline).toEqual([{ sha256: runs, name: "runs.csv" }]);
    expect(["pass", "fail", "undecided"]).toContain(json.verdict);
    expect(await (await ofReview("md", "form=summary")).text()).not.toContain("| Case |");
    await expect(ofReview("md", "form=poem")).rejects.toMatchObject({ problem: { status: 400 } });
  });
});

describe("caching", () => {
  it("lets everyone keep what is pinned for ever, and asks again for what follows new data", async () => {
    expect((await stored("svg")).headers.get("cache-control")).toBe("public, max-age=31536000, immutable");
    expect((await stored("svg", "live=1")).headers.get("cache-control")).toBe("no-cache");
    expect((await explore("svg")).headers.get("cache-control")).toBe("no-cache");
  });

  it("answers 304 while nothing changed, and anew after an upload; a pinned view stays as it is", async () => {
    const tags = async () => [
      (await explore("svg")).headers.get("etag")!,
      (await stored("svg", "live=1")).headers.get("etag")!,
      (await stored("svg")).headers.get("etag")!,
    ];
    const before = await tags();
    expect(new Set(before).size).toBe(3);
    for (const [answer, tag] of [
      [explore, before[0]],
      [stored, before[2]],
    ] as const) {
      const again = await answer("svg", "", { "If-None-Match": `"other", ${tag}` });
      expect([again.status, await again.text()]).toEqual([304, ""]);
    }
    const pinned = await (await stored("svg")).text();
    await add("later.csv", [`${rate},99,tok/s,Llama-2-7B,Later,,,,single`]);
    const after = await tags();
    expect(after.map((tag, i) => tag === before[i])).toEqual([false, false, true]);
    expect(await (await stored("svg")).text()).toBe(pinned);
    const live = await (await stored("svg", "live=1")).text();
    expect(live).toContain("Follows new data, as of");
    expect(live).toContain("Later");
  });

  it("tells one form, width and theme from another", async () => {
    const asked = [stored("svg"), stored("svg", "width=700"), stored("svg", "theme=dark"), stored("md")];
    const tags = await Promise.all(asked.map(async (answer) => (await answer).headers.get("etag")));
    expect(new Set(tags).size).toBe(4);
  });
});

const hostile = ["../shared/hostile/blns/blns.json", "../shared/hostile/derived/xss-small.json"].filter(
  (path) => existsSync(path),
);

describe("hostile texts in every form (skipped without ../shared)", () => {
  it.skipIf(hostile.length < 2)(
    "are text in well-formed SVG, in PNG, and come back from CSV and JSON: 887 names of models and systems",
    async () => {
      const strings = hostile.flatMap((path) => JSON.parse(readFileSync(path, "utf8")) as string[]);
      expect(strings.length).toBe(515 + 372);
      const csv = strings.map((text) => `ttft,1,ms,"${text.replaceAll('"', '""')}",single`);
      const body = `metric,value,unit,system,evidence\n${csv.join("\n")}\n`;
      await uploadDataset(upload(body, { query: `name=${encodeURIComponent(strings[500] ?? "x")}` }));
      const points = exploreModel(await exploreData(parseView("metric=ttft")), parseView("metric=ttft")).rows;
      expect(points.length).toBeGreaterThan(700);
      for (let from = 0; from < points.length; from += 120) {
        const some = points
          .slice(from, from + 120)
          .map(({ label }) => `&system=${encodeURIComponent(label)}`);
        const query = `metric=ttft${some.join("").slice(0, 60_000)}`;
        const svg = readSvg(await (await explore("svg", query)).text());
        const tags = new Set(all(svg, () => true).map(({ tag }) => tag));
        const drawn = ["svg", "style", "rect", "title", "metadata", "text", "tspan", "path", "g", "circle"];
        expect([...tags].filter((tag) => !drawn.includes(tag))).toEqual([]);
        const names = all(svg, () => true).flatMap(({ attributes }) => Object.keys(attributes));
        expect(names.filter((name) => /^on|href|src/i.test(name))).toEqual([]);
        const png = new Uint8Array(await (await explore("png", `${query}&width=600`)).arrayBuffer());
        expect([Array.from(png.subarray(0, 4)), size(png)[0]]).toEqual([[0x89, 0x50, 0x4e, 0x47], 600]);
      }
      const shown = points.map(({ point }) => point.case.system).sort();
      for (const form of ["csv", "json"] as const) {
        const again = await read(await explore(form, "metric=ttft"));
        expect(again.points.map((point) => point.case.system).sort()).toEqual(shown);
      }
      const markdown = await (await explore("md", "metric=ttft")).text();
      expect(markdown).not.toMatch(/<(?:script|img|svg|iframe)/i);
    },
  );
});
