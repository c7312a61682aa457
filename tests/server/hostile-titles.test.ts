import { describe, expect, it } from "vitest";
import { reviewMarkdown } from "@/lib/review/markdown";
import { reviewModel } from "@/lib/review/review-model";
import { openStore } from "@/lib/server/open-store";
import { chartPoint } from "@/lib/server/page-data";
import { exploreModel } from "@/lib/series/explore";
import { captionOf } from "@/lib/share/caption";
import { viewDescription } from "@/lib/share/description";
import { parseView } from "@/lib/view/codec";
import { reviewCaption } from "@/lib/server/forms/review-forms";
import { reviewFrame } from "@/lib/server/review-markdown";
import { createReview, reviewPage } from "@/lib/server/reviews";
import { unfurlReview } from "@/lib/server/unfurl-review";
import { unfurl } from "@/lib/server/unfurl";
import { uploadDataset } from "@/lib/server/upload";
import { reviewBadge, viewBadge } from "@/lib/share/badge";
import { embedHtml } from "@/lib/share/embed-html";
import { reviewCard } from "@/lib/share/review-card";
import { reviewSheet } from "@/lib/share/review-sheet";
import { viewCard } from "@/lib/share/view-card";
import { viewMarkdown } from "@/lib/share/view-markdown";
import { viewSheet } from "@/lib/share/view-sheet";
import { all, readSvg, type Read } from "../figure/read-svg";
import { temporaryDir, upload } from "./temporary-dir";
import { hostileTexts } from "../share/hostile-texts";
import { readHtml } from "../share/read-html";

temporaryDir();
const texts = hostileTexts();
const theme = "light";
const pictureTags = [
  "svg",
  "style",
  "rect",
  "title",
  "metadata",
  "text",
  "tspan",
  "path",
  "g",
  "circle",
  "line",
];

/** Nothing that runs, loads or leads somewhere by itself. */
function expectInert(read: Read, tags: readonly string[]) {
  const elements = all(read, () => true);
  expect([...new Set(elements.map(({ tag }) => tag))].filter((tag) => !tags.includes(tag))).toEqual([]);
  const names = elements.flatMap(({ attributes }) => Object.keys(attributes));
  expect(names.filter((name) => /^on|^src|srcset|xlink|formaction/i.test(name))).toEqual([]);
  const links = elements.flatMap(({ attributes }) => attributes["href"] ?? []);
  expect(links.filter((href) => !/^(?:\/|#)/.test(href))).toEqual([]);
}

const markup =
  /<(?:script|img|svg|iframe|a|body|object|embed|style|link|meta|form|input|video|audio|details)\b/i;

describe.skipIf(texts === null)("887 hostile titles (skipped without ../shared)", () => {
  it(
    "of metrics are text in a view's picture, card, badge, frame, Markdown and preview",
    { timeout: 240_000 },
    async () => {
      const rows = texts!.map((text) => `"${`t ${text}`.replaceAll('"', '""')}",1,ms,a`);
      const body = `metric,value,unit,system\n${rows.join("\n")}\n`;
      await uploadDataset(upload(body, { query: "name=titles.csv" }));
      const points = (await (await openStore()).listLightPoints({})).map((point) => chartPoint(point));
      const ids = [...new Set(points.map(({ metric }) => metric))];
      expect(ids.length).toBeGreaterThan(700);
      const frame = { tabCounts: {}, metrics: [], slots: {}, datasets: {} };
      const said = { datasets: [], date: "2026-11-14", follows: true, renderer: 1, link: "/explore" };
      for (const metric of ids) {
        const view = parseView(new URLSearchParams({ metric }));
        const own = points.filter((point) => point.metric === metric);
        const model = exploreModel({ ...frame, points: own }, view);
        const caption = captionOf(model, said);
        const options = { width: 600, theme, selected: null } as const;
        for (const svg of [
          viewSheet(model.series, caption, options),
          viewCard(model.series, caption, null, theme),
          viewBadge(model, view, theme, true),
        ])
          expectInert(readSvg(svg), pictureTags);
        const links = {
          theme,
          selected: null,
          news: [],
          page: "/v/x",
          csv: "/v/x.csv",
          dataset: () => "/datasets/x",
          point: () => "/v/x",
        } as const;
        const card = readHtml(embedHtml(model, caption, links));
        expect(all(card, ({ tag }) => tag === "style")).toHaveLength(1);
        expect(all(card, ({ tag }) => ["script", "img", "iframe", "object", "link"].includes(tag))).toEqual(
          [],
        );
        expect(viewMarkdown(model, caption, null)).not.toMatch(markup);
        const { title, description } = unfurl({
          ...{ title: caption.title, description: viewDescription(model, caption) },
          ...{ path: "/explore", card: "/explore.png?card" },
        });
        for (const text of [title as string, description!]) {
          expect(Array.from(text).length).toBeLessThanOrEqual(120);
          expect(text).not.toMatch(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
        }
      }
    },
  );

  it("of reviews are text in their picture, card, badge, Markdown and preview", async () => {
    const add = async (value: number) => {
      const rows = [0, 1, 2].map((run) => `ttft,${value + run},ms,a,${run}`);
      const body = `metric,value,unit,system,run\n${rows.join("\n")}\n`;
      return (await uploadDataset(upload(body, { query: `name=${encodeURIComponent(texts![500]!)}` }))).id;
    };
    const attachments = [
      { role: "baseline", dataset: await add(10) },
      { role: "candidate", dataset: await add(20) },
    ];
    const made = await createReview(
      new Request("http://127.0.0.1/api/reviews", {
        method: "POST",
        body: JSON.stringify({ title: "x", attachments }),
        headers: { "Content-Type": "application/json" },
      }),
    );
    const plain = (await reviewPage(made.id))!;
    for (const title of texts!) {
      const page = { ...plain, review: { ...plain.review, title } };
      const model = reviewModel(page.result, reviewFrame(page), () => null);
      const caption = reviewCaption(page);
      for (const svg of [
        reviewSheet(model, caption, { width: 600, theme }),
        reviewCard(model, caption, theme),
        reviewBadge(model, title, theme),
      ])
        expectInert(readSvg(svg), pictureTags);
      expect(reviewMarkdown(page.result, reviewFrame(page), "full")).not.toMatch(markup);
      const said = unfurlReview(page).title as string;
      expect(Array.from(said).length).toBeLessThanOrEqual(120);
    }
  });
});
