import { viewQuery } from "@/lib/view/codec";
import { defaultView } from "@/lib/view/view";
import { pointAnswer } from "./point-answers";

/** Where a point is shown: in the chart of its metric, opened; null where there is no such point. */
export async function pointHref(id: string): Promise<string | null> {
  const answer = await pointAnswer(id);
  if (answer === null) return null;
  const { point, dataset } = answer;
  if (dataset.retiredAt !== null) return `/datasets/${dataset.sha256}?point=${id}`;
  const { metric, statistic } = point;
  const query = viewQuery({
    ...defaultView,
    metric,
    statistic: statistic === "mean" ? null : statistic,
    point: id,
  });
  return `/explore?${query}`;
}
