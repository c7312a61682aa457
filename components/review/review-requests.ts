import { answerOf, type PublishAnswer } from "@/components/upload/publish-file";
import type { ReviewRules } from "@/lib/review/rules";
import type { Role } from "@/lib/review/stored-review";

/** What the server said: what it made, or why it did not. */
export type Answered<T> = { made: T } | { says: string };

export interface ReviewChange {
  title?: string;
  link?: string | null;
  rules?: Partial<ReviewRules>;
  attach?: { role: Role; dataset: string }[];
  detach?: { role: Role; dataset: string }[];
  replace?: { role: Role; from: string; to: string };
}

export function createReview(review: {
  title: string;
  link: string | null;
  attachments: { role: Role; dataset: string }[];
}): Promise<Answered<{ id: string; url: string }>> {
  return send("POST", "/api/reviews", review);
}

export function changeReview(id: string, change: ReviewChange): Promise<Answered<object>> {
  return send("PATCH", `/api/reviews/${id}`, change);
}

export function writeNote(id: string, about: string | null, text: string): Promise<Answered<object>> {
  return send("POST", `/api/reviews/${id}/notes`, { about, text });
}

async function send<T>(method: string, path: string, body: object): Promise<Answered<T>> {
  try {
    const answer = await fetch(path, {
      method,
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(body),
    });
    const said = (await answer.json().catch(() => ({}))) as Record<string, unknown>;
    if (answer.ok) return { made: said as T };
    const says = said["detail"] ?? said["title"];
    return { says: typeof says === "string" ? says : `The server answered ${answer.status}.` };
  } catch {
    return { says: "The server does not answer." };
  }
}

const plainTypes = ["text/csv", "application/json", "text/markdown", "text/plain"];

/** Stores a file as a dataset, as it is; the server decides what it is by its content. */
export async function storeFile(file: File, sha256: string | null): Promise<PublishAnswer> {
  const type = plainTypes.includes(file.type) ? file.type : "text/plain";
  try {
    const answer = await fetch(
      `/api/datasets?${new URLSearchParams({ name: file.name, title: file.name })}`,
      {
        method: "POST",
        headers: { "Content-Type": type, ...(sha256 === null ? {} : { "X-Content-SHA256": sha256 }) },
        body: file,
      },
    );
    return answerOf(answer.status, await answer.text());
  } catch {
    return { kind: "refused", says: "The server does not answer.", where: null, heard: false };
  }
}
