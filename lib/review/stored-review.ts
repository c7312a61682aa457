import type { ReviewRules } from "./rules";

/** Each candidate is held against the baseline by itself; files of one role are repeats of one another. */
export const candidateRoles = [
  "candidate",
  "candidate-2",
  "candidate-3",
  "candidate-4",
  "candidate-5",
  "candidate-6",
  "candidate-7",
  "candidate-8",
  "candidate-9",
] as const;
export type CandidateRole = (typeof candidateRoles)[number];

/** What an attached file is to a review. Evidence is shown beside, and compared with nothing. */
export const roles = ["baseline", ...candidateRoles, "evidence"] as const;
export type Role = (typeof roles)[number];

/** `Baseline`, `Candidate`, `Candidate 2`. */
export function roleWord(role: Role): string {
  return (role.charAt(0).toUpperCase() + role.slice(1)).replace("-", " ");
}

export interface Attachment {
  role: Role;
  /** The dataset's id. */
  dataset: string;
  attachedAt: string;
  /** When another version took its place; null while it counts. */
  replacedAt: string | null;
}

/** A remark on a review, on one of its comparisons, or on a point. */
export interface ReviewNote {
  id: string;
  /** The comparison's key or the point's id; null for the review as a whole. */
  about: string | null;
  text: string;
  writtenAt: string;
}

/** A question about a change: which files stand on which side, and by which rules they are judged. */
export interface StoredReview {
  id: string;
  title: string;
  /** The pull request or ticket it belongs to; null where none was given. */
  link: string | null;
  rules: Partial<ReviewRules>;
  createdAt: string;
  updatedAt: string;
  attachments: Attachment[];
  notes: ReviewNote[];
}
