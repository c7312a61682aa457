import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dropFiles } from "./drop";
import { axeViolations, launchBrowser, openPage, root, startServer, type Server } from "./harness";

const claims = join(root, "data/claims/AI_Execution_Benchmark_Comparisons.csv");

/** 7B in 16 bits on one H100 and one sequence at a time: at most 254 tok/s. */
const measured = `metric,value,unit,model,system,hardware,accelerators,precision,batch,n,sd
output_tokens_per_second,151,tok/s,Llama-2-7B,vLLM,H100 SXM5 80GB,1,fp16,1,8,9
output_tokens_per_second,171,tok/s,Llama-2-7B,TensorRT-LLM,H100 SXM5 80GB,1,fp16,1,8,7
output_tokens_per_second,312,tok/s,Llama-2-7B,Overstated,H100 SXM5 80GB,1,fp16,1,,
`;
const own = { devices: [{ name: "Example NPU 48GB", memory_gb: 48, bandwidth_gbs: 900, basis: "sheet" }] };

let server: Server;
let browser: Browser;
let dir = "";
let dataset = "";

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "whisker-own-"));
  writeFileSync(join(dir, "own.json"), JSON.stringify(own));
  server = await startServer({ WHISKER_CATALOGUE: join(dir, "own.json") });
  browser = await launchBrowser();
  const answer = await fetch(`${server.url}/api/datasets?name=measured.csv`, {
    method: "POST",
    body: measured,
    headers: { "Content-Type": "text/csv" },
  });
  dataset = ((await answer.json()) as { id: string }).id;
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

async function withPage(path: string, look: (page: Page) => Promise<void>, options = {}): Promise<void> {
  const { page, context, faults } = await openPage(browser, options);
  await page.goto(`${server.url}${path}`);
  await look(page);
  expect(faults).toEqual([]);
  await context.close();
}

describe("findings", () => {
  it("stand on the overview, gravest first, each linked to its cell", () =>
    withPage("/", async (page) => {
      const card = page.getByRole("region", { name: "Audit findings" });
      expect(await card.innerText()).toMatch(/1 impossible.*inconsistent/s);
      const first = card.getByRole("link").first();
      expect(await first.innerText()).toMatch(/measured\.csv:L4/);
      await first.click();
      await page.waitForURL(new RegExp(`/datasets/${dataset}\\?point=`));
    }));

  it("stand in the table, and in the drawer of their point with the sum and a link to its cells", () =>
    withPage("/explore?model=Llama-2-7B&evidence=claim", async (page) => {
      const row = page.locator("table.twin tr", { hasText: "550" });
      expect(await row.innerText()).toContain("Implies 6.0 W");
      await row.getByRole("link").first().click();
      const drawer = page.getByRole("complementary", { name: "Point details" });
      const sum = "550 tok/s × 13.5 GFLOP a token ÷ 1.23 TFLOPS/W = 6.0 W";
      const finding = drawer.getByRole("listitem").filter({ hasText: sum });
      await finding.getByRole("link", { name: "Show in the file" }).click();
      const selected = page.getByRole("region", { name: "Audit" }).locator("button.fi[aria-pressed=true]");
      await expect.poll(() => selected.innerText()).toContain(sum);
      await page.getByText("Highlighted: the 2 cells behind “Implies 6.0 W”.").waitFor();
    }));

  it("are a facet with counts, which the link keeps", () =>
    withPage("/explore", async (page) => {
      const facet = page.getByRole("group", { name: "Audit" });
      await facet.getByRole("checkbox", { name: "Impossible, 1 point" }).click();
      await expect.poll(() => page.url()).toContain("audit=impossible");
      const row = page.locator("table.twin tbody tr.pick");
      await expect.poll(() => row.allInnerTexts()).toEqual([expect.stringContaining("Overstated")]);
      await page.reload();
      await expect.poll(() => row.allInnerTexts()).toEqual([expect.stringContaining("Overstated")]);
    }));

  it("are shown of a file before it is stored", () =>
    withPage("/upload", async (page) => {
      await dropFiles(page, [{ name: "claims.csv", content: await readFile(claims) }]);
      const card = page.getByRole("region", { name: "Audit preview" });
      await card.getByText("Implies 6.0 W").first().waitFor();
      expect(await card.innerText()).toMatch(/28 inconsistent/);
      expect(await axeViolations(page)).toEqual([]);
    }));

  it("stand above the verdict of a review that rests on the file", async () => {
    const answer = await fetch(`${server.url}/api/reviews`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({
        title: "Overstated?",
        attachments: [
          { role: "baseline", dataset },
          { role: "candidate", dataset },
        ],
      }),
    });
    const { id } = (await answer.json()) as { id: string };
    await withPage(`/reviews/${id}`, async (page) => {
      const audit = page.getByRole("region", { name: "Audit" });
      expect(await audit.innerText()).toContain("1 impossible");
      const [above, below] = await Promise.all([
        audit.boundingBox(),
        page.locator("#rv-headline").boundingBox(),
      ]);
      expect(above!.y).toBeLessThan(below!.y);
      expect(await axeViolations(page)).toEqual([]);
    });
  });
});

function isOnScreen(what: Locator): Promise<boolean> {
  return what.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  });
}

describe("the key a", () => {
  it("opens the gravest finding from the overview, then selects the next on its dataset's page, and the first after the last", () =>
    withPage("/", async (page) => {
      await page.keyboard.press("a");
      await page.waitForURL(/\/datasets\//);
      const rows = page.getByRole("region", { name: "Audit" }).locator("button.fi");
      const pressed = () => rows.evaluateAll((all) => all.findIndex((row) => row.ariaPressed === "true"));
      const count = await rows.count();
      await expect.poll(pressed).toBe(0);
      for (let at = 1; at <= count; at++) {
        await page.keyboard.press("a");
        await expect.poll(pressed).toBe(at % count);
      }
    }));

  it("opens the points of a chart that have findings, gravest first, where the list of keys has it", () =>
    withPage("/explore?model=Llama-2-7B&accelerators=1,", async (page) => {
      const selected = page.locator("table.twin tr[aria-selected=true]");
      const drawer = page.getByRole("complementary", { name: "Point details" });
      await page.keyboard.press("a");
      await expect.poll(() => selected.innerText()).toContain("Overstated");
      const finding = drawer.getByText("117 % of the bandwidth bound");
      await expect.poll(() => isOnScreen(finding)).toBe(true);
      await page.keyboard.press("a");
      await expect.poll(() => selected.innerText()).toContain("Implies 6.0 W");
      await page.keyboard.press("?");
      expect(await page.getByRole("dialog").innerText()).toContain("Next finding");
    }));

  it("is not in the list of keys of a page without findings", () =>
    withPage("/methods", async (page) => {
      await page.keyboard.press("?");
      const list = page.getByRole("dialog");
      expect(await list.innerText()).toContain("Command palette");
      expect(await list.innerText()).not.toContain("Next finding");
    }));
});

describe("devices of one's own", () => {
  // 900 GB/s × 1.05 ÷ (6.607e9 parameters × 2 B = 13.21 GB) = 71.5 tok/s.
  it("reach the reader in the browser: 111 tok/s of 7B on one Example NPU are impossible before the file is stored", () =>
    withPage("/upload", async (page) => {
      const row = (rate: number) => `Llama-2-7B,Example NPU 48GB,1,fp16,1,${rate}`;
      const content = ["Model,Hardware,Accelerators,Precision,Batch,Output tokens/s", row(111)].join("\n");
      await dropFiles(page, [{ name: "own.csv", content: Buffer.from(`${content}\n`) }]);
      const card = page.getByRole("region", { name: "Audit preview" });
      await card.getByText("155 % of the bandwidth bound").waitFor();
      expect(await card.innerText()).toMatch(/1 impossible/);
    }));
});

describe("bounds", () => {
  it("are ink lines with what lies beyond hatched, alike in the server's figure and on the page", () =>
    withPage(`/explore?dataset=${dataset.slice(0, 12)}`, async (page) => {
      const line = ".chart .m-bound";
      const first = await (await fetch(`${server.url}/explore?dataset=${dataset.slice(0, 12)}`)).text();
      expect(first).toContain("memory-bandwidth bound, 254");
      await page.locator(`.live-chart ${line}`).first().waitFor({ state: "attached" });
      expect(await page.locator(".live-chart .m-beyond").count()).toBe(1);
      expect(await page.getByText("1 point lies beyond it.").count()).toBe(1);
      await page.getByRole("link", { name: "How the bound is computed" }).click();
      await page.waitForURL(/\/methods#bounds$/);
    }));

  it("go with shares of the hardware as columns: 151 of 253.5 tok/s are 59.6 %", () =>
    withPage(`/explore?dataset=${dataset.slice(0, 12)}`, async (page) => {
      expect(await page.getByRole("columnheader", { name: "MBU" }).count()).toBe(1);
      const row = page.locator("table.twin tbody tr", { hasText: "vLLM" });
      expect((await row.innerText()).replace(/\s+/g, " ")).toContain("59.6 %");
    }));
});

describe("/catalogue", () => {
  it.each([
    ["light", 1440],
    ["dark", 390],
  ] as const)("lists devices and models with their basis, in the %s theme at %i px", (colorScheme, width) =>
    withPage(
      "/catalogue",
      async (page) => {
        const own = page.getByRole("row", { name: /Example NPU 48GB/ });
        expect((await own.innerText()).replace(/\s+/g, " ")).toMatch(/own.*48.*900.*sheet/);
        expect(await page.getByRole("row", { name: /H100 SXM5 80GB/ }).innerText()).toContain("NVIDIA");
        expect(await page.getByRole("row", { name: /^Llama-2-7B / }).innerText()).toContain("6.738");
        expect(await axeViolations(page)).toEqual([]);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(wide).toBeLessThanOrEqual(0);
      },
      { colorScheme, viewport: { width, height: 900 } },
    ),
  );
});
