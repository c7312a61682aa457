import { createHash } from "node:crypto";
import { attachment } from "../dataset-answers";
import { BoundedCache } from "../bounded-cache";
import { perProcess } from "../per-process";
import { rendererVersion } from "../renderer-version";
import { settings } from "../settings";
import { readOptions, type Form, type PictureOptions } from "./form-options";

/** What can be had in forms: a view, a review, a point. */
export interface FormSource {
  /** Of two with the same key every form is the same. */
  key: string;
  /** Whether every form is the same for ever. */
  pinned: boolean;
  /** How a file of it is called, without its suffix. */
  fileName: string;
  /** What a form says of the days since, though its numbers are pinned; null of a form that says nothing of them. */
  news?(form: Form): Promise<readonly string[] | null>;
  make(form: Form, options: PictureOptions, query: URLSearchParams): Promise<FormBody>;
}

/** A picture or a text that is kept for the next who asks, or lines that are sent as they are made. */
export type FormBody = string | Uint8Array | Iterator<string>;

const types: Record<Form, string> = {
  svg: "image/svg+xml; charset=utf-8",
  png: "image/png",
  csv: "text/csv; charset=utf-8; header=present",
  json: "application/json; charset=utf-8",
  md: "text/markdown; charset=utf-8",
  html: "text/html; charset=utf-8",
};

/** Pictures and texts by what they are made from; what was asked for last stays. */
const kept = () => perProcess("forms", () => new BoundedCache(64_000_000));

/**
 * A form of what an address names. What is pinned may be kept by everyone for ever; what follows new data is asked for
 * again each time, and answered with 304 while nothing changed.
 */
export async function formAnswer(
  request: Request,
  form: Form,
  find: (query: URLSearchParams) => Promise<FormSource>,
): Promise<Response> {
  const query = new URL(request.url).searchParams;
  const { options, rest } = readOptions(query, form);
  const source = await find(rest);
  const news = (await source.news?.(form)) ?? null;
  const key = [
    ...[
      source.key,
      form,
      JSON.stringify(options),
      rest.get("raw"),
      rest.get("shown"),
      rendererVersion,
      publicUrl(),
    ],
    ...(news ?? []),
  ].join("\0");
  // Weak: another version of Whisker may write other bytes that say the same.
  const etag = `W/"${createHash("sha256").update(key).digest("base64url").slice(0, 27)}"`;
  const caching = {
    ETag: etag,
    "Cache-Control": cacheControl(source.pinned && news === null, form),
    Vary: "Accept",
  };
  if (matches(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers: caching });
  const body = await bodyOf(source, form, options, rest, key);
  const name = `${source.fileName}.${form}`;
  const headers = { ...caching, "Content-Type": types[form], "Content-Disposition": disposition(form, name) };
  return new Response(isIterator(body) ? inPieces(body) : (body as BodyInit), { headers });
}

/** A team's tables need a token where reading does: only who got one may keep it. Pictures of links are for everyone. */
function cacheControl(isForever: boolean, form: Form): string {
  if (!isForever) return "no-cache";
  const isOpen = settings().team?.reads !== "token" || form === "svg" || form === "png";
  return `${isOpen ? "public" : "private"}, max-age=31536000, immutable`;
}

function publicUrl(): string {
  return settings().publicUrl?.href ?? "";
}

/** RFC 9110, 13.1.2: weak comparison. */
function matches(asked: string | null, etag: string): boolean {
  if (asked === null) return false;
  const bare = (tag: string) => tag.trim().replace(/^W\//, "");
  return asked.split(",").some((tag) => tag.trim() === "*" || bare(tag) === bare(etag));
}

/** A table and a page that runs a script are files to keep; the others are looked at where they are asked for. */
function disposition(form: Form, name: string): string {
  const whole = attachment(name);
  return form === "csv" || form === "html" ? whole : whole.replace(/^attachment/, "inline");
}

/** Rows are sent as they are made and never kept: there may be many, and making them is quick. */
async function bodyOf(
  source: FormSource,
  form: Form,
  options: PictureOptions,
  query: URLSearchParams,
  key: string,
): Promise<FormBody> {
  if (form === "csv" || form === "json") return source.make(form, options, query);
  return kept().remember(
    key,
    () => source.make(form, options, query),
    (body) => (isIterator(body) ? 0 : body.length * (typeof body === "string" ? 2 : 1)),
  );
}

function isIterator(body: FormBody): body is Iterator<string> {
  return typeof body !== "string" && !(body instanceof Uint8Array);
}

/** Some thousand lines at a time. */
const pieceLength = 65_536;

function inPieces(lines: Iterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      let piece = "";
      while (piece.length < pieceLength) {
        const { done, value } = lines.next();
        if (done) break;
        piece += value;
      }
      if (piece === "") controller.close();
      else controller.enqueue(encoder.encode(piece));
    },
  });
}
