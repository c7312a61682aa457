/** What stands behind a point, strongest first. The glyph of a point shows it on every chart and in every table. */
export const evidences = ["samples", "summary", "single", "claim"] as const;
export type Evidence = (typeof evidences)[number];

export const evidenceMeaning: Record<Evidence, { label: string; means: string }> = {
  samples: { label: "Samples", means: "raw repeats are in the file; the interval is computed from them" },
  summary: { label: "Summary", means: "n and a spread are stated; Student t interval from n, mean and sd" },
  single: { label: "Single", means: "one measured number, or n unknown; no whisker, ever" },
  claim: { label: "Claim", means: "printed in a document with no measurement behind it" },
};
