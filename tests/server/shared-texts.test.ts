import { beforeAll, describe, expect, it } from "vitest";
import { formAnswer } from "@/lib/server/forms/form-answer";
import type { Form } from "@/lib/server/forms/form-options";
import { reviewForms } from "@/lib/server/forms/review-forms";
import { viewSubject } from "@/lib/server/forms/subject";
import { viewForms } from "@/lib/server/forms/view-forms";
import { all, readSvg, wholeText } from "../figure/read-svg";
import { readHtml } from "../share/read-html";
import { storeReview, storeTable } from "./stored";
import { temporaryDir } from "./temporary-dir";

temporaryDir();
const header = "metric,value,unit,model,system,run";
const add = (name: string, rows: string[]) => storeTable(name, header, rows);

let [first, second, review] = ["", "", ""];
beforeAll(async () => {
  const runs = (values: readonly number[]) => values.map((value, i) => `ttft,${value},ms,tiny,A,${i}`);
  first = await add("first.csv", runs([10, 12, 14, 11, 13, 12, 12, 11, 13]));
  second = await add("second.csv", runs([20, 21, 25]));
  await add("turned.csv", ["tpot,5,ms,tiny,a\u202Ecod,0"]);
  review = await storeReview("Slower", first, second);
});

const ofView = async (form: Form, query: string) => {
  const answer = await formAnswer(
    new Request(`http://127.0.0.1/explore.${form}?${query}`),
    form,
    async (rest) => viewForms(await viewSubject(rest)),
  );
  return answer.text();
};
const ofReview = async (form: Form, query = "") => {
  const answer = await formAnswer(new Request(`http://127.0.0.1/reviews/x.${form}?${query}`), form, (rest) =>
    reviewForms(review, rest),
  );
  return answer.text();
};
const lines = (svg: string) => all(readSvg(svg), ({ tag }) => tag === "text").map(wholeText);
const today = new Date().toISOString().slice(0, 10);

describe("a review's files", () => {
  it("Markdown says method, n, grades, the files by hash and the day", async () => {
    const text = await ofReview("md");
    expect(text).toContain("n = 3 to 9 on a side. Evidence of the sides: Samples 2 (");
    expect(text).toContain(`baseline \`first.csv\` \`${first}\`; candidate \`second.csv\` \`${second}\``);
    expect(text).toContain(`As of ${today}, renderer 1.`);
  });

  it("picture and offline file have the legend of grades and n", async () => {
    const said = lines(await ofReview("svg"));
    expect(said).toContain("Samples 2");
    expect(said.join(" ")).toContain("n = 3 to 9 on a side.");
    const page = readHtml(await ofReview("html"));
    const legend = all(page, ({ attributes }) => attributes["aria-label"] === "Evidence");
    expect(legend.map(wholeText)).toEqual(["Samples 2"]);
    // A row has two sides, and is not chosen by one grade.
    expect(all(page, ({ attributes }) => attributes["type"] === "checkbox")).toEqual([]);
  });

  it("badge of the only case says its ratio with interval, level and grade", async () => {
    const [svg] = [readSvg(await ofReview("svg", "badge"))];
    expect(svg.attributes["aria-label"]).toMatch(/^0\.5\d [\d.]+ – [\d.]+ \(95 % CI\), Slower, samples$/);
  });
});

describe("a view's files", () => {
  it("Markdown says what the grades mean", async () => {
    expect(await ofView("md", "metric=ttft")).toMatch(/Evidence: Samples 1 \([^)]+\)\./);
  });

  it("of nothing name no file and no day of 1970", async () => {
    for (const form of ["md", "svg"] as const) {
      const text = await ofView(form, "metric=ttft&system=Nobody");
      expect(text).toContain("No files.");
      expect(text).toContain(`as of ${today}`);
      expect(text).not.toContain("1970");
    }
  });

  it("hold no sign that turns the direction of a name", async () => {
    for (const [form, query] of [
      ["svg", "metric=tpot"],
      ["svg", "metric=tpot&card"],
      ["svg", "metric=tpot&badge"],
      ["md", "metric=tpot"],
    ] as const) {
      const text = await ofView(form, query);
      expect(text).toContain("acod");
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
  });

  it("narrow pictures have the whole link, on as many lines as it needs", async () => {
    const query = `metric=ttft&model=tiny&system=A&series=model&level=90`;
    const link = "/explore?metric=ttft&series=model&level=90";
    const said = lines(await ofView("svg", `${query}&width=320`));
    const from = said.findIndex((line) => line.startsWith("/explore?metric=ttft"));
    expect(said.slice(from).length).toBeGreaterThan(1);
    expect(said.slice(from).join("")).not.toContain("…");
    for (const part of link.split("&")) expect(said.slice(from).join("")).toContain(part);
  });

  it("offline files say the audit, when a file came, and all nine lines behind a point", async () => {
    const page = readHtml(await ofView("html", `metric=ttft&dataset=${first.slice(0, 12)}`));
    const heads = all(page, ({ tag }) => tag === "th").map(wholeText);
    expect(heads.slice(-3, -1)).toEqual(["Audit", "Source"]);
    expect(wholeText(page)).toContain(`Uploaded ${today}.`);
    const [row] = all(page, ({ tag, attributes }) => tag === "tr" && "data-lines" in attributes);
    expect(row!.attributes["data-lines"]!.split(" ")).toHaveLength(9);
  });
});
