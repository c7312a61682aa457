import { readText } from "../importers/text-of";
import type { ReviewPoint } from "@/lib/review/side";

/** The points of a table in Whisker's own CSV, as one side of a review. */
export function side(text: string, dataset = "a"): ReviewPoint[] {
  const { points, problems } = readText(text, `${dataset}.csv`);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  return points.map((point) => ({ ...point, dataset, file: `${dataset}.csv` }));
}

/** A row a run of one metric and model. */
export function runs(
  values: readonly number[],
  { metric = "output_tokens_per_second", unit = "tok/s", more = "" } = {},
): string {
  const [names, cells] =
    more === "" ? ["", ""] : (more.split("=").map((part) => `,${part}`) as [string, string]);
  const rows = values.map((value, i) => `${metric},${value},${unit},A,${i + 1}${cells}`);
  return `metric,value,unit,model,run${names}\n${rows.join("\n")}\n`;
}
