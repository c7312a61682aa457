import type { PublishRecipe } from "./mapping";
import type { StatedRecipe } from "./role";

/** What `POST /api/datasets` said. */
export type PublishAnswer =
  | { kind: "created" | "exists"; id: string; points: number; problems: number }
  /** `heard`: the server answered, so that nothing is stored; without an answer it may have been, all the same. */
  | { kind: "refused"; says: string; where: string | null; heard: boolean };

interface Sending {
  file: File;
  title: string;
  sha256: string;
  importer: string | null;
  recipe: PublishRecipe;
  onProgress: (sent: number, of: number) => void;
  signal: AbortSignal;
}

/**
 * Saves the recipe where a person made one, and sends the bytes as they are, with their sha256, so that the server can
 * tell a cut upload from a whole one. The server is told how to read them, so that it stores what was shown.
 */
export async function publishFile(sending: Sending): Promise<PublishAnswer> {
  const { recipe, signal } = sending;
  if (recipe === null) return sendFile(sending, "none");
  if ("id" in recipe) return sendFile(sending, recipe.id);
  const saved = await saveRecipe(recipe.save, signal);
  return "id" in saved ? sendFile(sending, saved.id) : saved;
}

async function saveRecipe(recipe: StatedRecipe, signal: AbortSignal): Promise<{ id: string } | Refusal> {
  try {
    const answer = await fetch("/api/recipes", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(recipe),
      signal,
    });
    const text = await answer.text();
    const id = textOf(parsed(text)["id"]);
    return answer.ok && id !== null ? { id } : refusalOf(answer.status, text);
  } catch {
    return unheard(signal.aborted ? stopped : "The server does not answer.");
  }
}

const stopped = "You stopped the upload.";

function sendFile(
  { file, title, sha256, importer, onProgress, signal }: Sending,
  recipe: string,
): Promise<PublishAnswer> {
  return new Promise((done) => {
    // fetch tells nothing of how much has been sent.
    const request = new XMLHttpRequest();
    request.upload.onprogress = (event) => onProgress(event.loaded, file.size);
    request.onload = () => done(answerOf(request.status, request.responseText));
    request.onerror = () => done(unheard("The server does not answer."));
    request.ontimeout = request.onerror;
    request.onabort = () => done(unheard(stopped));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    request.open("POST", `/api/datasets?${new URLSearchParams({ name: file.name, title, recipe })}`);
    request.setRequestHeader("Content-Type", contentType(file.name, importer));
    request.setRequestHeader("X-Content-SHA256", sha256);
    request.send(file);
  });
}

type Refusal = Extract<PublishAnswer, { kind: "refused" }>;

function unheard(says: string): Refusal {
  return { kind: "refused", says, where: null, heard: false };
}

/** Reads an answer of the interface: 201, 200, or a problem (RFC 9457) with its place. */
export function answerOf(status: number, text: string): PublishAnswer {
  const body = parsed(text);
  const id = textOf(body["id"]);
  if ((status === 201 || status === 200) && id !== null) {
    const kind = status === 201 ? "created" : "exists";
    return { kind, id, points: countOf(body["points"]), problems: countOf(body["problems"]) };
  }
  return refusalOf(status, text);
}

function refusalOf(status: number, text: string): Refusal {
  const body = parsed(text);
  const says = textOf(body["detail"]) ?? textOf(body["title"]) ?? `The server answered ${status}.`;
  return { kind: "refused", says, where: placeOf(body["where"]), heard: true };
}

function parsed(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

function textOf(value: unknown): string | null {
  return typeof value === "string" && value !== "" ? value : null;
}

function countOf(value: unknown): number {
  return typeof value === "number" ? value : 0;
}

function placeOf(where: unknown): string | null {
  if (typeof where === "string") return where;
  if (typeof where !== "object" || where === null) return null;
  const said = Object.entries(where).map(([name, value]) => `${name} ${String(value)}`);
  return said.length > 0 ? said.join(", ") : null;
}

function contentType(name: string, importer: string | null): string {
  if (/\.(json|jsonl|ndjson)$/i.test(name) || importer?.includes("json")) return "application/json";
  if (/\.(md|markdown)$/i.test(name)) return "text/markdown";
  return /\.(csv|tsv)$/i.test(name) ? "text/csv" : "text/plain";
}
