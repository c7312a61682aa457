import { randomBytes } from "node:crypto";
import { z } from "zod";
import { shortText } from "@/lib/points/short-text";
import { anchorsOf, shownNotes } from "@/lib/review/notes";
import { reviewJson } from "@/lib/review/review-json";
import { reviewsOf, type ReviewResult } from "@/lib/review/review";
import type { ReviewRules } from "@/lib/review/rules";
import {
  candidateRoles,
  roles,
  type CandidateRole,
  type Role,
  type StoredReview,
} from "@/lib/review/stored-review";
import type { Dataset, StoredReviewRow } from "@/lib/store/store";
import type { Evidence } from "@/lib/points/evidence";
import { badRequest, HttpProblem, notFound } from "./http-problem";
import { readJsonBody } from "./json-body";
import { openStore } from "./open-store";

/** A file attached to a review, as its page names it. */
export interface AttachedFile {
  role: Role;
  attachedAt: string;
  replacedAt: string | null;
  dataset: {
    sha256: string;
    fileSha256: string;
    name: string;
    title: string;
    lines: number | null;
    points: number;
    gitCommit: string | null;
    evidence: Record<Evidence, number>;
    retired: boolean;
    /** Why it is in no list any more; null while it is. */
    left: "deleted" | "left data/" | "read anew" | null;
  };
}

/** One candidate of a review, held against its baseline. */
export interface ReviewedCandidate {
  role: CandidateRole;
  result: ReviewResult;
}

export interface ReviewPage {
  review: StoredReview;
  attachments: AttachedFile[];
  /** At least one, though it may have no file yet. */
  candidates: ReviewedCandidate[];
  /** The candidate that was asked for, or the first. */
  chosen: CandidateRole;
  result: ReviewResult;
}

export interface ReviewListItem extends Pick<ReviewResult, "counts" | "outcome"> {
  /** How many candidates the review has; counts and outcome are of the first. */
  candidates: number;
  id: string;
  title: string;
  link: string | null;
  updatedAt: string;
  comparisons: number;
}

/** All that a review's page shows of one of its candidates; null where there is no review of that id. */
export async function reviewPage(id: string, asked: string | null = null): Promise<ReviewPage | null> {
  const row = await (await openStore()).findReview(id);
  return row && pageOf(row, asked);
}

/** The last changed first; each is judged anew, so that a page asks for no more than it shows. */
export async function reviewList(most = Infinity): Promise<ReviewListItem[]> {
  const rows = await (await openStore()).listReviews();
  const pages = await Promise.all(rows.slice(0, most).map((row) => pageOf(row)));
  return pages.map(({ review, candidates, result }) => {
    const { id, title, link, updatedAt } = review;
    const { counts, outcome, comparisons } = result;
    const frame = { id, title, link, updatedAt, candidates: candidates.length };
    return { ...frame, counts, outcome, comparisons: comparisons.length };
  });
}

async function pageOf(row: StoredReviewRow, asked: string | null = null): Promise<ReviewPage> {
  const store = await openStore();
  const rules = JSON.parse(row.rules) as Partial<ReviewRules>;
  const review: StoredReview = {
    ...row,
    rules,
    attachments: row.attachments.map((each) => ({ ...each, role: each.role as Role })),
  };
  const attachments = await Promise.all(
    review.attachments.map(async ({ dataset, ...rest }) => ({
      ...rest,
      dataset: fileOf((await store.findDataset(dataset))!),
    })),
  );
  const points = (role: Role) => {
    const datasets = attachments.filter(isNow(role)).map((each) => each.dataset.sha256);
    return datasets.length === 0 ? Promise.resolve([]) : store.listPoints({ datasets });
  };
  const attached = candidateRoles.filter((role) => attachments.some(isNow(role)));
  const shown = attached.length > 0 ? attached : candidateRoles.slice(0, 1);
  const [baseline, ...theirs] = await Promise.all([points("baseline"), ...shown.map(points)]);
  const candidates = reviewsOf(baseline!, theirs, rules).map((result, i) => ofRole(shown[i]!, result));
  const chosen = candidates.find(({ role }) => role === asked) ?? candidates[0]!;
  return { review, attachments, candidates, chosen: chosen.role, result: chosen.result };
}

function isNow(role: Role): (attached: AttachedFile) => boolean {
  return (attached) => attached.role === role && attached.replacedAt === null;
}

/** Notes hang on the keys of comparisons: those of another candidate are others. */
function ofRole(role: CandidateRole, result: ReviewResult): ReviewedCandidate {
  const suffix = role.slice("candidate".length);
  const comparisons = result.comparisons.map((each) => ({ ...each, key: each.key + suffix }));
  return { role, result: { ...result, comparisons } };
}

function fileOf(dataset: Dataset) {
  const { sha256, fileSha256, name, title, lines, points, origin, evidence } = dataset;
  const gitCommit = origin.kind === "committed" ? origin.gitCommit : null;
  const fate = { retired: dataset.retiredAt !== null, left: whyLeft(dataset) };
  return { sha256, fileSha256, name, title, lines, points, gitCommit, evidence, ...fate };
}

function whyLeft({ deletedAt, retiredAt, origin }: Dataset): AttachedFile["dataset"]["left"] {
  if (deletedAt !== null) return "deleted";
  if (retiredAt === null) return null;
  return origin.kind === "committed" ? "left data/" : "read anew";
}

const count = z.number().int().min(2).max(1000);
const share = z.number().min(0).max(1000);
const fraction = z.number().gt(0).lt(1);
const rules = z
  .object({
    minRuns: count,
    alpha: fraction,
    level: fraction,
    minSpeedup: z.number().gt(0).max(1000),
    maxMemoryIncrease: share,
    maxAccuracyDifference: share,
    maxPerplexityIncrease: share,
    maxIterations: share,
    maxExplosion: z.number().gt(0).max(1e9),
  })
  .partial()
  .strict();
const title = z.string().trim().min(1).max(200);
const link = z
  .string()
  .max(2000)
  .regex(/^https?:\/\//i, "an address that begins with http:// or https://")
  .nullable();
const attached = z.object({ role: z.enum(roles), dataset: z.string().regex(/^[0-9a-f]{64}$/) });
const NewReview = z.object({
  title,
  link: link.optional(),
  rules: rules.optional(),
  attachments: z.array(attached).min(1).max(50),
});
const Change = z
  .object({
    title,
    link,
    rules,
    attach: z.array(attached).max(50),
    detach: z.array(attached).max(50),
    replace: z.object({ role: z.enum(roles), from: attached.shape.dataset, to: attached.shape.dataset }),
  })
  .partial()
  .strict();
const Note = z.object({ about: z.string().max(100).nullable(), text: z.string().trim().min(1).max(10_000) });

/** Stores a review of datasets that are here already; its id cannot be guessed. */
export async function createReview(request: Request): Promise<{ id: string; url: string }> {
  const asked = await bodyOf(request, NewReview, "a title and attachments: [{ role, dataset }]");
  await requireDatasets(asked.attachments.map(({ dataset }) => dataset));
  const id = randomBytes(16).toString("base64url");
  const row = { id, title: asked.title, link: asked.link ?? null, rules: JSON.stringify(asked.rules ?? {}) };
  await (await openStore()).addReview(row, asked.attachments);
  return { id, url: `/reviews/${id}` };
}

/** Changes title, link, rules or what is attached; a replaced file stays in the history. */
export async function changeReview(id: string, request: Request): Promise<object> {
  const change = await bodyOf(request, Change, "title, link, rules, attach, detach or replace");
  const { replace, attach = [], detach = [], ...said } = change;
  const [more, less] = [[...attach], [...detach]];
  if (replace) {
    more.push({ role: replace.role, dataset: replace.to });
    less.push({ role: replace.role, dataset: replace.from });
  }
  await requireDatasets(more.map(({ dataset }) => dataset));
  const changed = await (
    await openStore()
  ).changeReview(id, {
    ...(said.title === undefined ? {} : { title: said.title }),
    ...(said.link === undefined ? {} : { link: said.link }),
    ...(said.rules === undefined ? {} : { rules: JSON.stringify(said.rules) }),
    attach: more,
    detach: less,
  });
  if (!changed) throw notFound("review of that id");
  return reviewAnswer(id);
}

export async function writeNote(id: string, request: Request): Promise<{ id: string }> {
  const what = "about (a comparison's key, a point's id or null) and text";
  const { about, text } = await bodyOf(request, Note, what);
  const page = await reviewPage(id);
  if (!page) throw notFound("review of that id");
  if (about !== null && !page.candidates.some(({ result }) => anchorsOf(result).has(about)))
    throw notOfReview(about);
  const note = randomBytes(8).toString("base64url");
  const written = await (await openStore()).addReviewNote(id, { id: note, about, text });
  if (!written) throw notFound("review of that id");
  return { id: note };
}

function notOfReview(about: string): HttpProblem {
  return new HttpProblem({
    status: 400,
    title: "No such comparison or point",
    detail: `Found "${shortText(about, 40)}" as about; expected the key of one of the review's comparisons or the id of one of its points, as GET /api/reviews/<id> lists them, or null for the review as a whole.`,
    where: { pointer: "/about" },
  });
}

/**
 * What `GET /api/reviews/<id>` answers: the review, and the first candidate's verdicts as `whisker check --json` writes
 * them; where there are several, those of each as well.
 */
export async function reviewAnswer(id: string): Promise<object> {
  const page = await reviewPage(id);
  if (!page) throw notFound("review of that id");
  const { review, attachments, candidates, result } = page;
  const results = candidates.map((each) => each.result);
  const notes = shownNotes(review.notes, results);
  const several = candidates.map((each) => ({ role: each.role, ...reviewJson(each.result) }));
  return {
    review: { ...review, attachments, notes },
    ...reviewJson(result),
    ...(several.length > 1 && { candidates: several }),
  };
}

async function requireDatasets(ids: readonly string[]): Promise<void> {
  const store = await openStore();
  for (const id of ids) if (!(await store.findDataset(id))) throw badRequest(`There is no dataset ${id}.`);
}

async function bodyOf<T>(request: Request, schema: z.ZodType<T>, what: string): Promise<T> {
  const read = schema.safeParse(await readJsonBody(request, `Send ${what}.`));
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const pointer = (issue?.path ?? []).map((step) => `/${String(step)}`).join("");
  const detail = `Expected ${what}; at ${pointer || "/"}: ${issue?.message ?? "another value"}.`;
  throw new HttpProblem({ status: 400, title: "No review", detail, where: { pointer } });
}
