import { createHash } from "node:crypto";
import { csvComments } from "@/lib/export/csv-comments";
import { pointsCsv } from "@/lib/export/points-csv";
import { withPointsJson } from "@/lib/export/view-json";
import { sideField } from "@/lib/points/review-csv";
import { reviewMarkdown, type MarkdownForm } from "@/lib/review/markdown";
import { reviewModel } from "@/lib/review/review-model";
import { candidateRoles, type Role } from "@/lib/review/stored-review";
import { reviewBadge } from "@/lib/share/badge";
import { reviewOffline } from "@/lib/share/offline/review-offline";
import { reviewCard } from "@/lib/share/review-card";
import { reviewCsvLines } from "@/lib/share/review-csv";
import { reviewMarkdownFoot, reviewSheet, sidesCaption, type ReviewCaption } from "@/lib/share/review-sheet";
import type { StoredPoint } from "@/lib/store/store";
import type { Theme } from "@/lib/view/view";
import { badRequest, notFound } from "../http-problem";
import { openStore } from "../open-store";
import { findingsByPointOf } from "../point-audits";
import { publicLink } from "../public-link";
import { rendererVersion } from "../renderer-version";
import { reviewFrame } from "../review-markdown";
import { reviewAnswer, reviewPage, type ReviewPage } from "../reviews";
import type { FormBody, FormSource } from "./form-answer";
import type { Form, PictureOptions } from "./form-options";
import { offlineFace } from "./offline-face";
import { offlineSources } from "./offline-sources";
import { pngOf } from "./png";

/** The forms of a review: it is not pinned, since files may be attached to it, but its datasets never change. */
export async function reviewForms(id: string, query: URLSearchParams): Promise<FormSource> {
  const store = await openStore();
  const row = await store.findReview(id);
  if (!row) throw notFound("review of that id");
  const form = markdownForm(query.get("form"));
  const candidate = query.get("candidate");
  const said = createHash("sha256").update(JSON.stringify(row)).digest("hex");
  return {
    key: ["review", said, form, candidate, await store.revision()].join("\0"),
    pinned: false,
    fileName: `whisker-review-${id.slice(0, 6)}`,
    make: async (asked, options) => makeForm(asked, (await reviewPage(id, candidate))!, options, form),
  };
}

const markdownForms: readonly MarkdownForm[] = ["summary", "table", "full"];

function markdownForm(asked: string | null): MarkdownForm {
  const form = markdownForms.find((each) => each === (asked ?? "table"));
  if (form === undefined) throw badRequest(`form is one of ${markdownForms.join(", ")}.`);
  return form;
}

async function makeForm(
  form: Form,
  page: ReviewPage,
  options: PictureOptions,
  markdown: MarkdownForm,
): Promise<FormBody> {
  switch (form) {
    case "svg":
      return picture(page, options);
    case "png":
      return pngOf(picture(page, options), options.scale);
    case "csv":
      return csvOf(page);
    case "json":
      return jsonOf(page);
    case "md":
      return `${reviewMarkdown(page.result, reviewFrame(page), markdown)}\n${markdownFoot(page)}\n`;
    case "html":
      return offlineFileOf(page, options.theme ?? "auto");
  }
}

function markdownFoot(page: ReviewPage): string {
  return reviewMarkdownFoot(
    reviewModel(page.result, reviewFrame(page), () => null),
    reviewCaption(page),
  );
}

function picture(page: ReviewPage, { width, shape, ...options }: PictureOptions): string {
  const model = reviewModel(page.result, reviewFrame(page), () => null);
  const theme = options.theme ?? "light";
  if (shape === "badge") return reviewBadge(model, page.review.title, theme);
  if (shape === "card") return reviewCard(model, reviewCaption(page), theme);
  return reviewSheet(model, reviewCaption(page), { width, theme });
}

interface BothSides {
  baseline: StoredPoint[];
  candidate: StoredPoint[];
  /** Of both, each with the side that it stands on: they are no repeats of each other. */
  points: StoredPoint[];
}

async function bothSides(page: ReviewPage): Promise<BothSides> {
  const store = await openStore();
  const pointsOf = async (role: Role): Promise<StoredPoint[]> => {
    const files = page.attachments.filter((each) => each.role === role && each.replacedAt === null);
    if (files.length === 0) return [];
    return store.listPoints({ datasets: files.map(({ dataset }) => dataset.sha256) });
  };
  const [baseline, candidate] = [await pointsOf("baseline"), await pointsOf(page.chosen)];
  return {
    ...{ baseline, candidate },
    points: [...onSide(baseline, "baseline"), ...onSide(candidate, page.chosen)],
  };
}

/** What `GET /api/reviews/<id>` answers, and the points of both sides, which import again. */
async function jsonOf(page: ReviewPage): Promise<Iterator<string>> {
  const { points } = await bothSides(page);
  const about = { caption: reviewCaption(page), ...(await reviewAnswer(page.review.id)) };
  return withPointsJson(about, points, await findingsByPointOf(await openStore(), points));
}

async function offlineFileOf(page: ReviewPage, theme: Theme | "auto"): Promise<string> {
  const { baseline, candidate, points } = await bothSides(page);
  const csv = csvComments(reviewCsvHead(page)) + pointsCsv(points);
  const both = [...baseline, ...candidate];
  const { sources, linesOf } = await offlineSources(await openStore(), both, csv.length);
  const model = reviewModel(page.result, reviewFrame(page), () => null);
  return reviewOffline(model, reviewCaption(page), { csv, sources, linesOf, theme }, offlineFace());
}

function onSide(points: readonly StoredPoint[], side: Role): StoredPoint[] {
  return points.map((point) => ({
    ...point,
    case: { ...point.case, extra: { ...point.case.extra, [sideField]: side } },
  }));
}

export function reviewCaption(page: ReviewPage): ReviewCaption {
  const { review, attachments, chosen } = page;
  const files = (role: Role) =>
    attachments
      .filter((each) => each.role === role && each.replacedAt === null)
      .map(({ dataset }) => ({ sha256: dataset.sha256, name: dataset.name }));
  const { title } = reviewFrame(page);
  const path = `/reviews/${review.id}${chosen === candidateRoles[0] ? "" : `?candidate=${chosen}`}`;
  return {
    title,
    baseline: files("baseline"),
    candidate: files(chosen),
    ...sidesCaption(page.result.comparisons),
    date: review.updatedAt.slice(0, 10),
    renderer: rendererVersion,
    link: publicLink(path) ?? path,
  };
}

function reviewCsvHead(page: ReviewPage): string[] {
  const { title, baseline, candidate, date, renderer, link } = reviewCaption(page);
  const files = [
    ...baseline.map((file) => ["Baseline", file] as const),
    ...candidate.map((file) => ["Candidate", file] as const),
  ];
  return [
    `Whisker review: ${title}`,
    ...files.map(([side, { name, sha256 }]) => `${side} ${name}, sha256 ${sha256}`),
    `As of ${date}, renderer ${renderer}; ratios are candidate over baseline, inverted where lower is better`,
    link,
  ];
}

function* csvOf(page: ReviewPage): Generator<string> {
  yield csvComments(reviewCsvHead(page));
  yield* reviewCsvLines(page.result.comparisons);
}
