/** The tables, in types that SQLite and PostgreSQL both have: text, integers, doubles, bytes. JSON is kept as text. */
export interface Tables {
  meta: { key: string; value: number };
  datasets: DatasetRow;
  file_chunks: FileChunkRow;
  files_beside: { sha256: string };
  points: PointRow;
  samples: SamplesRow;
  problems: ProblemRow;
  views: ViewRow;
  secrets: SecretRow;
  recipes: RecipeRow;
  reviews: ReviewRow;
  review_attachments: ReviewAttachmentRow;
  review_notes: ReviewNoteRow;
  tokens: TokenRow;
  sessions: SessionRow;
  write_log: WriteLogRow;
}

export interface DatasetRow {
  sha256: string;
  /** The store's revision when it was added: the order of arrival, whatever the clock says. */
  sequence: number;
  name: string;
  title: string;
  /** `committed` or `uploaded`. */
  kind: string;
  /** The committed path; null for uploads. */
  path: string | null;
  stored_at: string;
  retired_at: string | null;
  /** When a person deleted it; it is retired then, too. */
  deleted_at: string | null;
  /** The hash of the bytes, where they were read by a recipe; null where `sha256` is it. */
  file_sha256: string | null;
  bytes: number;
  /** What else is known of the file, as JSON: see `DatasetFacts` in rows.ts. */
  facts: string;
}

export interface FileChunkRow {
  dataset: string;
  ordinal: number;
  lines_before: number;
  /** None of a file that stands beside the database. */
  bytes: Uint8Array;
}

export interface PointRow {
  dataset: string;
  ordinal: number;
  id: string;
  metric: string;
  unit: string;
  value: number | null;
  evidence: string;
  model: string | null;
  system: string | null;
  hardware: string | null;
  accelerators: number | null;
  precision: string | null;
  /** The point without its raw values, as JSON: see light-json.ts. */
  light: string;
  /** Up to 400 of its samples, Float64 little-endian. */
  strip: Uint8Array | null;
}

export interface SamplesRow {
  dataset: string;
  /** The point's ordinal. */
  point: number;
  /** 0: the point's own; 1 and up: its runs'. */
  run: number;
  /** Float64 little-endian, exact. */
  sample_values: Uint8Array;
  /** See place-bytes.ts. */
  sample_places: Uint8Array;
}

export interface ProblemRow {
  dataset: string;
  ordinal: number;
  problem: string;
}

export interface ViewRow {
  id: string;
  query: string;
  datasets: string;
  created_at: string;
  renderer: number | null;
  shown: Uint8Array | null;
}

export interface SecretRow {
  name: string;
  value: string;
}

export interface RecipeRow {
  id: string;
  /** The store's revision when it was saved, or saved again: the newest of a header applies. */
  sequence: number;
  header: string;
  recipe: string;
  created_at: string;
}

export interface ReviewRow {
  id: string;
  sequence: number;
  title: string;
  link: string | null;
  /** JSON. */
  rules: string;
  created_at: string;
  updated_at: string;
}

export interface ReviewAttachmentRow {
  review: string;
  ordinal: number;
  role: string;
  dataset: string;
  attached_at: string;
  replaced_at: string | null;
}

export interface ReviewNoteRow {
  review: string;
  ordinal: number;
  id: string;
  about: string | null;
  note: string;
  written_at: string;
}

export interface TokenRow {
  id: string;
  sequence: number;
  name: string;
  scope: string;
  /** The secret itself is not kept. */
  secret_sha256: string;
  created_at: string;
  expires_at: string;
  last_used_at: string | null;
  revoked_at: string | null;
}

export interface SessionRow {
  secret_sha256: string;
  token: string;
  created_at: string;
  last_used_at: string;
  ended_at: string | null;
}

export interface WriteLogRow {
  sequence: number;
  at: string;
  token: string | null;
  address: string | null;
  action: string;
  subject: string | null;
  status: number;
  request_id: string;
}
