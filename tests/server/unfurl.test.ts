import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { embedAnswer } from "@/lib/server/embed-answer";
import { storedSubject, viewSubject } from "@/lib/server/forms/subject";
import { oembedAnswer } from "@/lib/server/oembed";
import { createReview, reviewPage } from "@/lib/server/reviews";
import { securityHeaders } from "@/lib/server/security-headers";
import { storeView } from "@/lib/server/stored-views";
import { unfurl } from "@/lib/server/unfurl";
import { unfurlReview } from "@/lib/server/unfurl-review";
import { unfurlView } from "@/lib/server/unfurl-view";
import { uploadDataset } from "@/lib/server/upload";
import { all, wholeText } from "../figure/read-svg";
import { readHtml } from "../share/read-html";
import { temporaryDir, upload } from "./temporary-dir";

temporaryDir();
const site = "https://whisker.example";
const rate = "output_tokens_per_second";
const post = (path: string, body: object) =>
  new Request(`http://127.0.0.1${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });

let view = "";
let review = "";
let runs = "";
beforeAll(async () => {
  const add = async (name: string, rows: string[]) => {
    const body = `metric,value,unit,model,system,run,evidence\n${rows.join("\n")}\n`;
    return (await uploadDataset(upload(body, { query: `name=${name}` }))).id;
  };
  const rows = (from: number) =>
    [0, 1, 2].map((run) => `${rate},${from + run},tok/s,Llama-2-7B,vLLM,${run},`);
  runs = await add("runs.csv", rows(150));
  const faster = await add("faster.csv", rows(300));
  await add("claims.csv", [`${rate},550,tok/s,Llama-2-7B,Phi,,claim`]);
  view = (await storeView(post("/api/views", { query: "" }))).id;
  const attachments = [
    { role: "baseline", dataset: runs },
    { role: "candidate", dataset: faster },
  ];
  review = (await createReview(post("/api/reviews", { title: "A faster kernel", attachments }))).id;
});
afterEach(() => {
  delete process.env["PUBLIC_URL"];
});

const tags = async (query = "") => unfurlView(await storedSubject(view, new URLSearchParams(query)), view);

describe("what a page says of itself to places that show where a link leads", () => {
  it("is a title, a sentence of values with n and level, and a picture of 1200 × 630 at whole addresses", async () => {
    process.env["PUBLIC_URL"] = site;
    const { title, description, openGraph, twitter, alternates } = await tags();
    expect(title).toBe("Output tokens per second");
    expect(description).toMatch(/^vLLM .* tok\/s \(n = 6\)\. 2 points: 1 measured, 1 claim\. 95 % CI\.$/);
    const image = {
      url: `${site}/v/${view}.png?card`,
      ...{ width: 1200, height: 630, type: "image/png", alt: "Output tokens per second" },
    };
    expect(openGraph).toEqual({
      ...{ title, description, siteName: "Whisker", type: "website", url: `${site}/v/${view}` },
      images: [image],
    });
    expect(twitter).toEqual({ title, description, card: "summary_large_image", images: [image] });
    expect(alternates?.types?.["application/json+oembed"]).toBe(
      `${site}/api/oembed?url=${encodeURIComponent(`${site}/v/${view}`)}`,
    );
  });

  it("names no address where PUBLIC_URL does not: a Host header is a stranger's word", async () => {
    const said = JSON.stringify([await tags(), unfurlReview((await reviewPage(review))!)]);
    expect(said).not.toMatch(/https?:|127\.0\.0\.1|\/v\//);
    expect((await tags()).twitter).toMatchObject({ card: "summary", images: [] });
  });

  it("keeps the selected point and that a link follows new data in the address and in the picture's", async () => {
    process.env["PUBLIC_URL"] = site;
    const { model } = await (await storedSubject(view, new URLSearchParams())).load();
    const point = model.rows[0]!.pointId;
    const { openGraph } = await tags(`live=1&point=${point}`);
    expect(openGraph).toMatchObject({
      url: `${site}/v/${view}?live=1&point=${point}`,
      images: [{ url: `${site}/v/${view}.png?live=1&point=${point}&card` }],
    });
  });

  it("of a view of /explore leads to that view, and to no frame", async () => {
    process.env["PUBLIC_URL"] = site;
    const { openGraph, alternates } = await unfurlView(
      await viewSubject(new URLSearchParams("system=vLLM&utm_source=mail")),
    );
    expect(openGraph).toMatchObject({
      url: `${site}/explore?system=vLLM`,
      images: [{ url: `${site}/explore.png?system=vLLM&card` }],
    });
    expect(alternates).toBeUndefined();
  });

  it("of a review is its verdict in a sentence", async () => {
    process.env["PUBLIC_URL"] = site;
    const { title, description, openGraph } = unfurlReview((await reviewPage(review))!);
    expect(title).toBe("A faster kernel");
    expect(description).toContain("faster");
    expect(openGraph).toMatchObject({ images: [{ url: `${site}/reviews/${review}.png?card` }] });
  });

  it("is on one line, composed, without signs that turn text, and at most 120 characters", () => {
    const title = `a\u0000\u202Eb\n e\u0301 ${"x".repeat(500)}`;
    const { openGraph } = unfurl({ title, description: title, path: "/", card: "/x.png" });
    expect(openGraph?.title).toMatch(/^ab é x+…$/);
    expect(Array.from(openGraph?.title as string).length).toBeLessThanOrEqual(120);
  });
});

describe("oEmbed", () => {
  const ask = (query: Record<string, string>) => {
    process.env["PUBLIC_URL"] = site;
    return oembedAnswer(new URLSearchParams(query));
  };

  it("answers a stored view's address with a frame of its card and a picture", async () => {
    const answer = (await ask({ url: `${site}/v/${view}` })) as Record<string, unknown>;
    expect(answer).toMatchObject({
      ...{ version: "1.0", type: "rich", provider_name: "Whisker", width: 800, height: 450 },
      ...{ thumbnail_url: `${site}/v/${view}.png?card`, thumbnail_width: 1200, thumbnail_height: 630 },
    });
    expect(answer["html"]).toMatch(
      new RegExp(
        `^<iframe src="${site}/embed/${view}" width="800" height="450" loading="lazy" title="[^"<]*"></iframe>$`,
      ),
    );
  });

  it("keeps to the room that is asked for, and follows new data where the link does", async () => {
    const url = `${site}/v/${view}?live=1`;
    const answer = (await ask({ url, maxwidth: "500", maxheight: "9999" })) as Record<string, unknown>;
    expect([answer["width"], answer["height"]]).toEqual([500, 450]);
    expect(answer["html"]).toContain(`src="${site}/embed/${view}?live=1"`);
  });

  it.each([
    [{ url: `https://elsewhere.example/v/AAAAAAAAAAAAAAAAAAAAAA` }, 404],
    [{ url: `${site}/v/AAAAAAAAAAAAAAAAAAAAAA` }, 404],
    [{ url: `${site}/explore` }, 404],
    [{ url: "javascript:alert(1)" }, 404],
    [{}, 400],
    [{ url: `${site}/v/x`, format: "xml" }, 501],
  ])("answers %o with %i", async (query, status) => {
    await expect(ask(query as Record<string, string>)).rejects.toMatchObject({ problem: { status } });
  });

  it("knows no address where PUBLIC_URL names none", async () => {
    await expect(
      oembedAnswer(new URLSearchParams({ url: `http://127.0.0.1/v/${view}` })),
    ).rejects.toMatchObject({ problem: { status: 404 } });
  });
});

describe("the card for a frame on another page", () => {
  const card = async (query = "") => embedAnswer(view, new URLSearchParams(query));

  it("has chart, table twin and sources, with value, interval, n, evidence and the line of the file", async () => {
    const page = readHtml(await (await card()).text());
    const rows = all(page, ({ tag }) => tag === "tr").map((row) =>
      all(row, ({ tag }) => tag === "td" || tag === "th").map((cell) => wholeText(cell).trim()),
    );
    expect(rows[0]).toEqual(["Point", "Evidence", "tok/s", "95 % CI", "n", "Source", "Audit"]);
    expect(rows[2]?.slice(1, 5)).toEqual(["Claim", "550", "none", "–"]);
    expect(rows[2]?.[5]).toMatch(/^claims\.csv L2/);
    expect(all(page, ({ attributes }) => attributes["role"] === "img").length).toBeGreaterThan(0);
    expect(wholeText(page)).toContain(runs);
  });

  it("runs nothing, loads nothing but its typeface, and leads out of the frame in a page of its own", async () => {
    const answer = await card();
    const page = readHtml(await answer.text());
    const tags = new Set(all(page, () => true).map(({ tag }) => tag));
    for (const none of ["script", "link", "img", "iframe", "object", "form", "base"])
      expect(tags).not.toContain(none);
    for (const { attributes } of all(page, ({ tag }) => tag === "a"))
      if (attributes["target"] !== undefined)
        expect(attributes).toMatchObject({ target: "_blank", rel: "noopener" });
    expect(answer.headers.get("set-cookie")).toBeNull();
  });

  it("is the only thing that another page may frame, and may itself do less than any page", () => {
    const policy = (path: string) =>
      securityHeaders("abc", { path, dev: false, https: true })["Content-Security-Policy"]!;
    expect(policy(`/embed/${view}`)).toBe(
      "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *",
    );
    for (const path of [
      "/",
      "/explore",
      `/v/${view}`,
      `/v/${view}.svg`,
      "/embed",
      `/embed/${view}/x`,
      "/upload",
    ])
      expect(policy(path)).toContain("frame-ancestors 'none'");
  });

  it("is of the theme of the page around it, or of the reader's system", async () => {
    expect(await (await card("theme=dark")).text()).toContain('<html lang="en" data-theme="dark">');
    expect(await (await card()).text()).toContain('<html lang="en">');
    await expect(card("theme=%22%3E")).rejects.toMatchObject({ problem: { status: 400 } });
  });

  it("says that it is pinned or that it follows new data, and leads to the view that says the same", async () => {
    process.env["PUBLIC_URL"] = site;
    const [pinned, follows] = [await (await card()).text(), await (await card("live=1")).text()];
    expect(pinned).toContain("Pinned as of");
    expect(pinned).toContain(`href="${site}/v/${view}"`);
    expect(follows).toContain("Follows new data, as of");
    expect(follows).toContain(`href="${site}/v/${view}?live=1"`);
  });
});
