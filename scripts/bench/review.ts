import { readFile } from "../../lib/importers/index";
import { fileFromBytes } from "../../lib/importers/source-file";
import { reviewModel } from "../../lib/review/review-model";
import { reviewOf } from "../../lib/review/review";
import type { ReviewPoint } from "../../lib/review/side";
import { median, timedMs, type Figure } from "./figure";

const [cases, runs] = [200, 5];

/** 200 cases of five runs a side, from their points to all that the page shows, the Markdown among it: 100 ms. */
export function review(): Figure[] {
  const [baseline, candidate] = [side("main.csv", 1), side("change.csv", 1.04)];
  const frame = { title: "Bench", url: null, baseline: "main.csv", candidate: "change.csv" };
  const compare = () => reviewModel(reviewOf(baseline, candidate), frame, ({ id }) => `/points/${id}`);
  const shown = compare().groups.flatMap(({ rows }) => rows);
  if (shown.length !== cases) throw new Error(`${cases} comparisons were meant, ${shown.length} were made`);
  const times = Array.from({ length: 9 }, () => timedMs(compare));
  const what = `${cases} comparisons of ${runs} runs a side, to a review's page`;
  return [{ what, figure: median(times), budget: 100, unit: "ms" }];
}

/** Runs in Whisker's own CSV that scatter by about 2 percent, the same at every run of the bench. */
function side(name: string, times: number): ReviewPoint[] {
  const rows = Array.from({ length: cases * runs }, (_, i) => {
    const [at, run] = [Math.floor(i / runs), i % runs];
    const value = times * (100 + at) * (1 + (((i * 7919) % 101) - 50) / 1400);
    return `output_tokens_per_second,${value.toFixed(3)},tok/s,model-${at % 20},vLLM,${1 + Math.floor(at / 20)},${run}`;
  });
  const text = `metric,value,unit,model,system,batch,run\n${rows.join("\n")}\n`;
  const file = fileFromBytes(name, new TextEncoder().encode(text));
  return readFile(file).points.map((point) => ({ ...point, dataset: file.sha256, file: name }));
}
