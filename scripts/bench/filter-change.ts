import type { Browser, Page } from "playwright-core";
import { openPage } from "../../tests/browser/harness";
import { median, type Figure } from "./figure";

const budgets = new Map([
  [1000, 50],
  [5000, 80],
]);

/** From the click on a facet to the frame that shows its effect, in ms: the median of several clicks. */
export async function filterChange(url: string, browser: Browser, points: number): Promise<Figure> {
  const name = `bench-${points}.csv`;
  const sha256 = await upload(url, name, benchCsv(points));
  const { page, context } = await openPage(browser);
  await page.goto(`${url}/explore?dataset=${sha256.slice(0, 12)}`, { waitUntil: "networkidle" });
  await page.locator(".live-chart").first().waitFor();
  const times: number[] = [];
  for (let click = 0; click < 9; click++) times.push(await clickToPaint(page));
  await context.close();
  return {
    what: `filter change, click to painted, ${points} points`,
    figure: median(times.slice(1)),
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

async function upload(url: string, name: string, csv: string): Promise<string> {
  const answer = await fetch(`${url}/api/datasets?name=${name}`, {
    method: "POST",
    body: csv,
    headers: { "content-type": "text/csv" },
  });
  if (!answer.ok) throw new Error(`upload of ${name} answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** `points` cases with n, mean and sd each, of 8 systems and 10 models, in Whisker's own CSV. */
function benchCsv(points: number): string {
  const rows = ["metric,value,unit,model,system,hardware,precision,batch,n,mean,sd"];
  for (let i = 0; i < points; i++) {
    const value = 50 + ((i * 7919) % 1000) / 4;
    const precision = ["bf16", "fp8", "int4"][i % 3];
    rows.push(
      `output_tokens_per_second,${value},tok/s,model-${i % 10},system-${i % 8},accelerator-${i % 5},${precision},${1 + Math.floor(i / 40)},5,${value},${value / 40}`,
    );
  }
  return rows.join("\n") + "\n";
}
