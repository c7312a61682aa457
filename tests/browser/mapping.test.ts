import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dropFiles } from "./drop";
import { axeViolations, launchBrowser, openPage, root, startServer, type Server } from "./harness";

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

const german = await readFile(join(root, "tests/browser/fixtures/durchsatz.csv"), "utf8");

async function openUpload(options: Parameters<typeof openPage>[1] = {}) {
  const opened = await openPage(browser, { reducedMotion: "reduce", ...options });
  await opened.page.goto(`${server.url}/upload`);
  return opened;
}

const drop = (page: Page, name: string, content: Buffer | string) => dropFiles(page, [{ name, content }]);
const readAs = (page: Page, header: string) => page.getByLabel(`Read ${header} as`, { exact: true });
const publishButton = (page: Page) => page.getByRole("button", { name: /^Publish \d+ points?/ });
const preview = (page: Page) => page.getByRole("region", { name: "Preview", exact: true });
const mainText = (page: Page) => page.locator("main").innerText();

/** What a select shows as chosen. */
const chosen = (page: Page, label: string) =>
  page
    .getByLabel(label, { exact: true })
    .evaluate((select: HTMLSelectElement) => select.selectedOptions[0]?.label);

async function untilRead(page: Page): Promise<void> {
  await publishButton(page).waitFor();
  await expect.poll(() => publishButton(page).isEnabled()).toBe(true);
}

async function publish(page: Page): Promise<string> {
  await untilRead(page);
  await publishButton(page).click();
  const link = page.getByRole("link", { name: "Open the dataset" });
  await link.waitFor();
  return (await link.getAttribute("href"))!;
}

describe("a table whose columns leave something open", () => {
  it("is asked about, read again by the answers, saved as a recipe, and read by it the next time", async () => {
    const { page, context, faults } = await openUpload();
    await drop(page, "november.csv", german);
    await page.getByText("“Durchsatz” without a unit may be one of several metrics.").waitFor();
    expect(await page.locator(".up-steps").innerText()).toMatch(/Columns\s+1 to confirm/);
    expect(await mainText(page)).toContain("Publishing confirms one suggested column: Durchsatz");
    expect(await axeViolations(page)).toEqual([]);

    await readAs(page, "Durchsatz").selectOption({ label: "Total tokens per second, tok/s" });
    await readAs(page, "Bemerkung").selectOption({ label: "Not imported" });
    // (1842.5 + 1836.0 + 1851.2) / 3 = 1843.23: three repeats, now that a remark no longer tells them apart.
    await preview(page)
      .getByText(/^1843(\.2)?$/)
      .first()
      .waitFor();
    expect(await chosen(page, "Metric")).toMatch(/^Total tokens per second/);
    expect(await chosen(page, "Unit of Durchsatz")).toBe("tok/s");
    expect(await page.getByText("confirmed", { exact: false }).count()).toBeGreaterThanOrEqual(2);
    expect(await mainText(page)).toContain("Will be saved as a recipe for files with this header");
    expect(await mainText(page)).not.toContain("Publishing confirms");
    expect(await axeViolations(page)).toEqual([]);
    const dataset = await publish(page);
    expect(await mainText(page)).toContain("Saved as a recipe for files with this header");

    await page.goto(`${server.url}/upload`);
    await drop(page, "december.csv", german.replaceAll("1.842,5", "1.900,5"));
    await page.getByText("Read by the recipe saved for files with this header").waitFor();
    await untilRead(page);
    expect(await chosen(page, "Read Durchsatz as")).toBe("Total tokens per second");
    await page.getByLabel("Metric", { exact: true }).selectOption("total_tokens_per_second");
    // (1900.5 + 1836.0 + 1851.2) / 3 = 1862.57
    await preview(page)
      .getByText(/^1862(\.6)?$|^1863$/)
      .first()
      .waitFor();
    const next = await publish(page);

    for (const address of [dataset, next]) {
      await page.goto(`${server.url}${address}`);
      const link = page.getByRole("region", { name: "Column mapping used" }).getByRole("link");
      const recipe = await (await fetch(`${server.url}${await link.getAttribute("href")}`)).json();
      expect(recipe).toMatchObject({
        headers: ["Modell", "GPU-Typ", "#GPU", "Lauf", "Durchsatz", "TTFT (s)", "Bemerkung"],
        columns: expect.arrayContaining([
          { as: "metric", metric: "total_tokens_per_second", statistic: "mean", unit: "tok/s" },
          { as: "ignored" },
        ]),
      });
    }
    expect(await axeViolations(page)).toEqual([]);

    const id = next.split("/").at(-1)!.slice(0, 12);
    await page.goto(`${server.url}/explore?metric=total_tokens_per_second&dataset=${id}`);
    await page.locator("tr.pick a[data-point]").first().click();
    const drawer = page.locator('aside[aria-label="Point details"], [role=dialog]').first();
    await drawer.getByText("by recipe").waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it("may be read by Whisker itself all the same, and published so", async () => {
    const { page, context, faults } = await openUpload();
    await drop(page, "again.csv", german.replaceAll("1.842,5", "1.950,5"));
    await page.getByRole("button", { name: "Use Whisker’s own reading" }).click();
    await page.getByText("“Durchsatz” without a unit may be one of several metrics.").waitFor();
    const dataset = await publish(page);
    await page.goto(`${server.url}${dataset}`);
    expect(await page.getByRole("region", { name: "Column mapping used" }).innerText()).not.toContain(
      "Recipe",
    );
    expect(faults).toEqual([]);
    await context.close();
  });

  it("takes an answer back", async () => {
    const { page, context } = await openUpload();
    await drop(page, "undo.csv", "model,Latency\nA,100\nB,200\n");
    await readAs(page, "Latency").selectOption({ label: "End-to-end latency, ms" });
    await expect.poll(() => chosen(page, "Metric")).toMatch(/^End-to-end latency/);
    await page.getByRole("button", { name: "Undo: Latency as before" }).click();
    await page.getByText("“Latency” without a unit may be one of several metrics.").waitFor();
    await expect.poll(() => chosen(page, "Metric")).toMatch(/^Latency/);
    await context.close();
  });

  it("asks the unit of a metric that was chosen, and reads the column as before until it is said", async () => {
    const { page, context } = await openUpload();
    await drop(page, "unit.csv", "model,value\nA,1.5\nB,2.5\n");
    await readAs(page, "value").selectOption({ label: "Power" });
    await page.getByText("In which unit is “value”?").waitFor();
    await page.getByLabel("Unit of value").selectOption({ label: "kW → W" });
    // 1.5 kW = 1500 W
    await preview(page)
      .getByText(/^1500(\.0)?$/)
      .first()
      .waitFor();
    await context.close();
  });

  it("asks whether 1,234 has a thousands mark or a decimal comma", async () => {
    const { page, context, faults } = await openUpload();
    await drop(page, "twofold.csv", 'model,req/s\nA,"1,234"\nB,"2,345"\n');
    await page.getByText("“1,234” may have a thousands mark, or a decimal comma.").waitFor();
    expect(await publishButton(page).isDisabled()).toBe(true);
    await page.getByRole("button", { name: "Decimal comma" }).click();
    await preview(page)
      .getByText(/^1\.234?$|^1\.23$/)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Undo", exact: true }).click();
    await page.getByRole("button", { name: "Thousands mark" }).click();
    await preview(page)
      .getByText(/^1234$/)
      .first()
      .waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it("asks what columns headed by values hold", async () => {
    const { page, context } = await openUpload();
    await drop(page, "pivot.csv", "model,1,2,4\nA,10,20,30\n");
    await page.getByText("These columns are headed by values").waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel("The headers are values of").selectOption({ label: "Concurrency" });
    await page.getByLabel("The cells hold").selectOption({ label: "Requests per second" });
    await page.getByLabel("in the unit").selectOption({ label: "req/s" });
    await page.getByRole("button", { name: "Read them so" }).click();
    await page.getByRole("button", { name: "Publish 3 points" }).waitFor();
    expect(await mainText(page)).toContain("concurrency 4");
    await context.close();
  });

  it("is mapped with the keyboard alone", async () => {
    const { page, context } = await openUpload();
    await drop(page, "keys.csv", "model,tok/s\nA,12.5\nB,13\n");
    await readAs(page, "model").focus();
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toBe(
      "Read tok/s as",
    );
    await page.keyboard.type("Total tok");
    await expect.poll(() => chosen(page, "Read tok/s as")).toMatch(/^Total tokens per second/);
    await untilRead(page);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("link", { name: "Open the dataset" }).waitFor();
    await context.close();
  });

  it.each(["light", "dark"] as const)("fits 390 px in %s, with reasons in sight", async (colorScheme) => {
    const { page, context } = await openUpload({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      colorScheme,
    });
    await drop(page, "phone.csv", "model,GPUs,tok/s\nA,8,12.5\nB,4,13\n");
    await untilRead(page);
    expect(await mainText(page)).toContain("“GPUs” is a name of accelerators");
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });
});

describe("many files", () => {
  it("in an archive are read file by file, those that are no results with the reason; all others are published at once", async () => {
    const { page, context, faults } = await openUpload();
    const packed = zipSync({
      "runs/one.csv": strToU8("model,TTFT (ms)\nA,50\n"),
      "runs/two.csv": strToU8("model,TTFT (ms)\nB,60\nC,70\n"),
      "picture.png": new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
      "within.zip": zipSync({ "a.csv": strToU8("a\n1\n") }),
      ".hidden": strToU8("x"),
    });
    await drop(page, "all.zip", Buffer.from(packed));
    await page.getByRole("button", { name: "Publish 2 files" }).waitFor();
    const list = page.getByRole("region", { name: "Files on this page" });
    await expect.poll(() => list.innerText()).toMatch(/runs\/two\.csv\s+2 points/);
    await expect.poll(() => list.innerText()).toMatch(/picture\.png\s+no results/);
    const text = await list.innerText();
    expect(text).toMatch(/picture\.png\s+no results: .*PNG/);
    expect(text).toMatch(/within\.zip\s+not read: Found a zip archive/);
    expect(text).toContain("Hidden files are not read: 1 passed over.");
    expect(await axeViolations(page)).toEqual([]);
    await page.getByRole("button", { name: "Publish 2 files" }).click();
    await expect
      .poll(async () => (await list.innerText()).match(/\bpublished$/gm)?.length, { timeout: 30_000 })
      .toBe(2);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("with one header are mapped together", async () => {
    const { page, context } = await openUpload();
    const text = (value: number) => `model,Goodput rate\nA,${value}.5\nB,${value}.25\n`;
    await dropFiles(
      page,
      [1, 2, 3].map((value) => ({ name: `${value}.csv`, content: text(value) })),
    );
    await page.getByRole("button", { name: "Publish 3 files" }).waitFor();
    await readAs(page, "Goodput rate").selectOption({ label: "Requests per second, req/s" });
    await page.getByRole("button", { name: "Read them the same way" }).click();
    await expect
      .poll(() => page.getByRole("region", { name: "Files on this page" }).innerText())
      .not.toMatch(/to confirm|reading/);
    await page.getByRole("button", { name: /^3\.csv/ }).click();
    expect(await chosen(page, "Read Goodput rate as")).toBe("Requests per second, req/s");
    await context.close();
  });
});

it("the page's own scripts read no files: importers come with the worker, once there is a file", async () => {
  const { page, context } = await openPage(browser);
  const scripts = new Map<string, Promise<string>>();
  page.on("response", (answer) => {
    if (answer.request().resourceType() === "script") scripts.set(answer.url(), answer.text());
  });
  await page.goto(`${server.url}/upload`, { waitUntil: "networkidle" });
  const texts = await Promise.all(scripts.values());
  expect(texts.length).toBeGreaterThan(0);
  // What every importer has, and what checks a recipe.
  expect(texts.filter((text) => text.includes("recognises(") || text.includes("safeParse"))).toEqual([]);
  await context.close();
});
