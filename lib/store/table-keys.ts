import type { Tables } from "./tables";

/**
 * Every table with its primary key, those that others name before them. A page of rows is what may be held in memory at
 * once: a piece of a file has 1 MB, samples of one run may have many.
 */
export const tableKeys: { [T in keyof Tables]: { key: (keyof Tables[T] & string)[]; page: number } } = {
  meta: { key: ["key"], page: 100 },
  secrets: { key: ["name"], page: 100 },
  datasets: { key: ["sha256"], page: 100 },
  files_beside: { key: ["sha256"], page: 100 },
  file_chunks: { key: ["dataset", "ordinal"], page: 8 },
  points: { key: ["dataset", "ordinal"], page: 200 },
  samples: { key: ["dataset", "point", "run"], page: 20 },
  problems: { key: ["dataset", "ordinal"], page: 200 },
  views: { key: ["id"], page: 20 },
  recipes: { key: ["id"], page: 100 },
  reviews: { key: ["id"], page: 100 },
  review_attachments: { key: ["review", "ordinal"], page: 200 },
  review_notes: { key: ["review", "ordinal"], page: 100 },
  tokens: { key: ["id"], page: 100 },
  sessions: { key: ["secret_sha256"], page: 100 },
  write_log: { key: ["sequence"], page: 200 },
};
