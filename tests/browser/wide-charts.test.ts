import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations, launchBrowser, openPage, startServer, type Server } from "./harness";

let server: Server;
let browser: Browser;

/** A sweep over users: more of them give the system more, and each of them less. */
const sweep = ["vLLM", "SGLang"].flatMap((system, at) =>
  [1, 4, 16, 64].flatMap((users) =>
    [0.99, 1, 1.01].flatMap((scatter, run) => {
      const each = ((100 - 20 * at) / (1 + users / 40)) * scatter;
      const setup = `M,${system},,8,${users},${run + 1}`;
      return [
        `tokens_per_second_per_user,${each},tok/s,${setup}`,
        `output_tokens_per_second,${each * users},tok/s,${setup}`,
        `ttft,${(20 + users) * scatter},ms,${setup}`,
      ];
    }),
  ),
);

/** Five runs of each of four versions; the third is slower than the second. */
const versions = [
  ["0.8.0", 100],
  ["0.9.0", 110],
  ["0.10.0rc1", 95],
  ["0.10.0", 120],
] as const;
const history = versions.flatMap(([version, rate]) =>
  [-1, -0.5, 0, 0.5, 1].map(
    (off, run) => `output_tokens_per_second,${rate + off},tok/s,Qwen3-4B,vLLM,${version},1,,${run + 1}`,
  ),
);

const header = "metric,value,unit,model,system,system_version,accelerators,concurrency,run";

async function upload(name: string, rows: readonly string[]): Promise<void> {
  const answer = await fetch(`${server.url}/api/datasets?name=${name}`, {
    method: "POST",
    headers: { "content-type": "text/csv" },
    body: `${header}\n${rows.join("\n")}\n`,
  });
  if (!answer.ok) throw new Error(await answer.text());
}

beforeAll(async () => {
  server = await startServer();
  browser = await launchBrowser();
  await upload("sweep.csv", sweep);
  await upload("history.csv", history);
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const tab = (page: Page, name: string) =>
  page.getByRole("navigation", { name: "Metrics" }).getByRole("link", { name });

describe("the Pareto tab", () => {
  it("opens by p: points against points, how likely each is on the front, and another pair of axes", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/explore`);
    await page.keyboard.press("p");
    await page.waitForURL(/metric=pareto/);
    expect(await tab(page, "Pareto").getAttribute("aria-current")).toBe("page");
    await page.locator(".live-chart").first().waitFor();
    const chart = page.getByRole("application").first();
    expect(await chart.getAttribute("aria-label")).toMatch(
      /^Pareto chart: .* 8 points in 2 lines, 4 on the front/,
    );
    const rows = page.locator("#table tbody tr.pick");
    expect(await rows.count()).toBe(8);
    expect(await rows.first().innerText()).toMatch(/vLLM[^]*concurrency 1[^]*97\.6[^]*12\.\d+[^]*100\s%/);
    // Other axes need other points, which the server has.
    await page.getByRole("combobox", { name: /^Along/ }).selectOption("ttft");
    await page.waitForURL(/x=ttft/);
    await expect.poll(() => page.locator("#table thead").innerText()).toContain("TTFT, ms");
    expect(await rows.count()).toBe(8);
    await page.goBack();
    await expect.poll(() => page.locator("#table thead").innerText()).toContain("Tokens/s/user");
    await rows.first().click();
    await expect
      .poll(() => page.locator('aside[aria-label="Point details"]').innerText())
      .toContain("sweep.csv");
    expect(faults).toEqual([]);
    await context.close();
  });
});

describe("the Trends tab", () => {
  it("opens by t: versions in their order, the step for the worse ringed, and every form of the picture", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/explore`);
    await page.keyboard.press("t");
    await page.waitForURL(/x=system_version/);
    expect(await tab(page, "Trends").getAttribute("aria-current")).toBe("page");
    expect(await tab(page, "Tokens/s").getAttribute("aria-current")).toBeNull();
    await page.locator(".live-chart").first().waitFor();
    const texts = await page.locator(".live-chart text").allTextContents();
    const ticks = texts.filter((text) => versions.some(([version]) => version === text));
    expect(ticks).toEqual(versions.map(([version]) => version));
    expect(await page.locator(".live-chart .m-ring").count()).toBe(1);
    expect(texts).toContain("p < 0.0001");
    const rows = page.locator("#table tbody tr.pick");
    expect(await rows.allInnerTexts()).toEqual([
      expect.stringMatching(/0\.8\.0[^]*100\.00[^]*5\s+history\.csv\s*:L2\s/),
      expect.stringMatching(/0\.9\.0[^]*110\.00/),
      expect.stringMatching(/0\.10\.0rc1[^]*95\.00/),
      expect.stringMatching(/0\.10\.0[^]*120\.00/),
    ]);
    const { search } = new URL(page.url());
    const forms = await Promise.all(
      ["svg", "csv", "md", "json"].map(async (form) => {
        const answer = await fetch(`${server.url}/explore.${form}${search}&model=Qwen3-4B`);
        return [answer.status, await answer.text()] as const;
      }),
    );
    expect(forms.map(([status]) => status)).toEqual([200, 200, 200, 200]);
    const [svg, csv, md] = forms.map(([, text]) => text);
    expect(svg).toContain("0.10.0rc1");
    expect(svg).toContain("m-ring");
    expect(csv!.match(/^output_tokens_per_second,/gm)).toHaveLength(20);
    expect(md).toContain("1 step for the worse is ringed");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("stands on the overview beside the Pareto front, and nothing of it overflows a phone or stops axe", async () => {
    for (const [width, colorScheme] of [
      [1440, "light"],
      [390, "dark"],
    ] as const) {
      const options = { colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } } as const;
      const { page, context, faults } = await openPage(browser, options);
      await page.goto(server.url);
      const cards = page.locator(".ov-wide a");
      expect(await cards.count()).toBe(2);
      expect(await axeViolations(page)).toEqual([]);
      await cards.last().click();
      await page.waitForURL(/\/explore\?x=system_version&model=Qwen3-4B/);
      await page.waitForLoadState("networkidle");
      await expect.poll(() => page.title()).not.toBe(""); // the router brings it after the page
      expect(await axeViolations(page)).toEqual([]);
      const beyond = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(beyond).toBe(0);
      expect(faults).toEqual([]);
      await context.close();
    }
  }, 120_000);
});
