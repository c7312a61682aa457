import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations, launchBrowser, openPage, startServer, type Server } from "./harness";

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

const screen = { width: 390, height: 844 };

async function openPhone(path: string, colorScheme: "light" | "dark" = "light") {
  const opened = await openPage(browser, {
    viewport: screen,
    hasTouch: true,
    colorScheme,
    reducedMotion: "reduce",
  });
  await opened.page.goto(`${server.url}${path}`);
  return opened;
}

const sheet = (page: Page) => page.getByRole("dialog");
const inSheet = (page: Page, what: string) => sheet(page).locator(what);

/** What sticks out of the sheet at either side, unless it scrolls within its own box. */
function clipped(page: Page): Promise<string[]> {
  return sheet(page).evaluate((dialog) => {
    const box = dialog.getBoundingClientRect();
    return [...dialog.querySelectorAll("*")]
      .filter((each) => !each.closest(".excerpt, svg, .sr, .cpy"))
      .filter((each) => each.getClientRects().length > 0)
      .filter((each) => {
        const { left, right } = each.getBoundingClientRect();
        return left < box.left - 0.5 || right > box.right + 0.5;
      })
      .map((each) => `${each.tagName} ${each.className}`);
  });
}

describe("a point's sheet at 390 px", () => {
  it.each(["light", "dark"] as const)(
    "rises from the foot over the full width, nothing of it cut, in %s",
    async (scheme) => {
      const { page, context, faults } = await openPhone("/explore?model=GPT-2+124M", scheme);
      await page.locator("tr.pick a[data-point]").first().tap();
      await inSheet(page, ".fl.hl").first().waitFor();
      const box = await sheet(page).boundingBox();
      expect([box?.x, box?.width, (box?.y ?? 0) + (box?.height ?? 0)]).toEqual([0, 390, 844]);
      expect(box?.y).toBeGreaterThan(60); // the page stays in sight above it
      expect(await clipped(page)).toEqual([]);
      expect(await axeViolations(page)).toEqual([]);
      expect(faults).toEqual([]);
      await context.close();
    },
  );

  it("keeps its name and its way out on the screen while it scrolls to its last button", async () => {
    const { page, context } = await openPhone("/explore?model=GPT-2+124M");
    await page.locator("tr.pick a[data-point]").first().tap();
    await inSheet(page, ".fl.hl").first().waitFor();
    const foot = inSheet(page, "text=Open file");
    await foot.scrollIntoViewIfNeeded();
    const end = await foot.boundingBox();
    expect((end?.y ?? 999) + (end?.height ?? 0)).toBeLessThanOrEqual(844);
    const close = sheet(page).getByRole("button", { name: "Close" });
    const at = await close.boundingBox();
    expect(Math.min(at?.width ?? 0, at?.height ?? 0)).toBeGreaterThanOrEqual(44);
    await close.tap(); // fails where anything lies over it
    await expect.poll(() => page.url()).not.toContain("point=");
    expect(await sheet(page).count()).toBe(0);
    await context.close();
  });

  it("takes the focus to its heading, keeps it, and gives it back to the row on Escape", async () => {
    const { page, context } = await openPhone("/explore?model=GPT-2+124M");
    const link = page.locator("tr.pick a[data-point]").first();
    const point = await link.getAttribute("data-point");
    await page.locator("tr.pick td").first().tap();
    await inSheet(page, ".fl.hl").first().waitFor();
    const focused = () => page.evaluate(() => document.activeElement?.closest("[role=dialog]") !== null);
    expect(await page.evaluate(() => document.activeElement?.hasAttribute("data-drawer-title"))).toBe(true);
    for (let i = 0; i < 40; i += 1) await page.keyboard.press("Tab");
    expect(await focused()).toBe(true);
    await page.keyboard.press("Escape");
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute("data-point")))
      .toBe(point);
    await context.close();
  });
});

describe("the chart's bar at 390 px", () => {
  it("stands at the foot of the screen with Table, Display and Export, 44 px high or more", async () => {
    const { page, context } = await openPhone("/explore");
    const bar = page.locator(".chart-bar");
    const box = await bar.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBe(844);
    const parts = bar.locator(":scope > *");
    expect((await parts.allInnerTexts()).map((text) => text.trim())).toEqual(["Table", "Display", "Export"]);
    for (const part of await parts.all())
      expect((await part.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await page.setViewportSize({ width: 1440, height: 900 });
    expect(await bar.isVisible()).toBe(false);
    await context.close();
  });

  it("goes to the table, without a change of the link", async () => {
    const { page, context } = await openPhone("/explore");
    await page.locator(".chart-bar").getByText("Table").tap();
    await expect
      .poll(() => page.locator("#table").evaluate((table) => table.getBoundingClientRect().top))
      .toBeLessThan(60);
    expect(page.url()).toBe(`${server.url}/explore`);
    await context.close();
  });

  it("has the controls of the chart behind Display: a choice goes to the link, and the sheet stays", async () => {
    const { page, context, faults } = await openPhone("/explore?metric=ttft");
    expect(await page.getByRole("radio", { name: "Bars" }).count()).toBe(0);
    await page.getByRole("button", { name: "Display" }).tap();
    await sheet(page).getByRole("radio", { name: "Bars" }).tap();
    await expect.poll(() => page.url()).toContain("mark=bars");
    await sheet(page).getByLabel("Statistic").selectOption("p99");
    await expect.poll(() => page.url()).toContain("statistic=p99");
    expect(await clipped(page)).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await page.keyboard.press("Escape");
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Display");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("gives the points as files behind Export: as many in the JSON as the chart shows", async () => {
    const { page, context } = await openPhone("/explore?model=LLaMA-2+7B");
    await page.locator(".chart-bar").getByText("Export").tap();
    const json = sheet(page).getByRole("link", { name: "JSON of these 5 points" }); // the document's five systems
    const answer = await fetch(new URL((await json.getAttribute("href")) ?? "", server.url));
    expect(((await answer.json()) as { points: unknown[] }).points).toHaveLength(5);
    const csv = await sheet(page).getByRole("link", { name: /^CSV/ }).getAttribute("href");
    expect(csv).toBe("/explore.csv?model=LLaMA-2+7B");
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

  it("leaves the controls at the chart where there are no scripts", async () => {
    const { page, context } = await openPage(browser, { viewport: screen, javaScriptEnabled: false });
    await page.goto(`${server.url}/explore`);
    expect(await page.getByRole("radio", { name: "Bars" }).isVisible()).toBe(true);
    const bar = page.locator(".chart-bar");
    expect(await bar.getByText("Display").isVisible()).toBe(false);
    expect(await bar.getByText("Export").getAttribute("href")).toBe("/explore.csv");
    await context.close();
  });
});
