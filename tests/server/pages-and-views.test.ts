import { beforeAll, describe, expect, it, vi } from "vitest";
import { readFile } from "@/lib/importers/index";
import { fileFromBytes } from "@/lib/importers/source-file";
import { openStore } from "@/lib/server/open-store";
import { datasetPage, exploreData, overviewData, storedView } from "@/lib/server/page-data";
import { pointAnswer, pointsAnswer, samplesLimit } from "@/lib/server/point-answers";
import { formAnswer } from "@/lib/server/forms/form-answer";
import { viewSubject } from "@/lib/server/forms/subject";
import { viewForms } from "@/lib/server/forms/view-forms";
import { storeView } from "@/lib/server/stored-views";
import { exploreModel } from "@/lib/series/explore";
import { uploadDataset } from "@/lib/server/upload";
import { defaultView } from "@/lib/view/view";
import { upload, temporaryDir } from "./temporary-dir";

temporaryDir();
const header = "metric,value,unit,model,system,accelerators,run,evidence";
const ids: Record<string, string> = {};
const add = async (name: string, rows: string[]) => {
  ids[name] = (await uploadDataset(upload(`${header}\n${rows.join("\n")}\n`, { query: `name=${name}` }))).id;
};
const rate = "output_tokens_per_second";

beforeAll(async () => {
  await add("claims.csv", [
    `${rate},550,tok/s,Llama-2-7B,Claimed,,,claim`,
    `${rate},N/A,tok/s,Llama-2-7B,Ollama,,,claim`,
    "ttft,45,ms,Llama-2-7B,Claimed,,,claim",
  ]);
  await add("runs.csv", [
    ...[150, 152, 151].map((value, run) => `${rate},${value},tok/s,Llama-2-7B,vLLM,1,${run},`),
    ...[290, 295].map((value, run) => `${rate},${value},tok/s,Llama-2-7B,vLLM,2,${run},`),
    ...Array.from({ length: 6000 }, (_, i) => `ttft,${40 + (i % 10)},ms,Llama-2-7B,vLLM,1,${i},`),
  ]);
  await add("power.csv", [
    `${rate},50000,tok/s,Llama-2-70B,TensorRT,8,,single`,
    "power,10000,W,Llama-2-70B,TensorRT,8,,single",
  ]);
});

describe("exploreData", () => {
  it("gives the points of the tab, counts of all tabs, and slots that later systems leave alone", async () => {
    const data = await exploreData(defaultView);
    expect(data.points.map((point) => [point.case.system, point.value, point.missing])).toEqual([
      ["Claimed", 550, null],
      ["Ollama", null, "N/A"],
      ["vLLM", 151, null],
      ["vLLM", 292.5, null],
      ["TensorRT", 50000, null],
    ]);
    expect(data.tabCounts).toEqual({
      ...{ [rate]: 5, ttft: 2, peak_memory: 0, scaling: 3, tflops_per_watt: 1 },
      pareto: 0, // no file states what a user sees, or how many there are
    });
    expect(data.slots).toEqual({ vLLM: 1, TensorRT: 2, Claimed: 8, Ollama: 7 });
    expect(data.metrics[0]).toEqual({ id: rate, label: "Output tokens per second", count: 5 });
    expect(data.datasets[ids["runs.csv"] ?? ""]?.name).toBe("runs.csv");
  });

  it("draws scaling from points that say how many accelerators, and TFLOPS/W from tokens and power of one case", async () => {
    const scaling = await exploreData({ ...defaultView, metric: "scaling" });
    expect(scaling.points.map((point) => point.case.accelerators)).toEqual([1, 2, 8]);
    const { points } = await exploreData({ ...defaultView, metric: "tflops_per_watt" });
    expect(points.map((point) => point.derivation?.parts.length)).toEqual([2]);
  });

  it("offers metrics that nothing states but that follow from what is stated", async () => {
    const { metrics } = await exploreData(defaultView);
    const counts = Object.fromEntries(metrics.map(({ id, count }) => [id, count]));
    // 10,000 W and 50,000 tok/s on 8 accelerators; vLLM on 1 and 2; the claims say no count.
    expect(counts).toMatchObject({ energy_per_token: 1, tokens_per_second_per_gpu: 3, tflops_per_watt: 1 });
    expect(counts).not.toHaveProperty("cost_per_million_tokens");
    const energy = await exploreData({ ...defaultView, metric: "energy_per_token" });
    expect(energy.points.map(({ value }) => value)).toEqual([0.2]);
    const perGpu = await exploreData({ ...defaultView, metric: "tokens_per_second_per_gpu" });
    expect(perGpu.points.map(({ value }) => value)).toEqual([151, 146.25, 6250]);
  });

  it("knows which metrics changed over versions or days, once a setup has two of them", async () => {
    expect((await exploreData(defaultView)).trends).toEqual([]);
    const nightly = (day: string, value: number) =>
      upload(
        `metric,value,unit,model,system,system_version,measured_at\nttft,${value},ms,Qwen3-4B,SGLang,0.5.${day},2026-03-0${day}T02:00:00Z\n`,
      );
    const files = [await uploadDataset(nightly("1", 50)), await uploadDataset(nightly("2", 45))];
    const { trends, points } = await exploreData({ ...defaultView, metric: "ttft", x: "measured_at" });
    expect(trends).toEqual([
      {
        metric: "ttft",
        axes: [
          { x: "system_version", count: 2 },
          { x: "measured_at", count: 2 },
        ],
      },
    ]);
    expect(points.flatMap(({ measuredOn }) => measuredOn ?? [])).toEqual(["2026-03-01", "2026-03-02"]);
    const { wide } = await overviewData();
    expect(wide.map(({ view, count }) => [view.metric, view.x, count])).toEqual([
      ["ttft", "system_version", 2],
    ]);
    const store = await openStore();
    for (const { id } of files) await store.retire(id);
  });

  it("reads a file of hundreds of metrics in a few queries, and finds the trend of one of them", async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `custom:m${i},${i},x,Qwen3-4B,SGLang,0.1`);
    const more = "custom:m7,8,x,Qwen3-4B,SGLang,0.2";
    const text = `metric,value,unit,model,system,system_version\n${[...rows, more].join("\n")}\n`;
    const { id } = await uploadDataset(upload(text));
    const store = await openStore();
    const read = vi.spyOn(store, "listLightPoints");
    const { trends, metrics } = await exploreData(defaultView);
    expect(metrics.length).toBeGreaterThan(300);
    expect(trends).toEqual([{ metric: "custom:m7", axes: [{ x: "system_version", count: 2 }] }]);
    expect(read.mock.calls.length).toBeLessThan(20);
    read.mockRestore();
    await store.retire(id);
  });

  it("with pins gives those datasets only, also when they were retired since", async () => {
    const store = await openStore();
    const pin = ids["claims.csv"] ?? "";
    await store.retire(pin);
    try {
      expect((await exploreData(defaultView)).points.map((point) => point.dataset)).not.toContain(pin);
      const pinned = await exploreData(defaultView, [pin]);
      expect(pinned.points).toHaveLength(2);
      expect(pinned.tabCounts["ttft"]).toBe(1);
      expect(Object.keys(pinned.datasets)).toEqual([pin]);
    } finally {
      await uploadDataset(upload("", {})).catch(() => {});
      await add("claims.csv", [
        `${rate},550,tok/s,Llama-2-7B,Claimed,,,claim`,
        `${rate},N/A,tok/s,Llama-2-7B,Ollama,,,claim`,
        "ttft,45,ms,Llama-2-7B,Claimed,,,claim",
      ]);
    }
    expect(ids["claims.csv"]).toBe(pin);
    expect((await exploreData(defaultView)).points.map((point) => point.dataset)).toContain(pin);
  });

  it("sends plain objects only, which is all that travels from server to page", async () => {
    for (const point of (await exploreData(defaultView)).points) {
      expect(Object.getPrototypeOf(point.case.extra)).toBe(Object.prototype);
    }
  });
});

describe("overviewData", () => {
  it("counts what can be drawn by evidence, and gives each tab what explore would", async () => {
    const { points, missing, datasets, evidence, tabs, newest } = await overviewData();
    expect({ points, missing, datasets, newest: newest.length }).toEqual({
      points: 7,
      missing: 1, // the N/A of claims.csv
      datasets: 3,
      newest: 3,
    });
    expect(evidence).toEqual({ samples: 3, summary: 0, single: 2, claim: 2 });
    expect(tabs.map(({ id, count }) => [id, count])).toEqual([
      [rate, 5],
      ["ttft", 2],
      ["peak_memory", 0],
      ["scaling", 3],
      ["tflops_per_watt", 1],
    ]);
  });
});

describe("datasetPage", () => {
  it("finds a file by its hash or a prefix of it, and nothing by anything else", async () => {
    const sha = ids["runs.csv"] ?? "";
    expect((await datasetPage(sha))?.dataset.name).toBe("runs.csv");
    expect((await datasetPage(sha.slice(0, 12)))?.dataset.name).toBe("runs.csv");
    for (const none of ["", sha.slice(0, 4), ":sha", "[sha]", "..", "%", `${sha}0`, sha.toUpperCase()])
      expect(await datasetPage(none)).toBeNull();
  });
});

describe("pointAnswer", () => {
  it("gives a whole point; samples beyond the limit are picked evenly, with their places and their total", async () => {
    const { points } = await exploreData({ ...defaultView, metric: "ttft" });
    const measured = points.find((point) => point.case.system === "vLLM");
    const answer = await pointAnswer(measured?.id ?? "");
    expect(answer?.point.samples?.total).toBe(6000);
    expect(answer?.point.samples?.values).toHaveLength(samplesLimit);
    const { values = [], at = [] } = answer?.point.samples ?? {};
    // The first sample of this metric stands in line 7, and sample i has the value 40 + i mod 10.
    expect(values.every((value, i) => value === 40 + (((at[i] ?? 0) - 7) % 10))).toBe(true);
    expect(answer?.dataset.name).toBe("runs.csv");
  });

  it("finds derived points with the place of their first part, and nothing by other names", async () => {
    const { points } = await exploreData({ ...defaultView, metric: "tflops_per_watt" });
    const answer = await pointAnswer(points[0]?.id ?? "");
    expect(answer?.point).toMatchObject({ metric: "tflops_per_watt", provenance: { locator: { line: 2 } } });
    for (const none of ["", ":id", "[id]", "..", "%", "0000000000000000"])
      expect(await pointAnswer(none)).toBeNull();
  });
});

describe("storeView", () => {
  const request = (query: unknown, type = "application/json") =>
    new Request("http://127.0.0.1/api/views", {
      method: "POST",
      body: JSON.stringify({ query }),
      headers: { "Content-Type": type },
    });

  it("makes one id of one screen, and pins the datasets behind the points that are shown", async () => {
    const made = await storeView(request("system=vLLM&mark=dots&x=&utm_source=mail"));
    expect(made).toEqual(await storeView(request("?system=vLLM")));
    expect(made.id).toMatch(/^[A-Za-z0-9_-]{22}$/);
    expect(made.url).toBe(`/v/${made.id}`);
    const view = await storedView(made.id);
    expect(view).toMatchObject({ query: "system=vLLM", datasets: [ids["runs.csv"]] });
    expect((await pointsAnswer(new URLSearchParams({ view: made.id }))).shown).toBe(2);
    expect((await storeView(request("system=Claimed"))).id).not.toBe(made.id);
  });

  it("refuses what is no view, by its type, shape or size", async () => {
    await expect(storeView(request("", "text/plain"))).rejects.toMatchObject({ problem: { status: 415 } });
    await expect(storeView(request(7))).rejects.toMatchObject({ problem: { status: 400 } });
    await expect(storeView(request("x".repeat(70_000)))).rejects.toMatchObject({ problem: { status: 413 } });
  });

  it("is found by exactly its id", async () => {
    const { id } = await storeView(request(""));
    for (const none of [":id", "[id]", "", "..", id.slice(1), `${id}a`, id.toLowerCase(), `${id} `])
      expect(await storedView(none)).toBeNull();
  });
});

const shownCsv = (query: URLSearchParams) =>
  formAnswer(new Request(`http://127.0.0.1/explore.csv?${query}`), "csv", async (rest) =>
    viewForms(await viewSubject(rest)),
  );

describe("the CSV of a view", () => {
  it("imports again to the points that are shown, samples and all", async () => {
    const answer = await shownCsv(new URLSearchParams({ system: "vLLM" }));
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="whisker-output_tokens/);
    const again = readFile(fileFromBytes("again.csv", new Uint8Array(await answer.arrayBuffer())));
    expect(again.problems).toEqual([]);
    expect(again.points.map((point) => [point.value, point.stats.n, point.evidence])).toEqual([
      [151, 3, "samples"],
      [292.5, 2, "samples"],
    ]);
  });
});

describe("the CSV of derived points", () => {
  it("imports again with value, statistics and interval, though without the values behind them", async () => {
    const query = new URLSearchParams({ metric: "tokens_per_second_per_gpu", system: "vLLM" });
    const answer = await shownCsv(query);
    const again = readFile(fileFromBytes("again.csv", new Uint8Array(await answer.arrayBuffer())));
    expect(again.problems).toEqual([]);
    expect(again.points.map(({ value, stats, evidence }) => [value, stats.n, stats.sd, evidence])).toEqual([
      [151, 3, 1, "summary"],
      [146.25, 2, expect.closeTo(Math.SQRT2 * 1.25, 10), "summary"], // 290 and 295 over 2: sd 2.5 / sqrt 2
    ]);
    const shown = await pointsAnswer(query);
    expect(shown.points.map(({ interval }) => interval?.low)).toEqual(
      again.points.map(({ interval }) => expect.closeTo(interval?.low ?? 0, 9)),
    );
  });
});

describe("the counts of one metric", () => {
  it("are the same on its tab and in its chart, where files of one setup are one point", async () => {
    const before = (await exploreData(defaultView)).tabCounts[rate];
    await add(
      "again.csv",
      [153, 154].map((value, run) => `${rate},${value},tok/s,Llama-2-7B,vLLM,1,${run},`),
    );
    const data = await exploreData(defaultView);
    expect(data.points.length).toBe((before ?? 0) + 1);
    const model = exploreModel(data, defaultView);
    expect([data.tabCounts[rate], model.total, model.shown]).toEqual([before, before, before]);
    expect(model.series.notes).toContain(
      "1 point combines the runs of several files: 6 points of files are 5 here.",
    );
  });
});
