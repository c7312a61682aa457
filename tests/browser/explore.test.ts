import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchBrowser, openPage, startServer, type Server } from "./harness";

let server: Server;
let browser: Browser;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

/** The row of the table twin whose cells hold all of these texts. */
function rowWith(page: Page, ...texts: string[]) {
  return texts.reduce((rows, text) => rows.filter({ hasText: text }), page.locator("tr.pick")).first();
}

const drawer = (page: Page) => page.locator('aside[aria-label="Point details"], [role=dialog]').first();

describe("/explore with the data that ships", () => {
  const tabs = ["Tokens/s", "Time to first token", "Memory", "Multi-GPU scaling", "TFLOPS/W"];

  it("shows each of the five tabs with a chart and its table twin, and no fault", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/explore`);
    for (const tab of tabs) {
      await page.getByRole("navigation", { name: "Metrics" }).getByRole("link", { name: tab }).click();
      await expect
        .poll(() => page.locator("a[aria-current=page]", { hasText: tab }).count())
        .toBeGreaterThan(0);
      await page.locator(".live-chart").first().waitFor();
      expect(await page.locator("table tbody tr").count()).toBeGreaterThan(5);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it("has its chart and its table in the HTML, with scripts off", async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${server.url}/explore`);
    expect(await page.locator("svg[role=img] >> visible=true").first().isVisible()).toBe(true);
    expect(await page.locator("tr.pick").count()).toBeGreaterThan(20);
    await page.locator("tr.pick a[data-point]").first().click();
    await expect.poll(() => page.url()).toContain("point=");
    await drawer(page).waitFor();
    await context.close();
  });

  it("draws the claim of 550 tok/s as a claim without whisker, and its drawer cites document and line", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/explore?model=LLaMA-2+7B`);
    const row = rowWith(page, "550", "Claim");
    expect(await row.innerText()).toContain("none");
    await row.click();
    await drawer(page).getByText("000_095823f5e90047b9.txt").first().waitFor();
    const text = await drawer(page).innerText();
    expect(text).toMatch(/L18\b/); // line 18 of the document holds the row "LLaMA-2 7B | 550 tok/sec"
    expect(text).toContain("Claim");
    expect(text).toMatch(/no interval/i);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("says so where what stands behind a point cannot be loaded, and opens it once it can", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}/explore?model=LLaMA-2+7B`);
    await page.locator(".live-chart").first().waitFor();
    await page.route("**/_next/static/chunks/*.js", (route) => route.abort());
    const link = page.locator("tr.pick a[data-point]").first();
    await link.click();
    await page.locator(".toast", { hasText: "could not be loaded. Reload the page." }).waitFor();
    expect(page.url()).toContain("point=");
    await page.unroute("**/_next/static/chunks/*.js");
    await page.reload();
    await drawer(page).waitFor();
    await context.close();
  });

  it("opens a measured point on its raw line, in yellow, with the cell marked and its neighbours around it", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/explore?model=GPT-2+124M`);
    const row = rowWith(page, "Samples");
    await row.click();
    const marked = drawer(page).locator(".fl.hl").first();
    await marked.waitFor();
    const cell = await marked.locator("mark").first().innerText();
    expect(Number.isFinite(Number(cell))).toBe(true);
    expect(await drawer(page).locator(".fl").count()).toBeGreaterThan(2);
    const line = Number(await marked.locator(".ln").first().innerText());
    const file = await readFile("data/measured/gpt2-124m-cpu/results.csv", "utf8");
    expect(file.split("\n")[line - 1]?.split(",")[1]).toBe(cell);
    const said = await drawer(page).innerText();
    expect(said).toMatch(/between runs/);
    // Of the passes within the runs: said as such, beside n and sd of the runs.
    expect(said).toMatch(/Means of the runs’ own: median [\d.]+/);
    expect(said).toMatch(/Extremes within all runs: min [\d.]+, max [\d.]+/);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("keeps every filter in the URL; back and forward step through them", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}/explore`);
    const rows = async () => page.locator("tr.pick").count();
    const all = await rows();
    await page.getByRole("checkbox", { name: /^Claim,/ }).click();
    await expect.poll(() => page.url()).toContain("evidence=");
    await expect.poll(rows).toBeLessThan(all);
    const without = await rows();
    await page.getByRole("radio", { name: "Linear" }).click();
    await expect.poll(() => page.url()).toContain("scale=linear");
    await page.goBack();
    await expect.poll(() => page.url()).not.toContain("scale=linear");
    await page.goBack();
    await expect.poll(rows).toBe(all);
    await page.goForward();
    await expect.poll(rows).toBe(without);
    await page.reload();
    expect(await rows()).toBe(without);
    await context.close();
  });

  it("walks the points by keyboard: j and Enter open a drawer, Escape closes it and gives the focus back", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}/explore?model=LLaMA-2+7B`);
    await page.locator(".live-chart").first().waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("Enter");
    await drawer(page).getByRole("heading").first().waitFor();
    await expect.poll(() => page.url()).toContain("point=");
    const first = page.url();
    await page.keyboard.press("j");
    await expect.poll(() => page.url()).not.toBe(first);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.url()).not.toContain("point=");
    await context.close();
  });

  it("stands at the same coordinates in the server's figure and in the interactive chart", async () => {
    const path = "/explore?model=LLaMA-2+7B&model=GPT-2+124M";
    const html = await (await fetch(`${server.url}${path}`)).text();
    const drawn = Array.from(
      html.matchAll(/<svg class="chart"[^>]* width="(\d+)"[\s\S]*?data-marks="([^"]*)"/g),
    );
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}${path}`);
    await page.locator(".live-chart").first().waitFor();
    const live = page.locator("[data-marks]").first();
    const marks = await live.getAttribute("data-marks");
    const width = await live.evaluate((mark) => mark.closest("svg")?.getBoundingClientRect().width);
    expect(marks?.split(" ")).toHaveLength(10); // five measured cases and five claims
    const same = drawn.find(([, at]) => Number(at) === width);
    expect(same?.[2]).toBe(marks);
    await context.close();
  });

  it("draws values far apart on a log axis unless the link says linear, on the server and here alike", async () => {
    const { page, context, faults } = await openPage(browser);
    const axisOf = async (query: string) => {
      const html = await (await fetch(`${server.url}/explore?${query}`)).text();
      await page.goto(`${server.url}/explore?${query}`);
      await page.locator(".live-chart").first().waitFor();
      const live = (await page.locator(".live-chart text").allTextContents()).join(" ");
      const [chosen] = await page.getByRole("radiogroup", { name: "Scale" }).locator(".on").allInnerTexts();
      return [html.includes("tok/s, log axis"), live.includes("tok/s, log axis"), chosen];
    };
    expect(await axisOf("")).toEqual([true, true, "Log"]);
    expect(await axisOf("scale=linear")).toEqual([false, false, "Linear"]);
    expect(await axisOf("mark=bars")).toEqual([false, false, "Linear"]);
    expect(await axisOf("model=LLaMA-2+7B")).toEqual([false, false, "Linear"]); // claims of 280 to 550
    expect(faults).toEqual([]);
    await context.close();
  });

  it("switches multi-GPU scaling between speed-up and tokens/s: link, server's figure, chart and table follow", async () => {
    const { page, context, faults } = await openPage(browser);
    const query = "metric=scaling&evidence=claim";
    await page.goto(`${server.url}/explore?${query}`);
    await page.locator(".live-chart").first().waitFor();
    const table = page.getByRole("grid");
    const live = () => page.locator(".live-chart").first().locator("text").allTextContents();
    // The document says 550 tok/s at 1 GPU and 4260 at 8: 7.75 times.
    expect(await table.locator("tr", { hasText: "4260" }).innerText()).toContain("7.75×");
    expect(await live()).toContain("8×");
    await page.getByRole("radio", { name: "Tokens/s" }).click();
    await expect.poll(() => page.url()).toBe(`${server.url}/explore?metric=scaling&y=value&evidence=claim`);
    await expect.poll(async () => (await live()).join("|")).toContain("tok/s by GPU count");
    expect(await live()).toContain("4260");
    expect(await live()).not.toContain("8×");
    expect(await table.locator(".times").count()).toBe(0);
    const html = await (await fetch(page.url())).text();
    expect(html).toContain("tok/s by GPU count");
    expect(html).toContain("Tokens/s by GPU count</h2>");
    await page.goBack();
    await expect.poll(live).toContain("8×");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("shows the scaling table whole at 1440 px, serial share and all", async () => {
    const { page, context } = await openPage(browser);
    for (const y of ["speedup", "value"]) {
      await page.goto(`${server.url}/explore?metric=scaling&y=${y}`);
      const cell = page.getByRole("columnheader", { name: "Serial share" });
      const right = await cell.evaluate((head) => head.getBoundingClientRect().right);
      const card = await page.locator("#table").evaluate((found) => found.getBoundingClientRect().right);
      expect(right).toBeLessThanOrEqual(card);
    }
    await context.close();
  });

  it.each([
    ["dots on a log axis", "model=LLaMA-2+7B&scale=log", "Bars", "mark=bars"],
    ["scaling on a linear axis", "metric=scaling", "Log", "scale=log"],
    ["lines on a linear axis", "model=GPT-2+124M&x=batch", "Log", "scale=log"],
  ])("changes %s without a fault, and back", async (_, query, choice, becomes) => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/explore?${query}`);
    await page.locator(".live-chart").first().waitFor();
    await page.getByRole("radio", { name: choice }).first().click();
    await expect.poll(() => page.url()).toContain(becomes);
    await page.waitForTimeout(300); // the chart follows its axis a frame later
    await page.goBack();
    await page.waitForTimeout(300);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("shows another level's intervals: 99 % is wider than 90 %", async () => {
    const { page, context } = await openPage(browser);
    const widthAt = async (level: number) => {
      await page.goto(`${server.url}/explore?model=GPT-2+124M&level=${level}`);
      const text = await rowWith(page, "Samples").locator("td").nth(2).innerText();
      const [low, high] = text.split("–").map((part) => Number(part.replace(/[^\d.]/g, "")));
      return (high ?? Number.NaN) - (low ?? Number.NaN);
    };
    expect(await widthAt(99)).toBeGreaterThan(await widthAt(90));
    await context.close();
  });
});

describe("a link to a view", () => {
  it("opens the same chart in another browser, and still does after other data came", async () => {
    const { page, context } = await openPage(browser);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`${server.url}/explore?model=LLaMA-2+7B&scale=log`);
    const shown = await page.locator("tr.pick").allInnerTexts();
    await page.getByRole("button", { name: "Copy link" }).first().click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toMatch(/\/v\/[\w-]{22}$/);
    const link = await page.evaluate(() => navigator.clipboard.readText());
    await context.close();

    const csv = "metric,value,unit,model,system\noutput_tokens_per_second,123,tok/s,LLaMA-2 7B,newcomer\n";
    const put = await fetch(`${server.url}/api/datasets?name=newcomer.csv`, {
      method: "POST",
      headers: { "content-type": "text/csv" },
      body: csv,
    });
    expect(put.status).toBe(201);

    const fresh = await openPage(browser);
    await fresh.page.goto(link);
    expect(await fresh.page.locator("tr.pick").allInnerTexts()).toEqual(shown);
    await fresh.page.goto(`${server.url}/explore?model=LLaMA-2+7B&scale=log`);
    expect((await fresh.page.locator("tr.pick").allInnerTexts()).join()).toContain("newcomer");
    await fresh.context.close();
  });

  it("answers 404 to ids that nobody made", async () => {
    for (const id of [":id", "[id]", "%3Aid", "..%2f", "AAAAAAAAAAAAAAAAAAAAAA"]) {
      expect((await fetch(`${server.url}/v/${id}`)).status).toBe(404);
    }
  });
});

describe("the CSV of what is shown", () => {
  it("downloads from the page and imports again to the same points", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}/explore?model=GPT-2+124M`);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: /CSV/ }).first().click(),
    ]);
    const csv = await readFile(await download.path(), "utf8");
    const answer = await fetch(`${server.url}/api/inspect?name=again.csv`, {
      method: "POST",
      headers: { "content-type": "text/csv" },
      body: csv,
    });
    const again = ((await answer.json()) as { points: Described[] }).points;
    const shown = await fetch(`${server.url}/api/points?model=GPT-2+124M`);
    const points = ((await shown.json()) as { points: Described[] }).points;
    expect(again.length).toBe(points.length);
    const described = (all: Described[]) =>
      all
        .map((each) => compared.map((name) => each[name]))
        .sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
    expect(described(again)).toEqual(described(points));
    await context.close();
  });
});

/** What both answers tell of a point beside its places. */
const compared = [
  ...["metric", "unit", "value", "statistic", "missing", "range"],
  ...["case", "stats", "evidence", "interval"],
] as const;

type Described = Record<(typeof compared)[number], unknown>;

describe("the table's source", () => {
  it("stays within its column however long the pointer is, and says it whole to who points at it", async () => {
    const put = await fetch(`${server.url}/api/datasets?name=far-down.json`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: await readFile("tests/cases/guidellm/from-0.4-three-strategies/input.json"),
    });
    expect(put.status).toBe(201);
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}/explore?metric=ttft&dataset=${((await put.json()) as { id: string }).id}`);
    const source = page.locator("a.src").first();
    expect(await source.getAttribute("title")).toMatch(
      /^far-down\.json:\/benchmarks\/\d\/metrics\/time_to_first_token_ms\/successful\/mean$/,
    );
    const beyond = await source.evaluate((link) =>
      Array.from(link.children, (part) => part.getBoundingClientRect().right).map(
        (right) => right - link.closest("td")!.getBoundingClientRect().right,
      ),
    );
    expect(beyond).toHaveLength(2);
    for (const by of beyond) expect(by).toBeLessThanOrEqual(0);
    await context.close();
  });
});
