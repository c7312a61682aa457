import { createServer, type Server as HttpServer } from "node:http";
import type { AddressInfo } from "node:net";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hostileTexts } from "../share/hostile-texts";
import { dropFiles } from "./drop";
import { axeViolations, launchBrowser, openPage, startServer, type Server } from "./harness";

/** Where others are told that this server is: none of the tests' own addresses, so that one from a request would show. */
const publicUrl = "http://localhost:4999";

let server: Server;
let browser: Browser;
let dir: string;
let stored: string;

const shown = "model=LLaMA-2+7B&model=GPT-2+124M";

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), "whisker-share-"));
  server = await startServer({ PUBLIC_URL: publicUrl });
  browser = await launchBrowser();
  stored = await storeView(shown);
}, 400_000);

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const json = { "Content-Type": "application/json" };

async function storeView(query: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/views`, {
    method: "POST",
    headers: json,
    body: JSON.stringify({ query }),
  });
  return ((await answer.json()) as { id: string }).id;
}

async function upload(name: string, body: string): Promise<string> {
  const answer = await fetch(`${server.url}/api/datasets?name=${encodeURIComponent(name)}`, {
    method: "POST",
    headers: { "Content-Type": "text/csv" },
    body,
  });
  return ((await answer.json()) as { id: string }).id;
}

const formOf = async (path: string) => {
  const answer = await fetch(`${server.url}${path}`);
  expect([path, answer.status]).toEqual([path, 200]);
  return answer;
};

describe("the share menu", () => {
  const menu = (page: Page) => page.getByRole("dialog", { name: "Share this view" });
  const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText());

  const opened = async (options: Parameters<typeof openPage>[1] = {}) => {
    const watched = await openPage(browser, options);
    await watched.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await watched.page.goto(`${server.url}/explore?${shown}`);
    await watched.page.locator(".live-chart").first().waitFor();
    return watched;
  };

  it("opens with s, shows the permanent link, and says what it copied; the focus goes back", async () => {
    const { page, context, faults } = await opened();
    await page.keyboard.press("s");
    const field = menu(page).getByRole("textbox", { name: "Link" });
    await expect.poll(() => field.inputValue()).toBe(`${publicUrl}/v/${stored}`);
    expect(
      await menu(page)
        .getByRole("radio", { name: /Permanent/ })
        .isChecked(),
    ).toBe(true);
    expect(await axeViolations(page)).toEqual([]);
    await menu(page).getByRole("button", { name: "Copy", exact: true }).click();
    expect(await clipboard(page)).toBe(`${publicUrl}/v/${stored}`);
    await page.getByRole("status").getByText("Link copied").waitFor();
    await page.keyboard.press("Escape");
    await expect.poll(() => menu(page).count()).toBe(0);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe("Share");
    expect(faults).toEqual([]);
    await context.close();
  });

  it("copies snippets that follow new data where that is chosen, by click, arrows and keys", async () => {
    const { page, context, faults } = await opened();
    await page.keyboard.press("s");
    await menu(page)
      .getByRole("radio", { name: /Follows new data/ })
      .check();
    await menu(page).getByRole("button", { name: "Embed, 800 × 450" }).click();
    await page.getByRole("status").getByText("Embed copied").waitFor();
    expect(await clipboard(page)).toContain(`<iframe src="${publicUrl}/embed/${stored}?live=1" width="800"`);
    await page.keyboard.press("s");
    await menu(page).waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.getByRole("status").getByText("Markdown image copied").waitFor();
    expect(await clipboard(page)).toBe(
      `[![Output tokens per second](${publicUrl}/v/${stored}.svg)](${publicUrl}/v/${stored})`,
    );
    await page.keyboard.press("Shift+B");
    await page.getByRole("status").getByText("Badge copied").waitFor();
    expect(await clipboard(page)).toContain(`${publicUrl}/v/${stored}.svg?badge`);
    await page.keyboard.press("Shift+M");
    await page.getByRole("status").getByText("Markdown copied").waitFor();
    expect(await clipboard(page)).toMatch(/^### Output tokens per second\n[^]*\| \*\*.*\| samples \|/);
    expect(faults).toEqual([]);
    await context.close();
  });

  it("saves each form as a file with its key", async () => {
    const { page, context, faults } = await opened();
    const forms = {
      "Shift+P": ".png",
      "Shift+V": ".svg",
      "Shift+C": ".csv",
      "Shift+J": ".json",
      "Shift+H": ".html",
    };
    for (const [key, ending] of Object.entries(forms)) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.keyboard.press(key)]);
      expect(download.suggestedFilename()).toMatch(new RegExp(`^whisker-output_tokens.*\\${ending}$`));
      expect((await readFile(await download.path())).length).toBeGreaterThan(500);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it("says that a file could not be made, where the server does not answer with one", async () => {
    const { page, context } = await opened();
    await page.route("**/*.json?*", (route) => route.fulfill({ status: 503 }));
    await page.route("**/v/*.json", (route) => route.fulfill({ status: 503 }));
    await page.keyboard.press("Shift+J");
    await page.getByRole("status").getByText("The JSON could not be made").waitFor();
    expect(await page.getByText("JSON is being saved").count()).toBe(0);
    await context.close();
  });

  it("gives a text to copy by hand, chosen already, where the clipboard does not take it", async () => {
    const { page, context } = await opened();
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new Error("not allowed"));
    });
    await page.keyboard.press("Shift+E");
    const field = page.getByRole("status").getByRole("textbox");
    await field.waitFor();
    expect(await field.inputValue()).toContain("<iframe src=");
    const chosen = await field.evaluate(
      (input: HTMLInputElement) =>
        document.activeElement === input &&
        input.selectionEnd === input.value.length &&
        input.selectionStart === 0,
    );
    expect(chosen).toBe(true);
    await context.close();
  });

  it("is on a phone as well, whole on its screen", async () => {
    const { page, context } = await opened({ viewport: { width: 390, height: 844 }, hasTouch: true });
    await page.getByRole("button", { name: "Share" }).click();
    await menu(page).waitFor();
    const box = await menu(page).boundingBox();
    expect(box!.x).toBeGreaterThanOrEqual(0);
    expect(box!.x + box!.width).toBeLessThanOrEqual(390);
    await context.close();
  });
});

describe("each form, opened where nothing was opened before", () => {
  it("is a picture, a table, points or a text that says the view's title, and that anybody may keep", async () => {
    const types = {
      svg: "image/svg+xml",
      png: "image/png",
      csv: "text/csv",
      json: "application/json",
      md: "text/markdown",
      html: "text/html",
    };
    for (const [form, type] of Object.entries(types)) {
      const answer = await formOf(`/v/${stored}.${form}`);
      expect(answer.headers.get("content-type")).toContain(type);
      // An offline file says what became of its datasets since, which may change.
      expect(answer.headers.get("cache-control")).toBe(
        form === "html" ? "no-cache" : "public, max-age=31536000, immutable",
      );
      expect(answer.headers.get("etag")).toMatch(/^(W\/)?"[\w-]+"$/);
      expect(answer.headers.get("set-cookie")).toBeNull();
      if (form !== "png") expect(await answer.text()).toContain("Output tokens per second");
    }
    const { page, context, faults } = await openPage(browser);
    for (const form of ["svg", "png"]) {
      await page.goto(`${server.url}/v/${stored}.${form}`);
      const size = await page.evaluate(() => {
        const drawn = document.querySelector("img, svg")!.getBoundingClientRect();
        return [drawn.width, drawn.height];
      });
      expect(size[0]).toBeGreaterThan(300);
    }
    expect(faults).toEqual([]);
    await context.close();
  });

  it("of CSV, JSON and offline file read again is the same points", async () => {
    const read = async (path: string, type: string) => {
      const answer = await fetch(`${server.url}/api/inspect?name=again`, {
        method: "POST",
        headers: { "Content-Type": type },
        body: await (await formOf(path)).arrayBuffer(),
      });
      const { points } = (await answer.json()) as { points: Record<string, unknown>[] };
      const said = points.map(({ metric, value, case: of, stats, evidence, interval }) =>
        JSON.stringify({ metric, value, of, stats, evidence, interval }),
      );
      return said.sort();
    };
    const csv = await read(`/v/${stored}.csv`, "text/csv");
    expect(csv.length).toBe(10);
    expect(await read(`/v/${stored}.json`, "application/json")).toEqual(csv);
    expect(await read(`/v/${stored}.html`, "text/html")).toEqual(csv);
  });
});

describe("the PNG beside the screen", () => {
  /**
   * Two programs draw the same shapes, and smooth the edges of text and lines each in its own way. So both are compared in
   * blocks of 4 px: of all blocks at most 2 % may differ by more than a fifth of white to black, and on average by 1.5 %.
   */
  it("is the same picture: at most 2 % of 4 px blocks differ by more than a fifth", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(`${server.url}/explore?${shown}&theme=light`);
    const live = page.locator(".live-chart svg").first();
    await live.waitFor();
    await page.mouse.move(0, 0);
    await page.waitForTimeout(300);
    const box = (await live.boundingBox())!;
    const screen = (await live.screenshot()).toString("base64");
    const pad = 28; // room around a figure in a sheet of 560 px or more
    const asked = `${shown}&theme=light&width=${Math.round(box.width) + 2 * pad}`;
    const svg = await (await formOf(`/explore.svg?${asked}`)).text();
    const top = Number(/<svg x="28" y="([\d.]+)"/.exec(svg)![1]);
    const png = Buffer.from(await (await formOf(`/explore.png?${asked}`)).arrayBuffer()).toString("base64");
    const found = await page.evaluate(compareImages, {
      ...{ screen, png, left: pad, top },
      ...{ width: Math.floor(box.width), height: Math.floor(box.height) },
    });
    console.info(`PNG and screen: ${JSON.stringify(found)}`);
    expect(found.blocks).toBeGreaterThan(5000);
    expect(found.ink).toBeGreaterThan(0.01);
    expect(found.far).toBeLessThan(0.02);
    expect(found.mean).toBeLessThan(0.015);
    await context.close();
  });
});

/** Runs in the page: how two pictures differ in blocks of 4 px, as shares. */
async function compareImages(of: {
  screen: string;
  png: string;
  left: number;
  top: number;
  width: number;
  height: number;
}) {
  const side = 4;
  const blocksOf = async (base64: string, left: number, top: number) => {
    const image = new Image();
    image.src = `data:image/png;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = of.width;
    canvas.height = of.height;
    const context = canvas.getContext("2d")!;
    context.drawImage(image, -left, -top);
    const { data } = context.getImageData(0, 0, of.width, of.height);
    const blocks: number[] = [];
    for (let y = 0; y + side <= of.height; y += side)
      for (let x = 0; x + side <= of.width; x += side) {
        let sum = 0;
        for (let i = 0; i < side * side; i += 1) {
          const at = 4 * ((y + (i >> 2)) * of.width + x + (i & 3));
          sum += 0.3 * data[at]! + 0.59 * data[at + 1]! + 0.11 * data[at + 2]!;
        }
        blocks.push(sum / (side * side * 255));
      }
    return blocks;
  };
  const [a, b] = [await blocksOf(of.screen, 0, 0), await blocksOf(of.png, of.left, of.top)];
  const differences = a.map((value, i) => Math.abs(value - b[i]!));
  return {
    blocks: a.length,
    ink: a.filter((value) => value < 0.9).length / a.length,
    far: differences.filter((difference) => difference > 0.2).length / a.length,
    mean: differences.reduce((sum, each) => sum + each, 0) / a.length,
  };
}

describe("a link as a crawler reads it", () => {
  const agent = { "User-Agent": "ExampleBot/1.0", Accept: "text/html" };
  const tagsOf = async (path: string) => {
    const html = await (await fetch(`${server.url}${path}`, { headers: agent })).text();
    const head = html.slice(0, html.indexOf("</head>"));
    const tags = [...head.matchAll(/<meta (?:property|name)="([^"]+)" content="([^"]*)"/g)];
    return { head, tags: Object.fromEntries(tags.map(([, name, content]) => [name!, content!])) };
  };

  it("has title, text and a picture of 1200 × 630 in the head, at addresses of PUBLIC_URL only", async () => {
    const dataset = (
      (await (await fetch(`${server.url}/api/datasets`)).json()) as { datasets: { sha256: string }[] }
    ).datasets[0]!.sha256;
    for (const path of [`/v/${stored}`, `/explore?${shown}`, `/datasets/${dataset}`]) {
      const { tags } = await tagsOf(path);
      expect(tags).toMatchObject({
        "og:site_name": "Whisker",
        "og:image:width": "1200",
        "og:image:height": "630",
        "twitter:card": "summary_large_image",
      });
      expect(tags["og:title"]!.length).toBeGreaterThan(3);
      expect(tags["og:description"]!.length).toBeGreaterThan(10);
      const addresses = Object.values(tags).filter((content) => /^https?:/.test(content));
      expect(addresses.length).toBeGreaterThanOrEqual(3);
      for (const address of addresses) expect(new URL(address).origin).toBe(publicUrl);
      const image = new URL(tags["og:image"]!.replaceAll("&amp;", "&"));
      const png = Buffer.from(await (await formOf(`${image.pathname}${image.search}`)).arrayBuffer());
      expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
    }
  });

  it("leads from the head to oEmbed, and from there to a frame", async () => {
    const { head } = await tagsOf(`/v/${stored}`);
    const found = /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(head)![1]!;
    const { pathname, search } = new URL(found.replaceAll("&amp;", "&"));
    const answer = (await (await formOf(`${pathname}${search}`)).json()) as { html: string };
    expect(answer.html).toContain(`src="${publicUrl}/embed/${stored}"`);
  });
});

describe("the card in a frame on another page", () => {
  let other: HttpServer;
  let address: string;

  beforeAll(async () => {
    const frame = (path: string, id: string) =>
      `<iframe id="${id}" src="${server.url}${path}" width="800" height="450"></iframe>`;
    const page = `<!doctype html><title>A README elsewhere</title>${frame(`/embed/${stored}?theme=dark`, "card")}${frame(`/explore?${shown}`, "page")}<img id="badge" src="${server.url}/v/${stored}.svg?badge">`;
    other = createServer((_, response) => {
      response.writeHead(200, { "Content-Type": "text/html" }).end(page);
    });
    await new Promise<void>((done) => other.listen(0, "127.0.0.1", done));
    address = `http://127.0.0.1:${(other.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((done) => other.close(done)));

  it("shows chart, table and sources by keyboard, in the theme that is asked for, and keeps no cookie", async () => {
    const { page, context } = await openPage(browser);
    await page.goto(address);
    const card = page.frameLocator("#card");
    await card.locator("svg.chart >> visible=true").first().waitFor();
    const ground = await card.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor);
    expect(ground).toBe("rgb(20, 23, 27)");
    await card.locator("#chart").focus();
    await page.keyboard.press("ArrowRight");
    await expect.poll(() => card.getByRole("row").count()).toBe(11);
    await page.keyboard.press("ArrowRight");
    await card.getByText("Files by sha256").waitFor();
    expect(await context.cookies()).toEqual([]);
    expect(await card.locator("script, link, img").count()).toBe(0);
    const badge = await page.locator("#badge").evaluate((image: HTMLImageElement) => image.naturalWidth);
    expect(badge).toBeGreaterThan(100);
    await context.close();
  });

  it("is framed where no other page of Whisker is", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(address);
    await page.frameLocator("#card").locator("svg.chart >> visible=true").first().waitFor();
    expect(faults.join("\n")).toMatch(/frame-ancestors|refused to connect|X-Frame-Options/i);
    expect(page.frames().some((frame) => frame.url().includes("/explore"))).toBe(false);
    await context.close();
  });

  it("is as wide as its frame, from a phone's to a page's", async () => {
    const { page, context } = await openPage(browser);
    for (const width of [360, 800, 1200]) {
      await page.setViewportSize({ width, height: 450 });
      await page.goto(`${server.url}/embed/${stored}`);
      expect(await page.locator(".fig >> visible=true").count()).toBe(1);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });
});

describe("the offline file", () => {
  let file: string;
  beforeAll(async () => {
    file = join(dir, "view.html");
    writeFileSync(file, await (await formOf(`/v/${stored}.html`)).text());
  });

  it("opens from disk with the network off: filters, sorts, and opens what stands behind a row", async () => {
    const { page, context, faults } = await openPage(browser);
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await context.setOffline(true);
    await page.goto(pathToFileURL(file).href);
    const rows = page.locator("tbody tr[data-evidence]");
    expect(await rows.count()).toBe(10);
    await page.getByRole("checkbox", { name: "Claim" }).uncheck();
    await page.getByText("5 of 10 rows").waitFor();
    await page.getByRole("checkbox", { name: "Claim" }).check();
    await page.getByRole("searchbox", { name: "Filter the table" }).fill("gpt-2");
    await page.getByText("5 of 10 rows").waitFor();
    await page.getByRole("searchbox").fill("");
    const values = async () =>
      (await page.locator("tbody tr td:nth-child(3)").allInnerTexts()).map((text) =>
        Number(text.replace(/[^\d.]/g, "")),
      );
    await page.getByRole("columnheader", { name: "tok/s" }).getByRole("button").click();
    const rising = await values();
    expect(rising).toEqual([...rising].sort((a, b) => a - b));
    await page.getByRole("columnheader", { name: "tok/s" }).getByRole("button").click();
    expect(await values()).toEqual([...rising].sort((a, b) => b - a));
    const measured = page.locator('tr[data-evidence="samples"]').first();
    await measured.getByRole("button").click();
    const behind = page.locator("tr.more");
    await behind.getByText("Student t, between runs").waitFor();
    const line = await behind.locator("ol li code").first().innerText();
    const csv = await readFile("data/measured/gpt2-124m-cpu/results.csv", "utf8");
    expect(csv.split("\n")).toContain(line);
    expect(await page.evaluate(() => document.fonts.check("16px Inter"))).toBe(true);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save the data as CSV" }).click(),
    ]);
    const saved = await readFile(await download.path(), "utf8");
    expect(saved).toBe(await (await fetch(`${server.url}/v/${stored}.csv?shown=0`)).text());
    expect(asked.filter((url) => !/^(?:file|data|blob):/.test(url))).toEqual([]);
    expect(faults).toEqual([]);
    expect(await axeViolations(page)).toEqual([]);
    await context.close();
  });

  it("on paper is figure, table and sources in the light theme, without its controls", async () => {
    const { page, context } = await openPage(browser, { colorScheme: "dark" });
    await page.goto(pathToFileURL(file).href);
    await page.getByRole("searchbox").waitFor();
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("searchbox").isVisible()).toBe(false);
    for (const part of ["svg[role=img]", "#table", ".sources"])
      expect(await page.locator(part).first().isVisible()).toBe(true);
    expect(await page.locator("body").evaluate((body) => getComputedStyle(body).backgroundColor)).toBe(
      "rgb(255, 255, 255)",
    );
    await context.close();
  });

  it("reads without scripts, and leads to the raw lines", async () => {
    const { page, context } = await openPage(browser, { javaScriptEnabled: false });
    await page.goto(pathToFileURL(file).href);
    await page.locator("tbody tr td a").first().click();
    expect(page.url()).toMatch(/#f\d+-\d+$/);
    expect(await page.locator("li:target").count()).toBe(1);
    await context.close();
  });

  it("dropped on /upload is the points that it holds", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/upload`);
    await dropFiles(page, [{ name: "view.html", content: await readFile(file) }]);
    await page.getByRole("button", { name: "Publish 10 points" }).waitFor();
    expect(await page.locator("main").innerText()).toContain("Whisker offline file");
    expect(faults).toEqual([]);
    await context.close();
  });
});

const texts = hostileTexts();

describe.skipIf(texts === null)(
  "every third of 887 hostile texts at once (skipped without ../shared)",
  () => {
    it("run nothing and fetch nothing on the page, in a frame, a review, a preview, a picture and an offline file", async () => {
      const some = texts!.filter((_, i) => i % 3 === 0); // all of them in every form: tests/server/hostile-titles.test.ts
      const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
      const rows = (value: number) =>
        some.map((text, i) => `e2e_latency,${value + i},ms,${quoted(text)},${i % 3}`);
      const csv = (value: number) => `metric,value,unit,system,run\n${rows(value).join("\n")}\n`;
      const [first, second] = [await upload(texts![100]!, csv(100)), await upload(texts![550]!, csv(200))];
      const id = await storeView("metric=e2e_latency");
      const made = await fetch(`${server.url}/api/reviews`, {
        method: "POST",
        headers: json,
        body: JSON.stringify({
          title: texts!.find((text) => /<script>.*alert/.test(text)),
          attachments: [
            { role: "baseline", dataset: first },
            { role: "candidate", dataset: second },
          ],
        }),
      });
      const review = ((await made.json()) as { id: string }).id;
      const offline = join(dir, "hostile.html");
      writeFileSync(offline, await (await formOf(`/v/${id}.html`)).text());
      const reviewed = join(dir, "hostile-review.html");
      writeFileSync(reviewed, await (await formOf(`/reviews/${review}.html`)).text());
      const { page, context, faults } = await openPage(browser);
      const addresses = [
        ...[`/v/${id}`, `/embed/${id}`, `/v/${id}.svg`, `/reviews/${review}`, `/reviews/${review}.svg`].map(
          (path) => `${server.url}${path}`,
        ),
        ...[offline, reviewed].map((path) => pathToFileURL(path).href),
      ];
      for (const address of addresses) {
        await page.goto(address, { waitUntil: "load" });
        const injected = await page.evaluate(
          () =>
            document.querySelectorAll("main iframe, main object, main embed, main script, main img").length,
        );
        expect([address, injected]).toEqual([address, 0]);
      }
      const button = page.locator("tbody tr th button").first();
      await button.click();
      await page.locator("tr.more").first().waitFor();
      expect(faults).toEqual([]);
      await context.close();
    });
  },
);
