import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations, launchBrowser, openPage, startServer, type Server } from "./harness";

let server: Server;
let browser: Browser;
let claims: string;

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
  const answer = await fetch(`${server.url}/api/datasets`);
  const { datasets } = (await answer.json()) as { datasets: { sha256: string; name: string }[] };
  claims = datasets.find((each) => each.name.includes("AI_Execution"))?.sha256 ?? "";
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const pages = () => [
  "/",
  "/explore",
  "/explore?metric=ttft&mark=bars",
  "/explore?metric=peak_memory",
  "/explore?metric=scaling",
  "/explore?metric=tflops_per_watt",
  "/datasets",
  `/datasets/${claims}`,
  "/upload",
  "/methods",
  "/catalogue",
  "/no-such-page",
];

describe.each(["light", "dark"] as const)("every page in the %s theme", (colorScheme) => {
  it("has no violation that axe finds, no console error, no CSP report and no request elsewhere", async () => {
    const found: string[] = [];
    for (const path of pages()) {
      const { page, context, faults } = await openPage(browser, { colorScheme, reducedMotion: "reduce" });
      await page.goto(`${server.url}${path}`, { waitUntil: "networkidle" });
      const expected = path === "/no-such-page" ? faults.filter((fault) => !fault.includes("404")) : faults;
      found.push(...[...(await axeViolations(page)), ...expected].map((what) => `${path}: ${what}`));
      await context.close();
    }
    expect(found).toEqual([]);
  }, 180_000);

  it("opens a drawer that axe has nothing against", async () => {
    const { page, context } = await openPage(browser, { colorScheme, reducedMotion: "reduce" });
    await page.goto(`${server.url}/explore?model=GPT-2+124M`);
    await page.locator("tr.pick a[data-point]").first().click();
    await page.locator(".fl.hl").first().waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });
});

describe("at 390 px", () => {
  it("no page is wider than the screen", async () => {
    const { page, context } = await openPage(browser, { viewport: { width: 390, height: 844 } });
    for (const path of pages()) {
      await page.goto(`${server.url}${path}`, { waitUntil: "networkidle" });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      expect(`${path}: ${wide}`).toBe(`${path}: 390`);
    }
    await context.close();
  }, 120_000);

  it("shows every formula of the methods whole", async () => {
    const { page, context } = await openPage(browser, { viewport: { width: 390, height: 844 } });
    await page.goto(`${server.url}/methods`);
    const cut = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll(".formula")];
      const wide = boxes.filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth);
      return { formulas: boxes.length > 20, wide: wide.map((each) => each.textContent) };
    });
    expect(cut).toEqual({ formulas: true, wide: [] });
    await context.close();
  });

  it("gives buttons and links in the bars 44 px to be touched", async () => {
    const { page, context } = await openPage(browser, {
      viewport: { width: 390, height: 844 },
      hasTouch: true,
    });
    await page.goto(`${server.url}/explore`);
    const small = await page.evaluate(() =>
      [...document.querySelectorAll("header button, header a")]
        .filter((each) => each.getClientRects().length > 0)
        .filter((each) => each.getBoundingClientRect().height < 43.5)
        .map((each) => each.getAttribute("aria-label") ?? each.textContent),
    );
    expect(small).toEqual([]);
    await context.close();
  });
});
