import { createReview } from "@/lib/server/reviews";
import { uploadDataset } from "@/lib/server/upload";
import { upload } from "./temporary-dir";

/** Stores a table by its header and rows; gives back the dataset's id. */
export async function storeTable(name: string, header: string, rows: readonly string[]): Promise<string> {
  return (await uploadDataset(upload(`${header}\n${rows.join("\n")}\n`, { query: `name=${name}` }))).id;
}

/** A request with a JSON body, as a page sends it. */
export function post(path: string, body: object): Request {
  return new Request(`http://127.0.0.1${path}`, {
    method: "POST",
    body: JSON.stringify(body),
    headers: { "Content-Type": "application/json" },
  });
}

/** Stores a review of one dataset against another; gives back its id. */
export async function storeReview(title: string, baseline: string, candidate: string): Promise<string> {
  const attachments = [
    { role: "baseline", dataset: baseline },
    { role: "candidate", dataset: candidate },
  ];
  return (await createReview(post("/api/reviews", { title, attachments }))).id;
}
