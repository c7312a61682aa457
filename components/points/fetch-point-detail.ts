import type { Statistic } from "@/lib/points/point";
import { isSite, siteDetailPath } from "@/lib/view/site";
import type { PointDetail } from "./point-detail";

/** What the drawer shows of a point, from this server; throws in words a person can read. */
export async function fetchPointDetail(id: string, statistic: Statistic): Promise<PointDetail> {
  const answer = await fetch(
    isSite ? siteDetailPath(id, statistic) : `/explore/detail/${id}?statistic=${statistic}`,
  ).catch(() => null);
  if (answer === null) throw new Error("The server does not answer.");
  if (!answer.ok) throw new Error(`The server answered ${answer.status}.`);
  return (await answer.json()) as PointDetail;
}
