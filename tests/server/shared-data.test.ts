import { beforeAll, describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import type { Point } from "@/lib/points/point";
import { formAnswer } from "@/lib/server/forms/form-answer";
import type { Form } from "@/lib/server/forms/form-options";
import { reviewForms } from "@/lib/server/forms/review-forms";
import { viewSubject } from "@/lib/server/forms/subject";
import { viewForms } from "@/lib/server/forms/view-forms";
import { openStore } from "@/lib/server/open-store";
import { storeReview, storeTable } from "./stored";
import { temporaryDir } from "./temporary-dir";

temporaryDir();
const header = "metric,value,unit,model,system,run";
const add = (name: string, rows: string[]) => storeTable(name, header, rows);
const runsOf = (values: readonly number[], from = 0) =>
  values.map((value, i) => `ttft,${value},ms,tiny,A,${from + i}`);

let [first, second, review] = ["", "", ""];
beforeAll(async () => {
  first = await add("first.csv", runsOf([10, 12, 14]));
  second = await add("second.csv", runsOf([20, 21, 25], 3));
  review = await storeReview("Slower", first, second);
});

const ofView = (form: Form, query: string) =>
  formAnswer(new Request(`http://127.0.0.1/explore.${form}?${query}`), form, async (rest) =>
    viewForms(await viewSubject(rest)),
  );
const ofReview = (form: Form) =>
  formAnswer(new Request(`http://127.0.0.1/reviews/x.${form}`), form, (rest) => reviewForms(review, rest));
const again = async (answer: Response) =>
  readFile(fileFromBytes("again", new Uint8Array(await answer.arrayBuffer())));
const said = ({ metric, unit, value, statistic, stats, evidence, interval, runs, samples }: Point) => ({
  ...{ metric, unit, value, statistic, stats, evidence, interval },
  samples: samples && Array.from(samples.values),
  runs: runs.map((run) => run.value),
});

describe("a review's files, dropped again", () => {
  it("JSON gives the points of both sides with their samples, told apart by their side", async () => {
    const { importer, points, problems } = await again(await ofReview("json"));
    expect([importer?.id, problems]).toEqual(["whisker-json", []]);
    const stored = await (await openStore()).listPoints({ datasets: [first, second] });
    const sideOf = new Map([
      [12, "baseline"],
      [22, "candidate"],
    ]);
    expect(points.map(said)).toEqual(stored.map(said));
    expect(points.map(({ case: of }) => of.extra["review_side"])).toEqual(
      stored.map(({ value }) => sideOf.get(value!)),
    );
  });

  it("CSV gives n, mean and spread of both sides", async () => {
    const { importer, points, problems } = await again(await ofReview("csv"));
    expect([importer?.id, problems]).toEqual(["whisker-review-csv", []]);
    expect(points.map(({ value, stats, case: of }) => [value, stats.n, of.model, of.system])).toEqual([
      [12, 3, "tiny", "A"],
      [22, 3, "tiny", "A"],
    ]);
  });
});

describe("a view's CSV and JSON", () => {
  it("CSV says what is shown, interval and n of both files together, and the file and line of each row", async () => {
    const csv = await (await ofView("csv", "metric=ttft&raw=1")).text();
    const [head, ...rows] = csv.trimEnd().split("\n");
    const columns = head!.split(",");
    const cell = (row: string, name: string) => row.split(",")[columns.indexOf(name)];
    // Of 10, 12, 14, 20, 21, 25: mean 17; sd sqrt((49 + 25 + 9 + 9 + 16 + 64) / 5) = 5.865151;
    // half width t(0.975, 5) × sd / sqrt 6 = 2.570582 × 2.394438 = 6.155098
    for (const row of rows) {
      expect([cell(row, "shown_value"), cell(row, "shown_n"), cell(row, "shown_level")]).toEqual([
        ...["17", "6", "0.95"],
      ]);
      expect(Number(cell(row, "shown_low"))).toBeCloseTo(17 - 6.155098, 4);
      expect(Number(cell(row, "shown_high"))).toBeCloseTo(17 + 6.155098, 4);
    }
    const places = rows.map((row) => `${cell(row, "value")} ${/(first|second)\.csv,"[^"]*"/.exec(row)?.[0]}`);
    expect(places).toEqual(
      expect.arrayContaining([
        '10 first.csv,"L2, column 2"',
        '14 first.csv,"L4, column 2"',
        '25 second.csv,"L4, column 2"',
      ]),
    );
  });

  it("CSV of scaling says speed-up and efficiency, with the interval of the ratio where there is one", async () => {
    const of = "metric,value,unit,model,system,run,accelerators";
    const fan = (count: number, values: readonly number[], system: string) =>
      values.map(
        (value, i) => `output_tokens_per_second,${value},tok/s,tiny-fan,${system},${i + 1},${count}`,
      );
    await storeTable("fan.csv", of, [
      ...fan(1, [98, 100, 102], "many"),
      ...fan(4, [376, 380, 384], "many"),
      ...fan(1, [100], "once"),
      ...fan(2, [190], "once"),
    ]);
    const csv = await (await ofView("csv", "metric=scaling&model=tiny-fan&raw=1")).text();
    const [head, ...rows] = csv.trimEnd().split("\n");
    const columns = head!.split(",");
    const cells = (start: string) => {
      const row = rows.find((each) => each.includes(start))!.split(",");
      return ["speedup", "speedup_low", "efficiency_percent", "efficiency_percent_high"].map((name) => {
        const cell = row[columns.indexOf(`shown_${name}`)];
        return cell === "" ? null : Number(cell);
      });
    };
    // 380 / 100 over 4. Log ratio: (se/mean)² = (2/√3/100)² + (4/√3/380)² = 1.33333e-04 + 3.69344e-05, se 0.0130487; Welch's
    // df = (1.702678e-04)² / (1.33333e-04² / 2 + 3.69344e-05² / 2) = 3.0291; t(0.975, 3.0291) = 3.16524 (SciPy's t.ppf);
    // half width 0.041302: 3.8 × e^-0.041302 = 3.64625, 95 × e^0.041302 = 99.0059.
    const [speedup, low, efficiency, high] = cells(",380,");
    expect([speedup, efficiency]).toEqual([3.8, 95]);
    expect(low).toBeCloseTo(3.64625, 4);
    expect(high).toBeCloseTo(99.0059, 3);
    expect(cells(",190,")).toEqual([1.9, null, 95, null]);
    expect(cells(",100,tok/s,tiny-fan,once")).toEqual([1, null, 100, null]);
  });

  it("those columns are read as nothing: neither a metric nor a field of the setup", async () => {
    const { points, problems } = await again(await ofView("csv", "metric=ttft"));
    expect(problems).toEqual([]);
    expect(points.map(({ case: of }) => of.extra)).toEqual(points.map(() => ({})));
    const values = points.flatMap(({ samples }) => Array.from(samples!.values));
    expect(values.sort((a, b) => a - b)).toEqual([10, 12, 14, 20, 21, 25]);
  });

  it("JSON says the rows as they are shown, merged over files, beside the points of each file", async () => {
    const json = (await (await ofView("json", "metric=ttft")).json()) as {
      view: { shown: { value: number; n: number; parts: string[]; interval: { low: number } }[] };
      points: { value: number }[];
    };
    expect(json.view.shown).toMatchObject([{ value: 17, n: 6 }]);
    expect(json.view.shown[0]!.interval.low).toBeCloseTo(17 - 6.155098, 4);
    expect(json.view.shown[0]!.parts).toHaveLength(2);
    expect(json.points.map(({ value }) => value).sort()).toEqual([12, 22]);
  });
});
