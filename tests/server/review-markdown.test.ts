import { afterEach, describe, expect, it } from "vitest";
import { isHttpProblem } from "@/lib/server/http-problem";
import { reviewMarkdownAnswer } from "@/lib/server/review-markdown";
import { changeReview, createReview, reviewPage, writeNote } from "@/lib/server/reviews";
import { uploadDataset } from "@/lib/server/upload";
import { runs } from "../review/sides";
import { temporaryDir, upload } from "./temporary-dir";

temporaryDir();
afterEach(() => {
  delete process.env["PUBLIC_URL"];
});

const post = (body: unknown) =>
  new Request("http://localhost/api/reviews", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

async function stored(values: number[], name: string): Promise<string> {
  return (await uploadDataset(upload(runs(values), { query: `name=${name}` }))).id;
}

/** Four runs a side, each side 100 or 130 on average: a speed-up of 1.3. */
async function newReview(title: string): Promise<string> {
  const attachments = [
    { role: "baseline", dataset: await stored([100, 101, 99, 100], "before.csv") },
    { role: "candidate", dataset: await stored([130, 131, 129, 130], "after.csv") },
  ];
  return (await createReview(post({ title, attachments }))).id;
}

async function markdown(id: string, query = "") {
  const answer = await reviewMarkdownAnswer(id, new URLSearchParams(query));
  return { type: answer.headers.get("Content-Type"), text: await answer.text() };
}

async function statusOf(work: Promise<unknown>): Promise<number> {
  const error: unknown = await work.catch((cause: unknown) => cause);
  if (!isHttpProblem(error)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error.problem.status;
}

describe("reviewMarkdownAnswer", () => {
  it("gives the review as a table, with its title and the names of the files that count", async () => {
    const { type, text } = await markdown(await newReview("Prefetch *weights*"));
    expect(type).toBe("text/markdown; charset=utf-8");
    expect(text).toMatch(/^### Prefetch \\\*weights\\\*: 1 faster\n/);
    expect(text).toContain("| Output tokens per second (tok/s), A |");
    expect(text).toContain("**1.30**");
    expect(text).toContain("Baseline `before.csv`, candidate `after.csv`.");
    expect(text).not.toContain("**Setup**");
  });

  it("gives less as a summary and more in full", async () => {
    const id = await newReview("Forms");
    const summary = await markdown(id, "form=summary");
    expect(summary.text).toContain("Faster in 1 of 1 case.");
    expect(summary.text).not.toContain("| Case ");
    const full = await markdown(id, "form=full");
    expect(full.text).toContain("| Case ");
    expect(full.text).toContain("**Setup**");
  });

  it("lists notes in full, with what each is on, and as texts: nobody's note becomes markup", async () => {
    const id = await newReview("Noted");
    const { comparisons } = (await reviewPage(id))!.result;
    const [{ key, baseline }] = comparisons as [(typeof comparisons)[number]];
    await writeNote(id, post({ about: null, text: "Merge on Monday" }));
    await writeNote(id, post({ about: key, text: "<img src=x> | @all\n# not a title" }));
    await writeNote(id, post({ about: baseline.points[0]!.id, text: "Warm" }));
    const { text } = await markdown(id, "form=full");
    expect(text).toMatch(
      /\*\*Notes\*\*\n\n- the review, \d{4}-\d\d-\d\d: Merge on Monday\n- Output tokens per second, A, [\d-]+: &lt;img src=x&gt; \\\| &#64;all \\# not a title\n- the baseline’s before\.csv, L2, column 2 \(Output tokens per second, A\), [\d-]+: Warm\n/,
    );
    expect((await markdown(id)).text).not.toContain("Monday");
  });

  it("links to the review only where PUBLIC_URL says where it is reached", async () => {
    const id = await newReview("Link");
    expect((await markdown(id)).text).not.toContain("Open in Whisker");
    process.env["PUBLIC_URL"] = "https://bench.example.org/";
    expect((await markdown(id)).text).toContain(`[Open in Whisker](https://bench.example.org/reviews/${id})`);
  });

  it("leaves out a file that another version replaced, and says where a side has none", async () => {
    const id = await newReview("History");
    const after = await stored([130, 131, 129, 130], "after.csv");
    const to = await stored([80, 81, 79, 80], "later.csv");
    await changeReview(id, post({ replace: { role: "candidate", from: after, to } }));
    expect((await markdown(id)).text).toContain("candidate `later.csv`.");
    await changeReview(id, post({ detach: [{ role: "candidate", dataset: to }] }));
    expect((await markdown(id)).text).toContain("candidate `none`.");
  });

  it("answers 404 for a review that is not there, and 400 for a form that is none", async () => {
    expect(await statusOf(markdown("nothing"))).toBe(404);
    const id = await newReview("Refused");
    expect(await statusOf(markdown(id, "form=everything"))).toBe(400);
  });
});
