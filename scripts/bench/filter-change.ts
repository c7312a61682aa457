import type { Browser, Page } from "playwright-core";
import { openPage } from "../../tests/browser/harness";
import { benchDataset } from "./bench-dataset";
import { median, type Figure } from "./figure";

const budgets = new Map([
  [1000, 50],
  [5000, 80],
]);

/** A person does not click again before the page has come to rest: what follows the chart a moment later is done by then. */
const rest = 300;

/** From the click on a facet of a page at rest to the frame that shows its effect, in ms: the median of several clicks. */
export async function filterChange(url: string, browser: Browser, points: number): Promise<Figure> {
  const sha256 = await benchDataset(url, points);
  const { page, context } = await openPage(browser);
  await page.goto(`${url}/explore?dataset=${sha256.slice(0, 12)}`, { waitUntil: "networkidle" });
  await page.locator(".live-chart").first().waitFor();
  const times: number[] = [];
  for (let click = 0; click < 17; click++) {
    times.push(await clickToPaint(page));
    await page.waitForTimeout(rest);
  }
  await context.close();
  return {
    what: `filter change, click to painted, ${points} points`,
    figure: median(times.slice(2)), // the first two compile the code
    budget: budgets.get(points) ?? 80,
    unit: "ms",
  };
}

function clickToPaint(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((done) => {
        const box = document.querySelector<HTMLElement>(
          '[role=group][aria-label="Precision"] [role=checkbox]',
        );
        if (!box) throw new Error("no facet to click");
        const start = performance.now();
        box.click();
        requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now() - start)));
      }),
  );
}
