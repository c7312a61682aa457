import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { WideCard } from "@/components/overview/wide-card";
import { wideChart } from "@/components/overview/wide-chart";
import type { ChartPoint } from "@/lib/series/chart-point";
import { defaultView } from "@/lib/view/view";
import { chartPoint, exploreData } from "../series/chart-points";

const view = { ...defaultView, x: "system_version" };
const chartOf = (points: ChartPoint[]) =>
  wideChart({ view, count: points.length, data: exploreData(points) });
const at = (system_version: string, value: number, more = {}) =>
  chartPoint(value, { model: "M", system: "vLLM", system_version, ...more });

describe("a wide chart of the overview", () => {
  it("shows one model, leads to its page, and counts the lines that have no room", () => {
    const batches = [1, 2, 4, 8, 16, 32, 64, 128];
    const points = batches.flatMap((batch) => [at("1", batch, { batch }), at("2", 2 * batch, { batch })]);
    const chart = chartOf([...points, at("1", 5, { model: null })]);
    expect(chart).toMatchObject({
      title: "Output tokens per second by system version",
      note: "M, tok/s, 2 more lines",
      href: "/explore?x=system_version&model=M",
      hotkey: "t",
    });
    expect(chart!.series.lines).toHaveLength(6);
  });

  it("is none where no line can be drawn", () => {
    expect(chartOf([at("1", 5)])).toBeNull();
  });

  it("is a link that says each line's last point; names of files stay texts", () => {
    const named = { system: "<i>x</i>" };
    const chart = chartOf([at("1", 100, named), at("2", 110, named)])!;
    const drawn = renderToStaticMarkup(createElement(WideCard, { chart }));
    expect(drawn).toMatch(/^<a [^>]*href="\/explore\?x=system_version&amp;model=M"/);
    expect(drawn).toMatch(/<span class="sr">&lt;i&gt;x&lt;\/i&gt;, M, 2, 110 tok/);
    expect(drawn).not.toContain("<i>x");
  });
});
