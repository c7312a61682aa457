import { describe, expect, it } from "vitest";
import { isHttpProblem } from "@/lib/server/http-problem";
import {
  changeReview,
  createReview,
  reviewAnswer,
  reviewList,
  reviewPage,
  writeNote,
} from "@/lib/server/reviews";
import { uploadDataset } from "@/lib/server/upload";
import { runs } from "../review/sides";
import { temporaryDir, upload } from "./temporary-dir";

temporaryDir();

const post = (body: unknown) =>
  new Request("http://localhost/api/reviews", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  });

const stored = async (values: number[]) => (await uploadDataset(upload(runs(values)))).id;

async function refusal(work: Promise<unknown>) {
  const error: unknown = await work.catch((cause: unknown) => cause);
  if (!isHttpProblem(error)) throw new Error(`not refused: ${JSON.stringify(error)}`);
  return error.problem;
}

async function newReview(rules = {}) {
  const [baseline, candidate] = [await stored([100, 101, 99, 100]), await stored([130, 131, 129, 130])];
  const attachments = [
    { role: "baseline", dataset: baseline },
    { role: "candidate", dataset: candidate },
  ];
  const { id, url } = await createReview(
    post({ title: "Prefetch", link: "https://example.org/pull/1", rules, attachments }),
  );
  return { id, url, baseline, candidate };
}

describe("createReview", () => {
  it("stores a review under an id that cannot be guessed, and compares what is attached", async () => {
    const { id, url, baseline } = await newReview();
    expect(id).toMatch(/^[\w-]{22}$/);
    expect(url).toBe(`/reviews/${id}`);
    const page = (await reviewPage(id))!;
    expect(page.review).toMatchObject({ title: "Prefetch", link: "https://example.org/pull/1", notes: [] });
    expect(page.attachments.map(({ role, dataset }) => [role, dataset.sha256 === baseline])).toEqual([
      ["baseline", true],
      ["candidate", false],
    ]);
    expect(page.result.comparisons).toMatchObject([{ verdict: "clears bar" }]);
    expect(await reviewList()).toContainEqual(
      expect.objectContaining({ id, outcome: "pass", comparisons: 1 }),
    );
  });

  it("judges by the rules of the review", async () => {
    const { id } = await newReview({ minSpeedup: 1.5, minRuns: 3 });
    expect((await reviewPage(id))!.result.comparisons[0]!.verdict).toBe("faster");
  });

  it.each([
    [{}, "/title"],
    [{ title: "A", attachments: [] }, "/attachments"],
    [{ title: "A", attachments: [{ role: "witness", dataset: "0".repeat(64) }] }, "/attachments/0/role"],
    [
      {
        title: "A",
        link: "javascript:alert(1)",
        attachments: [{ role: "baseline", dataset: "0".repeat(64) }],
      },
      "/link",
    ],
  ])("refuses %j with its place", async (body, pointer) => {
    expect(await refusal(createReview(post(body)))).toMatchObject({ status: 400, where: { pointer } });
  });

  it("refuses a dataset that is not there", async () => {
    const attachments = [{ role: "baseline", dataset: "0".repeat(64) }];
    expect(await refusal(createReview(post({ title: "A", attachments })))).toMatchObject({ status: 400 });
  });
});

describe("a review of several candidates", () => {
  it("holds each against the baseline by itself; their p are adjusted together, their notes are apart", async () => {
    const { id, candidate } = await newReview();
    const other = await stored([101, 102, 100, 101]);
    await changeReview(id, post({ attach: [{ role: "candidate-2", dataset: other }] }));
    const first = (await reviewPage(id))!;
    expect(first.candidates.map(({ role }) => role)).toEqual(["candidate", "candidate-2"]);
    expect([first.chosen, first.result.comparisons[0]!.verdict]).toEqual(["candidate", "clears bar"]);
    const second = (await reviewPage(id, "candidate-2"))!;
    expect([second.chosen, second.result.comparisons[0]!.verdict]).toEqual(["candidate-2", "level"]);
    expect(second.result.comparisons[0]!.candidate.n).toBe(4); // no repeats of the first candidate's runs
    expect(second.result.comparisons[0]!.test!.family).toBe(2);
    expect(second.result.comparisons[0]!.key).not.toBe(first.result.comparisons[0]!.key);
    expect(await reviewAnswer(id)).toMatchObject({
      verdict: "pass",
      candidates: [{ role: "candidate" }, { role: "candidate-2", comparisons: [{ verdict: "level" }] }],
    });
    // Without the first, the second is the one that is shown.
    const answer = await changeReview(id, post({ detach: [{ role: "candidate", dataset: candidate }] }));
    expect(answer).toMatchObject({ comparisons: [{ verdict: "level", test: { family: 1 } }] });
  });
});

describe("changeReview", () => {
  it("replaces a file by a newer version, which counts from now on, and keeps the history", async () => {
    const { id, candidate } = await newReview();
    const slower = await stored([80, 81, 79, 80]);
    const answer = await changeReview(
      id,
      post({ replace: { role: "candidate", from: candidate, to: slower } }),
    );
    expect(answer).toMatchObject({ verdict: "fail", comparisons: [{ verdict: "slower" }] });
    const { attachments } = (await reviewPage(id))!;
    expect(attachments.map(({ role, replacedAt }) => [role, replacedAt !== null])).toEqual([
      ["baseline", false],
      ["candidate", true],
      ["candidate", false],
    ]);
  });

  it("changes title and rules, and leaves the rest as it was", async () => {
    const { id } = await newReview();
    await changeReview(id, post({ title: "Other", rules: { minRuns: 5 } }));
    const page = (await reviewPage(id))!;
    expect(page.review).toMatchObject({ title: "Other", link: "https://example.org/pull/1" });
    expect(page.result.comparisons[0]).toMatchObject({
      verdict: "inconclusive",
      reason: expect.stringMatching(/^4 runs a side; 5 are needed for a verdict/) as string,
    });
  });

  it("answers 404 for a review that is not there", async () => {
    expect(await refusal(changeReview("nothing", post({ title: "A" })))).toMatchObject({ status: 404 });
    expect(await refusal(reviewAnswer("nothing"))).toMatchObject({ status: 404 });
    expect(await refusal(writeNote("nothing", post({ about: null, text: "A" })))).toMatchObject({
      status: 404,
    });
  });
});

describe("writeNote", () => {
  it("hangs a note on a comparison, which keeps its key when a file is replaced", async () => {
    const { id, candidate } = await newReview();
    const key = (await reviewPage(id))!.result.comparisons[0]!.key;
    await writeNote(id, post({ about: key, text: "Rerun with <b>two</b> & more" }));
    await changeReview(
      id,
      post({ replace: { role: "candidate", from: candidate, to: await stored([140, 141, 139, 140]) } }),
    );
    const page = (await reviewPage(id))!;
    expect(page.review.notes).toMatchObject([{ about: key, text: "Rerun with <b>two</b> & more" }]);
    expect(page.result.comparisons[0]!.key).toBe(key);
  });

  it("hangs a note on a point, said in words with its file and line, until the file is replaced", async () => {
    const { id, candidate } = await newReview();
    const [point] = (await reviewPage(id))!.result.comparisons[0]!.candidate.points;
    await writeNote(id, post({ about: point!.id, text: "Clocks were not locked" }));
    const notesOf = async () => ((await reviewAnswer(id)) as { review: { notes: object[] } }).review.notes;
    const { key } = (await reviewPage(id))!.result.comparisons[0]!;
    expect(await notesOf()).toMatchObject([
      {
        about: point!.id,
        on: `the candidate’s ${point!.file}, L2, column 2 (Output tokens per second, A)`,
        comparisons: [key],
      },
    ]);
    const other = await stored([140, 141, 139, 140]);
    await changeReview(id, post({ replace: { role: "candidate", from: candidate, to: other } }));
    expect(await notesOf()).toMatchObject([{ text: "Clocks were not locked", on: null, comparisons: [] }]);
  });

  it("refuses a note on what is not of the review, and says what it may be on", async () => {
    const { id } = await newReview();
    const refused = await refusal(writeNote(id, post({ about: "0123456789abcdef", text: "A" })));
    expect(refused).toMatchObject({
      status: 400,
      detail: expect.stringMatching(/^Found "0123456789abcdef" as about; expected the key of one/) as string,
      where: { pointer: "/about" },
    });
    expect((await reviewPage(id))!.review.notes).toEqual([]);
  });
});
