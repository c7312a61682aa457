import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dropFiles } from "./drop";
import { launchBrowser, openPage, root, startServer, type Server } from "./harness";

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

const fixture = (name: string) => join(root, "tests/browser/fixtures", name);

const drop = (page: Page, name: string, content: Buffer | string) => dropFiles(page, [{ name, content }]);

async function publish(page: Page): Promise<void> {
  await page.getByRole("button", { name: /^Publish \d/ }).click();
  await page.getByRole("link", { name: "Open the dataset" }).waitFor();
}

describe("/upload", () => {
  it("reads a dropped vLLM file, draws it before anything is stored, and publishes it", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/upload`);
    const before = await datasetCount();
    await drop(page, "run.json", await readFile(fixture("vllm-detailed.json")));
    await page.getByRole("button", { name: /^Publish \d/ }).waitFor();
    expect(await page.locator("main").innerText()).toContain("vLLM");
    expect(await datasetCount()).toBe(before);
    await publish(page);
    expect(await datasetCount()).toBe(before + 1);
    await page.getByRole("link", { name: "Open the dataset" }).click();
    await page.waitForURL(/\/datasets\/[0-9a-f]{64}/);
    expect(await page.locator("main").innerText()).toContain("acme/tiny-llm-1b");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("reads a messy CSV: semicolons, BOM, units in headers; lists what it left out by line and keeps the rest", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/upload`);
    await drop(page, "messy.csv", await readFile(fixture("messy.csv")));
    await page.getByRole("button", { name: /^Publish \d/ }).waitFor();
    const text = await page.locator("main").innerText();
    expect(text).toMatch(/semicolon/i);
    expect(text).toMatch(/UTF-8/);
    expect(text).toMatch(/× ?1000/); // TTFT (s) becomes ms
    expect(text).toContain("10 fields"); // line 5 has an unquoted semicolon
    expect(text).toContain("9 fields");
    expect(text).toContain("<script>alert(1)</script>"); // as text
    await publish(page);
    await page.getByRole("link", { name: "Open in Explore" }).click();
    await page.waitForURL(/\/explore/);
    await page.locator("tr.pick").first().waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it("shows how far a long file is read, stops at once when told to, and reads the next one", async () => {
    const folder = mkdtempSync(join(tmpdir(), "whisker-long-"));
    const path = join(folder, "long.csv");
    const rows = Array.from({ length: 20_000 }, (_, i) => `ttft,${i % 97}.5,ms,model-${i % 50},run-${i}\n`);
    writeFileSync(path, "metric,value,unit,model,run\n" + rows.join("").repeat(100));
    const { page, context, faults } = await openPage(browser);
    try {
      await page.goto(`${server.url}/upload`);
      await page.locator("input[type=file]").first().setInputFiles(path);
      const bar = page.locator("progress");
      await page.locator('progress[aria-label="Reading points"]').waitFor();
      const first = await bar.evaluate((progress: HTMLProgressElement) => progress.value);
      await expect
        .poll(() => bar.evaluate((progress: HTMLProgressElement) => progress.value))
        .not.toBe(first);
      expect(page.workers()).toHaveLength(1);
      await page.getByRole("button", { name: "Cancel" }).click();
      await bar.waitFor({ state: "detached" });
      await expect.poll(() => page.workers().length).toBe(0);
      expect(await page.getByRole("button", { name: /^Publish \d/ }).count()).toBe(0);
      await drop(page, "run.json", await readFile(fixture("vllm-detailed.json")));
      await page.getByRole("button", { name: /^Publish \d/ }).waitFor();
      expect(faults).toEqual([]);
    } finally {
      await context.close();
      rmSync(folder, { recursive: true });
    }
  });

  it("says so when the same bytes are there already", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}/upload`);
    await drop(page, "another-name.json", await readFile(fixture("vllm-detailed.json")));
    await publish(page);
    expect(await page.locator("main").innerText()).toContain("here already");
    await context.close();
  });

  const hostile: [string, Buffer | string, RegExp][] = [
    ["empty.csv", "", /empty/i],
    ["picture.png", Buffer.from("89504e470d0a1a0a0000000d4948445200000001", "hex"), /PNG|binary/i],
    ["poem.txt", "Roses are red\nviolets are blue\n", /no|not/i],
    ["truncated.json", '{"model_id": "x", "request_throughput": 1.', /line 1|column|L1/i],
    ["deep.json", "[".repeat(1_000_000), /deep|nested|levels/i],
    ["wide.csv", `${"a,".repeat(1_000_000)}a\n`, /columns|fields/i],
    ["proto.csv", "__proto__,model,tok/s\nx,m,notanumber\n", /notanumber/],
    ["formula.csv", "model,tok/s\n=cmd|' /C calc'!A0,zz\n", /zz/],
  ];
  for (const [name, content, says] of hostile) {
    it(`answers ${name} with a message that says what is wrong, and goes on working`, async () => {
      const { page, context, faults } = await openPage(browser);
      await page.goto(`${server.url}/upload`);
      const before = await datasetCount();
      await drop(page, name, content);
      await expect.poll(() => page.locator("main").innerText(), { timeout: 20_000 }).toMatch(says);
      expect(await datasetCount()).toBe(before);
      await drop(page, "good.csv", "model,tok/s\nm,12.5\n");
      await expect
        .poll(() => page.getByRole("button", { name: "Publish 1 point" }).count(), { timeout: 20_000 })
        .toBe(1);
      expect(faults).toEqual([]);
      await context.close();
    });
  }
});

describe("a stored file", () => {
  it("comes back byte for byte, and its page opens on the asked line", async () => {
    const bytes = await readFile(fixture("messy.csv"));
    const answer = await fetch(`${server.url}/api/datasets?name=messy.csv`, {
      method: "POST",
      headers: { "content-type": "text/csv" },
      body: bytes,
    });
    const { id } = (await answer.json()) as { id: string };
    const back = Buffer.from(await (await fetch(`${server.url}/api/datasets/${id}/file`)).arrayBuffer());
    expect(back.equals(bytes)).toBe(true);
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/datasets/${id}?line=4&column=6`);
    const marked = page.locator(".fl.hl").first();
    await marked.waitFor();
    expect(await marked.locator("mark").first().innerText()).toBe("153.1");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("shows each of the naughty strings as text, wherever it stands", async (context) => {
    const corpus = join(root, "../shared/hostile/blns/blns.json");
    const strings = await readFile(corpus, "utf8").then(
      (text) => JSON.parse(text) as string[],
      () => null,
    );
    if (!strings) return context.skip("../shared/hostile is missing: the 515 naughty strings were not tried");
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
    const rows = strings.map(
      (text, i) => `output_tokens_per_second,${i + 1},tok/s,${quoted(text)},${quoted(text)},${quoted(text)}`,
    );
    const csv = ["metric,value,unit,model,system,remark", ...rows].join("\n") + "\n";
    const answer = await fetch(
      `${server.url}/api/datasets?name=${encodeURIComponent("<img src=x onerror=alert(1)>.csv")}`,
      {
        method: "POST",
        headers: { "content-type": "text/csv" },
        body: csv,
      },
    );
    expect(answer.status).toBe(201);
    const { id } = (await answer.json()) as { id: string };
    const watched = await openPage(browser);
    for (const path of [`/datasets/${id}`, `/explore?dataset=${id.slice(0, 12)}`, "/datasets", "/"]) {
      await watched.page.goto(`${server.url}${path}`);
      await watched.page.waitForLoadState("networkidle");
    }
    expect(watched.faults).toEqual([]);
    await watched.context.close();
  });
});

async function datasetCount(): Promise<number> {
  const { datasets } = (await (await fetch(`${server.url}/api/datasets`)).json()) as { datasets: unknown[] };
  return datasets.length;
}
