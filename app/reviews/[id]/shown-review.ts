import { datasetAudit } from "@/components/audit/dataset-finding";
import type { EarlierFile, ReviewFile } from "@/components/review/file-cards";
import type { StoredReviewProps } from "@/components/review/stored-review";
import { reviewModel } from "@/lib/review/review-model";
import type { ReviewResult } from "@/lib/review/review";
import type { ReviewPoint } from "@/lib/review/side";
import { findingsOf } from "@/lib/server/findings";
import { reviewFrame } from "@/lib/server/review-markdown";
import type { ReviewPage } from "@/lib/server/reviews";

/** What the page of a stored review shows. */
export async function shownReview(page: ReviewPage): Promise<Omit<StoredReviewProps, "initial">> {
  const { review, attachments, candidates, chosen, result } = page;
  const commits = statedCommits(result);
  const now = attachments.filter(({ replacedAt }) => replacedAt === null);
  const { id, title, link, createdAt, updatedAt } = review;
  const frame = reviewFrame(page);
  const modelOf = (of: ReviewResult) => reviewModel(of, frame, hrefOf);
  const model = modelOf(result);
  return {
    review: { id, title, link, createdAt, updatedAt, notes: frame.notes },
    model,
    chosen,
    candidates: candidates.map((each) => {
      const { headline, strip, outcome } = each.role === chosen ? model : modelOf(each.result);
      const files = now.filter(({ role }) => role === each.role).map(({ dataset }) => dataset.name);
      return { role: each.role, files: files.join(", "), headline, strip, outcome };
    }),
    files: await Promise.all(now.map((each) => fileOf(each, commits))),
    earlier: attachments.flatMap(earlierOf),
  };
}

function hrefOf(point: ReviewPoint): string {
  return `/datasets/${point.dataset}?point=${point.id}`;
}

const leftText = {
  deleted: "deleted since",
  "left data/": "no longer in data/",
  "read anew": "read in another way since",
} as const;

async function fileOf(
  { role, dataset }: ReviewPage["attachments"][number],
  commits: Map<string, string>,
): Promise<ReviewFile> {
  const { sha256, fileSha256, name, lines, gitCommit, evidence, left } = dataset;
  return {
    role,
    dataset: sha256,
    name,
    sha256: fileSha256,
    href: `/datasets/${sha256}`,
    commit: gitCommit ?? commits.get(sha256) ?? null,
    lines,
    evidence,
    audited: datasetAudit(await findingsOf(dataset)),
    says: left && leftText[left],
  };
}

function earlierOf({
  role,
  dataset,
  attachedAt,
  replacedAt,
}: ReviewPage["attachments"][number]): EarlierFile[] {
  if (replacedAt === null) return [];
  return [{ role, name: dataset.name, href: `/datasets/${dataset.sha256}`, attachedAt, replacedAt }];
}

/** The commit that a file names as measured, where all of its points name one. */
function statedCommits({ comparisons, unmatched }: ReviewResult): Map<string, string> {
  const points: ReviewPoint[] = [
    ...comparisons.flatMap(({ baseline, candidate }) => [...baseline.points, ...candidate.points]),
    ...[...unmatched.baseline, ...unmatched.candidate].map(({ point }) => point),
  ];
  const found = new Map<string, Set<string | null>>();
  for (const { dataset, context } of points) {
    found.set(dataset, (found.get(dataset) ?? new Set()).add(context.git_commit));
  }
  return new Map(
    Array.from(found).flatMap(([dataset, commits]) => {
      const [only] = commits;
      return commits.size === 1 && only ? [[dataset, only] as const] : [];
    }),
  );
}
