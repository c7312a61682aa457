import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { addToCatalogue } from "@/lib/catalogue/current";
import { parseOwnCatalogue } from "@/lib/catalogue/own-catalogue";
import { deleteDataset } from "@/lib/server/deleted-datasets";
import { embedAnswer } from "@/lib/server/embed-answer";
import { formAnswer } from "@/lib/server/forms/form-answer";
import type { Form } from "@/lib/server/forms/form-options";
import { pointSubject, storedSubject, viewSubject } from "@/lib/server/forms/subject";
import { viewForms } from "@/lib/server/forms/view-forms";
import { oembedAnswer } from "@/lib/server/oembed";
import { forgetPerProcess } from "@/lib/server/per-process";
import { createReview, reviewPage } from "@/lib/server/reviews";
import { storeView } from "@/lib/server/stored-views";
import { unfurlView } from "@/lib/server/unfurl-view";
import { all, readSvg, wholeText } from "../figure/read-svg";
import { readHtml } from "../share/read-html";
import { post, storeTable } from "./stored";
import { temporaryDir } from "./temporary-dir";

temporaryDir();
const site = "https://whisker.example";
const rate = "output_tokens_per_second";
const header = "metric,value,unit,model,hardware,accelerators,precision,batch,system,run,evidence";
const add = (name: string, rows: string[]) => storeTable(name, header, rows);
const store = async (query: string) => (await storeView(post("/api/views", { query }))).id;

let claims = "";
/** Of vLLM's row: 150, 152, 151, with a mean of 151 and a half width of t(0.975, 2) / sqrt 3 = 2.48. */
let measured = "";
let doubted = "";
beforeAll(async () => {
  const setup = "Llama-2-7B,NVIDIA H100 SXM5 80GB,1,fp16,1";
  await add(
    "runs.csv",
    [150, 152, 151].map((value, run) => `${rate},${value},tok/s,${setup},vLLM,${run},`),
  );
  // One sequence of 16 bits on one H100 is at most 3350 × 1.05 / 13.21 = 266 tok/s.
  claims = await add("claims.csv", [`${rate},550,tok/s,${setup},Phi,,claim`]);
  const { model } = await (await viewSubject(new URLSearchParams())).load();
  const idOf = (system: string) => model.rows.find(({ label }) => label === system)!.pointId;
  [measured, doubted] = [idOf("vLLM"), idOf("Phi")];
});
afterEach(() => {
  delete process.env["PUBLIC_URL"];
});

const ofView = (id: string, form: Form, query = "") =>
  formAnswer(new Request(`http://127.0.0.1/v/x.${form}?${query}`), form, async (rest) =>
    viewForms(await storedSubject(id, rest)),
  );
const cardTexts = async (answer: Response) =>
  all(readSvg(await answer.text()), ({ tag }) => tag === "text").map(wholeText);

describe("a link that opens a point", () => {
  it("unfurls as that point: its value with its spread, its interval, n, grade, line and picture", async () => {
    process.env["PUBLIC_URL"] = site;
    const id = await store("");
    for (const [subject, page] of [
      [await viewSubject(new URLSearchParams(`point=${measured}`)), "/explore"],
      [await storedSubject(id, new URLSearchParams(`point=${measured}`)), `/v/${id}`],
    ] as const) {
      const { title, description, openGraph } = await unfurlView(subject);
      expect(title).toBe("Output tokens per second");
      expect(openGraph).toMatchObject({
        title: "vLLM: 151.0 ±2.5 tok/s",
        url: `${site}${page}?point=${measured}`,
        images: [{ url: `${site}${page}.png?point=${measured}&card` }],
      });
      expect(description).toMatch(
        /^Output tokens per second, samples\. 95 % CI, Student t, between runs: 148\.5 to 153\.5, n = 3\. runs\.csv /,
      );
    }
    const { openGraph, description } = await unfurlView(
      await viewSubject(new URLSearchParams(`point=${doubted}`)),
    );
    expect(openGraph?.title).toBe("Phi: 550 claim");
    expect(description).toMatch(/impossible: /);
  });

  it("has a card of that point; without it, of the view", async () => {
    const id = await store("");
    const own = await cardTexts(await ofView(id, "svg", `point=${measured}&card`));
    expect(own).toEqual(expect.arrayContaining(["151.0", "±2.5 tok/s"]));
    expect(own.join()).not.toContain("Phi");
    const whole = await cardTexts(await ofView(id, "svg", "card"));
    expect(whole.join()).toContain("Phi");
  });

  it("stays with an embed and its oEmbed address", async () => {
    process.env["PUBLIC_URL"] = site;
    const id = await store("");
    const answer = (await oembedAnswer(
      new URLSearchParams({ url: `${site}/v/${id}?point=${measured}` }),
    )) as Record<string, string>;
    expect(answer["html"]).toContain(`src="${site}/embed/${id}?point=${measured}"`);
    expect(answer["thumbnail_url"]).toBe(`${site}/v/${id}.png?card&point=${measured}`);
    const html = await (await embedAnswer(id, new URLSearchParams({ point: measured }))).text();
    expect(html).toContain(`href="${site}/v/${id}?point=${measured}"`);
  });
});

describe("the card for a frame", () => {
  it("is as the view was stored: its theme and its opened point, unless the page around it asks for another theme", async () => {
    const id = await store(`point=${measured}&theme=dark`);
    const of = async (query = "") => (await embedAnswer(id, new URLSearchParams(query))).text();
    const html = await of();
    expect(html).toContain('<html lang="en" data-theme="dark">');
    expect(html).toContain('class="chosen"');
    const rows = all(readHtml(html), ({ tag, attributes }) => tag === "tr" && attributes["class"] === "on");
    expect(rows.map(wholeText).join()).toMatch(/^vLLM/);
    expect(await of("theme=light")).toContain('data-theme="light"');
  });

  it("says what the audit says, and the lines of each file", async () => {
    const html = await (await embedAnswer(await store(""), new URLSearchParams())).text();
    const page = readHtml(html);
    const audits = all(page, ({ tag }) => tag === "tr").map((row) =>
      wholeText(all(row, ({ tag }) => tag === "td" || tag === "th").at(-1)!),
    );
    expect(audits[0]).toBe("Audit");
    expect(audits.join()).toMatch(/impossible: /);
    expect(html).toContain(`>claims.csv</a> <code>${claims}</code> at L2, column 2<`);
  });
});

describe("a single point's forms", () => {
  it("say what the audit says of it, as the view's do", async () => {
    const markdown = await (
      await formAnswer(new Request("http://127.0.0.1/points/x.md"), "md", async () =>
        viewForms(await pointSubject(doubted)),
      )
    ).text();
    expect(markdown).toMatch(/\| impossible: [^|]+\|\n/);
  });
});

describe("what the audit said of a pinned view", () => {
  it("stays in its CSV, JSON and offline file when another catalogue finds something else", async () => {
    const own = "Llama-2-7B,Example NPU 48GB,1,fp16,1";
    await add("own.csv", [`${rate},900,tok/s,${own},Own,,claim`]);
    const query = "system=Own";
    const id = await store(query);
    const before = await Promise.all(
      (["csv", "json", "html"] as const).map(async (form) => (await ofView(id, form)).text()),
    );
    expect(before[0]).not.toContain("impossible");
    const device = { name: "Example NPU 48GB", memory_gb: 48, bandwidth_gbs: 900, basis: "sheet" };
    const read = parseOwnCatalogue(JSON.stringify({ devices: [device] }));
    if ("problems" in read) throw new Error(JSON.stringify(read.problems));
    addToCatalogue(read.additions);
    for (const name of ["findings", "point-audits", "points-with-audits", "forms", "pinned-views"])
      forgetPerProcess(name);
    try {
      const after = await Promise.all(
        (["csv", "json", "html"] as const).map(async (form) => (await ofView(id, form)).text()),
      );
      expect(after).toEqual(before);
      const live = await (await ofView(id, "csv", "live=1")).text();
      // 900 GB/s × 1.05 / 13.21 GB = 71 tok/s.
      expect(live).toContain("impossible");
    } finally {
      addToCatalogue({ devices: [], models: [] });
    }
  });
});

describe("a deleted dataset", () => {
  it("is told by the frame, the offline file and the review; the numbers stay", async () => {
    const id = await store("level=90");
    const attachments = [
      { role: "baseline", dataset: claims },
      { role: "candidate", dataset: claims },
    ];
    const review = (await createReview(post("/api/reviews", { title: "Twice", attachments }))).id;
    const before = await ofView(id, "html");
    expect(await before.text()).not.toContain("was deleted since");
    await deleteDataset(claims);
    const after = await ofView(id, "html");
    expect(after.headers.get("etag")).not.toBe(before.headers.get("etag"));
    // It says what becomes of its files, and so it is asked for again; the picture never changes.
    expect(after.headers.get("cache-control")).toBe("no-cache");
    expect((await ofView(id, "svg")).headers.get("cache-control")).toContain("immutable");
    const says = "claims.csv was deleted since; its numbers stand here as they were shown.";
    const pages = [await after.text(), await (await embedAnswer(id, new URLSearchParams())).text()];
    for (const page of pages) {
      expect(page).toContain(says);
      expect(page).toContain("550");
    }
    const files = (await reviewPage(review))!.attachments;
    expect(files.map(({ dataset }) => dataset.left)).toEqual(["deleted", "deleted"]);
  });
});
