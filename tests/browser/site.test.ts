import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dropFiles } from "./drop";
import { serveFiles } from "./file-server";
import { launchBrowser, openPage, root } from "./harness";

let browser: Browser;
let dir: string;
let site: Awaited<ReturnType<typeof serveFiles>>;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "whisker-exported-"));
  const made = spawnSync(process.execPath, ["--import", "tsx", "scripts/export.ts", join(dir, "out")], {
    cwd: root,
    encoding: "utf8",
  });
  if (made.status !== 0) throw new Error(`npm run export failed. It said:\n${made.stdout}${made.stderr}`);
  site = await serveFiles(join(dir, "out"));
  browser = await launchBrowser();
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await site?.stop();
  rmSync(dir, { recursive: true, force: true });
});

describe("the exported site, served as files", () => {
  it("is clicked through: overview, another metric, a filter, a point's raw line, back, the dataset, methods", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${site.url}/`);
    expect(await page.getByRole("navigation", { name: "Pages" }).innerText()).not.toContain("Reviews");
    await page.getByRole("navigation", { name: "Pages" }).getByRole("link", { name: "Explore" }).click();
    await page.locator(".live-chart").first().waitFor();
    const first = await page.locator("tr.pick").count();
    expect(first).toBeGreaterThan(20);
    await page.getByRole("navigation", { name: "Metrics" }).getByRole("link", { name: "Memory" }).click();
    await page.getByRole("heading", { level: 1, name: "Peak memory" }).waitFor();
    await page.locator(".live-chart").first().waitFor();
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: "Output tokens per second" }).waitFor();
    await page.getByRole("checkbox", { name: /^Claim,/ }).click();
    await expect.poll(() => page.url()).toContain("evidence=");
    await expect.poll(() => page.locator("tr.pick").count()).toBeLessThan(first);
    const shown = await page.locator("tr.pick").allInnerTexts();
    await page.reload();
    await page.locator(".live-chart").first().waitFor();
    expect(await page.locator("tr.pick").allInnerTexts()).toEqual(shown);
    await page.locator("tr.pick", { hasText: "Samples" }).first().click();
    const drawer = page.locator('aside[aria-label="Point details"]');
    const marked = drawer.locator(".fl.hl").first();
    await marked.waitFor();
    const line = Number(await marked.locator(".ln").first().innerText());
    const file = (await readFile("data/measured/gpt2-124m-cpu/results.csv", "utf8")).split("\n");
    expect(file[line - 1]).toContain(await marked.locator("mark").first().innerText());
    await page.goto(`${site.url}/datasets/`);
    await page.getByRole("link", { name: "results.csv" }).first().click();
    await page.getByRole("heading", { level: 1, name: "results.csv" }).waitFor();
    expect(await page.locator("main").innerText()).toContain(file[0]!.split(",")[0]);
    await page.getByRole("link", { name: "Methods" }).click();
    await page.getByRole("heading", { level: 1, name: "Methods" }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it("opens a view by its query, with its point, and a dataset at a line", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${site.url}/explore/?metric=scaling&y=value`);
    await page.locator(".live-chart").first().waitFor();
    expect(await page.locator("h1").innerText()).toBe("Multi-GPU scaling");
    const link = page.locator("a[data-point]").first();
    const id = await link.getAttribute("data-point");
    await page.goto(`${site.url}/explore/?metric=scaling&y=value&point=${id}`);
    const drawer = page.locator('aside[aria-label="Point details"]');
    await drawer.locator(".fl.hl").first().waitFor();
    const source = await drawer.locator('a[href^="/datasets/"]').first().getAttribute("href");
    await page.goto(`${site.url}${source}`);
    await page.locator(".fl.hl, .hl").first().waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it("gives a dataset's file as it is", async () => {
    const page = await (await fetch(`${site.url}/datasets/`)).text();
    const sha256 = /\/datasets\/([0-9a-f]{64})/.exec(page)![1]!;
    const answer = await fetch(`${site.url}/site/files/${sha256}`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    const hash = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
    expect(hash).toBe(sha256);
  });

  it("reads a dropped file here, and asks nobody anything", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${site.url}/upload/`);
    await page.waitForLoadState("networkidle"); // the links look ahead
    const csv = await readFile(join(root, "tests/browser/fixtures/messy.csv"));
    const before = site.asked.length;
    await dropFiles(page, [{ name: "messy.csv", content: csv }]);
    await page.getByText("Read here only").waitFor();
    await page.locator(".up-right svg").first().waitFor();
    expect(await page.locator("main").innerText()).toMatch(/× ?1000/);
    expect(await page.getByRole("button", { name: /^Publish/ }).count()).toBe(0);
    const since = site.asked.slice(before);
    expect(since.filter((asked) => !/^GET \/_next\/static\//.test(asked))).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("offers to publish no file of several, and sends none", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${site.url}/upload/`);
    await page.waitForLoadState("networkidle"); // the links look ahead
    const csv = await readFile(join(root, "tests/browser/fixtures/messy.csv"), "utf8");
    const before = site.asked.length;
    await dropFiles(page, [
      { name: "one.csv", content: Buffer.from(csv) },
      { name: "two.csv", content: Buffer.from(`${csv}\n`) },
    ]);
    const files = page.getByRole("region", { name: "Files on this page" });
    await files.getByText("2 read").waitFor();
    expect(await page.getByRole("button", { name: /^Publish/ }).count()).toBe(0);
    expect(await files.innerText()).not.toMatch(/publish/i);
    await page.keyboard.press("Control+Enter");
    await page.waitForTimeout(300);
    expect(site.asked.slice(before).filter((asked) => !asked.startsWith("GET "))).toEqual([]);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("has the catalogue that its footer leads to", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${site.url}/`);
    await page.locator("footer").getByRole("link", { name: "Catalogue" }).click();
    await page.getByRole("heading", { level: 1, name: "Catalogue" }).waitFor();
    expect(await page.locator("main tbody tr").count()).toBeGreaterThan(20);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("finds a model by its file's spelling, and by the catalogue's", async () => {
    const { page, context } = await openPage(browser);
    const rows = async (model: string) => {
      await page.goto(`${site.url}/explore/?${new URLSearchParams({ metric: "ttft", model })}`);
      await page.locator("tr.pick").first().waitFor();
      return page.locator("tr.pick").allInnerTexts();
    };
    const byFile = await rows("GPT-2 124M");
    expect(byFile.length).toBeGreaterThan(0);
    expect(byFile).toEqual(await rows("GPT-2 (124M)"));
    await context.close();
  });

  it("has its first chart with scripts off", async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${site.url}/explore/`);
    expect(await page.locator("svg[role=img] >> visible=true").first().isVisible()).toBe(true);
    await context.close();
  });
});
