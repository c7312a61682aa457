import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dropFiles } from "./drop";
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

const head = "metric,value,unit,model,run,driver";
const rows = (metric: string, unit: string, values: number[], driver = "550") =>
  values.map((value, i) => `${metric},${value},${unit},tiny,${i + 1},${driver}`).join("\n");
const csv = (rates: number[], ttfts: number[], driver?: string) =>
  [head, rows("output_tokens_per_second", "tok/s", rates, driver), rows("ttft", "ms", ttfts, driver)].join(
    "\n",
  ) + "\n";
const before = csv([100, 101, 99, 100, 100], [50, 51, 49, 50, 50]);
const after = csv([130, 131, 129, 130, 130], [60, 61, 59, 60, 60]);

const drop = (page: Page, files: Record<string, string>) =>
  dropFiles(
    page,
    Object.entries(files).map(([name, content]) => ({ name, content })),
  );

async function store(name: string, text: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/datasets?name=${name}`, {
    method: "POST",
    headers: { "content-type": "text/csv" },
    body: text,
  });
  return ((await answer.json()) as { id: string }).id;
}

async function makeReview(baseline: string, candidate: string, title = "A change"): Promise<string> {
  const [a, b] = [await store("before.csv", baseline), await store("after.csv", candidate)];
  const answer = await fetch(`${server.url}/api/reviews`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      title,
      attachments: [
        { role: "baseline", dataset: a },
        { role: "candidate", dataset: b },
      ],
    }),
  });
  return ((await answer.json()) as { url: string }).url;
}

async function reviewCount(): Promise<number> {
  const answer = await fetch(`${server.url}/api/reviews`);
  return ((await answer.json()) as { reviews: unknown[] }).reviews.length;
}

describe("/reviews", () => {
  it("makes a review of two dropped files, whose verdicts and Markdown are there at once", async () => {
    const { page, context, faults } = await openPage(browser);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`${server.url}/reviews`);
    const count = await reviewCount();
    await drop(page, { "before.csv": before, "after.csv": after });
    await page.getByText("Faster in 1 of 2 cases, slower in 1.").waitFor();
    const baseline = page.getByRole("group", { name: "Baseline" });
    expect(await baseline.innerText()).toContain("before.csv");
    expect(await reviewCount()).toBe(count); // read in the browser: nothing is stored yet
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel("Title").fill("Prefetch");
    await page.getByRole("button", { name: "Create review" }).click();
    await page.waitForURL(/\/reviews\/[\w-]{22}/);
    const table = page.getByRole("table").first();
    expect(await table.innerText()).toContain("Faster, clears 1.2×");
    expect(await table.innerText()).toContain("Slower");
    await page.getByRole("button", { name: "Copy Markdown" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("### Prefetch: 1 faster, 1 slower");
    expect(copied).toMatch(/^\| Output tokens per second \(tok\/s\), tiny +\|/m);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("swaps the sides before anything is stored", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}/reviews`);
    await drop(page, { "before.csv": before, "after.csv": after });
    await page.getByRole("button", { name: "Swap baseline and candidate" }).click();
    const baseline = page.getByRole("group", { name: "Baseline" });
    await expect.poll(() => baseline.innerText()).toContain("after.csv");
    await context.close();
  });

  it("says of a file without numbers what is wrong, and makes no review of it", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}/reviews`);
    await drop(page, { "before.csv": before, "poem.txt": "Roses are red\n" });
    await page.locator(".rv-bad").waitFor();
    expect(await page.getByRole("button", { name: "Create review" }).isDisabled()).toBe(true);
    await context.close();
  });
});

describe("a review's page", () => {
  describe.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
    it("has nothing that axe finds, no CSP report and no console error, wide and on a phone", async () => {
      const url = await makeReview(before, csv([130, 131, 129, 130, 130], [60, 61, 59, 60, 60], "560"));
      for (const width of [1440, 390]) {
        const options = { colorScheme, reducedMotion: "reduce", viewport: { width, height: 900 } } as const;
        const { page, context, faults } = await openPage(browser, options);
        await page.goto(`${server.url}${url}`);
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

  it("says before anything else that the setups differ in what is not under test", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}${await makeReview(before, csv([130, 131, 129], [60, 61, 59], "560"))}`);
    const text = await page.locator("main").innerText();
    expect(text).toContain("The setups differ in driver.");
    expect(text.indexOf("The setups differ")).toBeLessThan(text.indexOf("Faster in"));
    await context.close();
  });

  it("lets no claim take part in a verdict, and draws it no whisker", async () => {
    const claim = "metric,value,unit,model,evidence\noutput_tokens_per_second,550,tok/s,tiny,claim\n";
    const { page, context } = await openPage(browser);
    await page.goto(
      `${server.url}${await makeReview(claim, `${head}\n${rows("output_tokens_per_second", "tok/s", [600, 601, 599])}\n`)}`,
    );
    const row = page.locator(".rv-row");
    expect(await row.count()).toBe(1);
    expect(await row.innerText()).toContain("Claim: not tested");
    expect(await row.innerText()).not.toMatch(/Faster|Slower/);
    expect(await row.locator(".f-claim").count()).toBe(1);
    expect(await row.locator(".f-whisker").count()).toBe(0);
    await context.close();
  });

  it("is walked by arrow keys; the selected comparison is in the address and opens again from it", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}${await makeReview(before, after)}`);
    const heading = page.locator("#rv-case");
    expect(await heading.innerText()).toBe("Time to first token, tiny"); // what got slower comes first
    await page.locator(".sel-row a").focus();
    await page.keyboard.press("ArrowUp");
    await expect.poll(() => heading.innerText()).toBe("Output tokens per second, tiny");
    const address = page.url();
    expect(address).toMatch(/\?case=[0-9a-f]{16}$/);
    await page.keyboard.press("ArrowDown");
    await expect.poll(() => heading.innerText()).toBe("Time to first token, tiny");
    await page.goto(address);
    expect(await heading.innerText()).toBe("Output tokens per second, tiny");
    await page.locator(".rv-sources a").first().click();
    await page.waitForURL(/\/datasets\/[0-9a-f]{64}\?.*point=/);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("judges anew by other rules, and keeps a note on a comparison", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}${await makeReview(before, after)}`);
    await page.getByRole("button", { name: "Edit rules" }).click();
    await page.getByLabel("A speed-up counts from").fill("1.5");
    await page.getByRole("button", { name: "Apply" }).click();
    const table = page.getByRole("table").first();
    await expect.poll(() => table.innerText()).not.toContain("clears 1.2×");
    expect(await table.innerText()).toContain("Faster");
    await page.getByLabel("Note", { exact: true }).fill("The first chunk <b>waits</b>.");
    await page.getByRole("button", { name: "Add note" }).click();
    const note = page.locator(".rv-notes li");
    await note.waitFor();
    expect(await note.innerText()).toMatch(/On Time to first token, tiny[^]*The first chunk <b>waits<\/b>\./);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("holds a second candidate against the baseline by itself; notes hang on points, and reach the full Markdown", async () => {
    const { page, context, faults } = await openPage(browser);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    const url = await makeReview(before, after, "Two ways");
    await page.goto(`${server.url}${url}`);
    await drop(page, { "other.csv": csv([101, 102, 100, 101, 101], [40, 41, 39, 40, 40]) });
    const panel = page.getByRole("form", { name: "Attach a file" });
    expect(await panel.locator("select").first().inputValue()).toBe("candidate-2");
    await panel.getByRole("button", { name: "Attach", exact: true }).click();
    const list = page.getByRole("region", { name: "Candidates" });
    await list.waitFor();
    expect(await list.locator(":scope > ul > li").allInnerTexts()).toEqual([
      expect.stringMatching(/Candidate after\.csv[^]*Faster in 1 of 2 cases, slower in 1\./),
      expect.stringMatching(/Candidate 2 other\.csv[^]*Faster in 1 of 2 cases\./),
    ]);
    await list.getByRole("link", { name: "Candidate 2" }).click();
    await page.waitForURL(/candidate=candidate-2/);
    const table = page.getByRole("table").first();
    // 40 ms in place of 50: 1.25 times as fast; four tests of both candidates are one family.
    await expect.poll(() => table.innerText()).toContain("1.25");
    expect(await page.getByRole("region", { name: "Candidate 2 files" }).innerText()).toContain("other.csv");
    await page.getByRole("button", { name: "Copy Markdown" }).click();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain("### Two ways, candidate 2: 1 faster, 1 level");
    expect(copied).toContain("Holm over 4 cases of all candidates");

    await table.getByRole("link", { name: /tiny/ }).last().click();
    const on = page.locator(".rv-on select");
    const place = await on.locator("option", { hasText: "the candidate’s other.csv" }).getAttribute("value");
    await on.selectOption(place);
    await page.getByLabel("Note", { exact: true }).fill("Cold caches here.");
    await page.getByRole("button", { name: "Add note" }).click();
    const note = page.locator(".rv-notes li");
    await note.waitFor();
    expect(await note.innerText()).toMatch(
      /^On the candidate’s other\.csv, L7[^]*\(Time to first token, tiny\)/,
    );
    expect(await page.locator("#case .rv-about").innerText()).toBe("Note: Cold caches here.");
    const full = await fetch(`${server.url}${url}.md?form=full&candidate=candidate-2`);
    expect(await full.text()).toMatch(/- the candidate’s other\.csv, L7.*: Cold caches here\./);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("takes another version of a file, and keeps the one that it replaces in its history", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}${await makeReview(before, after)}`);
    await page.getByRole("button", { name: "Attach CSV" }).click();
    const second = csv([131, 132, 130, 131, 131], [50, 51, 49, 50, 51]);
    await page
      .locator(".rv-attach input[type=file]")
      .setInputFiles({ name: "second.csv", mimeType: "text/csv", buffer: Buffer.from(second) });
    await page.getByLabel("How").selectOption({ label: "In place of after.csv" });
    await page.getByRole("button", { name: "Attach", exact: true }).click();
    const candidate = page.getByRole("region", { name: "Candidate files" });
    await expect.poll(() => candidate.innerText()).toContain("second.csv");
    await candidate.getByText("1 earlier version").click();
    expect(await candidate.innerText()).toMatch(/after\.csv attached .* replaced/);
    expect(await page.getByRole("table").first().innerText()).not.toContain("Slower");
    await page.getByRole("button", { name: "Take second.csv out of the review" }).click();
    await page.getByRole("heading", { name: "Baseline and candidate have no case in common." }).waitFor();
    expect(await candidate.innerText()).toContain("No file yet.");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("shows table, forest plot and Markdown without scripts; each case is a link", async () => {
    const url = await makeReview(before, after);
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(`${server.url}${url}`);
    expect(await page.locator(".rv-row .f-whisker").count()).toBe(2);
    expect(await page.locator(".rv-markdown").innerText()).toMatch(/\| Case +\|/);
    await page.getByRole("link", { name: "tiny" }).first().click();
    expect(await page.locator("#rv-case").innerText()).toBe("Output tokens per second, tiny");
    await context.close();
  });
});

describe("a review by link", () => {
  const hrefOf = (query: Record<string, string>) => `${server.url}/reviews/new?${new URLSearchParams(query)}`;

  it("compares files that the browser fetches, stores nothing, and pins them in the link it copies", async () => {
    const [a, b] = [await store("before.csv", before), await store("after.csv", after)];
    const count = await reviewCount();
    const { page, context, faults } = await openPage(browser);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(hrefOf({ baseline: `/api/datasets/${a}/file`, candidate: `/api/datasets/${b}/file` }));
    await page.getByRole("button", { name: "Copy link" }).click();
    expect(await page.locator("main").innerText()).toContain("Faster in 1 of 2 cases, slower in 1.");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(new URL(link).searchParams.get("baseline_sha256")).toBe(a);
    expect(await axeViolations(page)).toEqual([]);
    expect(await reviewCount()).toBe(count);
    await page.goto(link);
    await page.getByRole("heading", { name: "Faster in 1 of 2 cases, slower in 1." }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it("shows nothing of a file that is not the one the link was made for, and says which", async () => {
    const [a, b] = [await store("before.csv", before), await store("after.csv", after)];
    const { page, context, faults } = await openPage(browser);
    await page.goto(
      hrefOf({
        baseline: `/api/datasets/${a}/file`,
        candidate: `/api/datasets/${b}/file`,
        candidate_sha256: "0".repeat(64),
      }),
    );
    await page.getByText("These files cannot be compared").waitFor();
    const text = await page.locator("main").innerText();
    expect(text).toContain("It is not the file that this link was made for");
    expect(text).not.toContain("Faster");
    await page.getByRole("link", { name: "Compare what is there now" }).click();
    await page.getByRole("heading", { name: "Faster in 1 of 2 cases, slower in 1." }).waitFor();
    expect(faults).toEqual([]);
    await context.close();
  });

  it("says so where a file is not there, or its address is not https", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(hrefOf({ baseline: "/api/datasets/0/file", candidate: "http://example.org/b.csv" }));
    await page.getByText("These files cannot be compared").waitFor();
    const text = await page.locator("main").innerText();
    expect(text).toMatch(/answered 40\d instead of the file/);
    expect(text).toContain("Only https addresses are fetched");
    await context.close();
  });
});
