import { gzipSync } from "node:zlib";
import type { Browser } from "playwright-core";
import { openPage } from "../../tests/browser/harness";
import type { Figure } from "./figure";

/** JavaScript of /explore, gzip: what the HTML itself asks for, and all that has come once the chart stands. */
export async function firstLoad(url: string, browser: Browser): Promise<Figure[]> {
  const html = await (await fetch(`${url}/explore`)).text();
  // A `nomodule` script is fetched by no browser that runs this app.
  const tags = [...html.matchAll(/<script[^>]+>/g)]
    .map(([tag]) => tag)
    .filter((tag) => !/nomodule/i.test(tag));
  const first = tags
    .flatMap((tag) => /src="([^"]+)"/.exec(tag)?.[1] ?? [])
    .map((src) => new URL(src, url).href);
  const { page, context } = await openPage(browser);
  const all = new Set<string>();
  page.on("response", (response) => {
    if (response.request().resourceType() === "script") all.add(response.url());
  });
  await page.goto(`${url}/explore`, { waitUntil: "networkidle" });
  await page.locator(".live-chart").first().waitFor();
  await context.close();
  return [
    {
      what: "first-load JavaScript of /explore, before the chart's chunk",
      figure: await kilobytes(first),
      budget: 170,
      unit: "kB gz",
    },
    {
      what: "all JavaScript of /explore with its chart",
      figure: await kilobytes([...all]),
      budget: 250,
      unit: "kB gz",
    },
  ];
}

async function kilobytes(urls: string[]): Promise<number> {
  const sizes = await Promise.all(
    [...new Set(urls)].map(async (each) => gzipSync(await (await fetch(each)).arrayBuffer()).length),
  );
  return sizes.reduce((sum, size) => sum + size, 0) / 1000;
}
