import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations, launchBrowser, openPage, startServer, type Server } from "./harness";

let server: Server;
let browser: Browser;

const head = "metric,value,unit,model,run,system,batch,evidence\n";
const row = (value: number, of: string, run = "", more = "") =>
  `output_tokens_per_second,${value},tok/s,tiny-compare,${run},${of},1,${more}\n`;
const rows = (values: number[], of: string) =>
  values.map((value, i) => row(value, of, String(i + 1))).join("");
// 130 over 100, spread 1 on both sides: faster, and above 1.2 with all of its interval.
const text =
  head +
  rows([100, 101, 99, 100, 100], "before-x") +
  rows([130, 131, 129, 130, 130], "after-y") +
  row(260, "told-z", "", "claim");

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
  const answer = await fetch(`${server.url}/api/datasets?name=compare.csv`, {
    method: "POST",
    headers: { "content-type": "text/csv" },
    body: text,
  });
  expect(answer.ok).toBe(true);
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const explore = (query = "") => `${server.url}/explore?model=tiny-compare${query}`;
const table = (page: Page) => page.locator(".cmp .rv-table");
const pair = "&compare=before-x&compare=after-y";

describe("two series of /explore held against each other", () => {
  it("are picked beside the chart; the verdict stands under it, and its link opens it elsewhere", async () => {
    const { page, context, faults } = await openPage(browser);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(explore());
    await page.getByRole("button", { name: "Compare" }).click();
    await page.getByLabel("Baseline").selectOption("before-x");
    await page.getByLabel("Candidate").selectOption("after-y");
    await page.getByRole("button", { name: "Show comparison" }).click();
    await page.getByRole("heading", { name: "Faster in 1 of 1 case." }).waitFor();
    expect(await table(page).innerText()).toContain("Faster, clears 1.2×");
    expect(await table(page).locator(".rv-ratio b").innerText()).toBe("1.30");
    await page.getByRole("button", { name: "Copy Markdown" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("### after-y against before-x: 1 faster");
    const link = /\[Open in Whisker\]\((.*?)\)/.exec(copied)?.[1];
    expect(link).toContain("compare=before-x&compare=after-y");
    expect(faults).toEqual([]);
    await context.close();

    const fresh = await openPage(browser);
    await fresh.page.goto(link!);
    await fresh.page.getByRole("heading", { name: "Faster in 1 of 1 case." }).waitFor();
    expect(fresh.faults).toEqual([]);
    await fresh.context.close();
  });

  it("swap: the ratio is the inverse and the verdict the opposite", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(explore(pair));
    await page.getByRole("heading", { name: "Faster in 1 of 1 case." }).waitFor();
    await page.getByRole("button", { name: "Compare", exact: true }).click();
    await page.getByRole("button", { name: "Swap" }).click();
    await page.getByRole("heading", { name: "Slower in 1 of 1 case." }).waitFor();
    // 100 / 130 = 0.769.
    expect(await table(page).locator(".rv-ratio b").innerText()).toBe("0.769");
    await expect.poll(() => page.url()).toContain("compare=after-y&compare=before-x");
    await page.getByRole("button", { name: "Clear" }).click();
    await expect.poll(() => page.locator(".cmp").count()).toBe(0);
    await expect.poll(() => page.url()).not.toContain("compare=");
    await context.close();
  });

  it("give a claim a plain ratio, and no verdict", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(explore("&compare=before-x&compare=told-z"));
    await table(page).waitFor();
    const only = page.locator(".cmp .rv-row");
    expect(await only.count()).toBe(1);
    expect(await only.innerText()).toContain("Claim: not tested");
    expect(await only.innerText()).toContain("2.60");
    expect(await only.innerText()).not.toMatch(/Faster|Slower/);
    expect(await only.locator(".f-whisker").count()).toBe(0);
    await context.close();
  });

  it("are chosen by the keyboard alone, and the points of a row open their drawer", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(explore());
    await page.keyboard.press("m");
    await expect.poll(() => page.evaluate(() => document.activeElement?.tagName)).toBe("SELECT");
    await page.keyboard.press("Escape");
    await expect.poll(() => page.getByLabel("Baseline").count()).toBe(0);
    await page.keyboard.press("Enter"); // the focus is back on the button
    for (const _ of ["candidate", "swap", "show"]) await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await table(page).waitFor();
    await page.locator(".cmp .rv-sources a").first().focus();
    await page.keyboard.press("Enter");
    await page.getByRole("complementary", { name: "Point details" }).waitFor();
    await expect.poll(() => page.url()).toMatch(/point=[0-9a-f]{16}/);
    expect(page.url()).toContain("compare=");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("say that they did not load, and try again", async () => {
    const { page, context } = await openPage(browser);
    await page.route("**/explore/compare?*", (route) => route.abort());
    await page.goto(explore(pair));
    await page.getByText("The comparison did not load.").waitFor();
    await page.unroute("**/explore/compare?*");
    await page.getByRole("button", { name: "Try again" }).click();
    await page.getByRole("heading", { name: "Faster in 1 of 1 case." }).waitFor();
    await context.close();
  });

  it.each(["light", "dark"] as const)(
    "have nothing that axe finds and nothing beyond the screen, in the %s theme, wide and on a phone",
    async (colorScheme) => {
      for (const width of [1440, 390]) {
        const options = { colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } } as const;
        const { page, context, faults } = await openPage(browser, options);
        await page.goto(explore(pair));
        await table(page).waitFor();
        expect(await axeViolations(page)).toEqual([]);
        const beyond = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(beyond).toBe(0);
        expect(faults).toEqual([]);
        await context.close();
      }
    },
    120_000,
  );

  it("answer 400 where the query names no two series", async () => {
    const answer = await fetch(`${server.url}/explore/compare?compare=a`);
    expect(answer.status).toBe(400);
  });
});
