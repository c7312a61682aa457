// `npm run bench`: each budget of docs/performance.md as one line, figure beside budget; ratios are taken in one run.
import { launchBrowser, startServer } from "../../tests/browser/harness";
import { findChromium } from "../find-chromium.mjs";
import { auditPoints } from "./audit-points";
import { chartDraw } from "./chart-draw";
import { filterChange } from "./filter-change";
import { figureLine, type Figure } from "./figure";
import { firstLoad } from "./first-load";
import { readMillionRows } from "./read-million-rows";
import { review } from "./review";
import { shareForms } from "./share-forms";
import { uploadPage } from "./upload-page";

function print(figures: Figure[]): void {
  for (const figure of figures) console.log(figureLine(figure));
}

print(await readMillionRows());
print(await chartDraw());
print(auditPoints());
print(review());

process.env["CHROMIUM_PATH"] = findChromium() as string;
const server = await startServer();
const browser = await launchBrowser();
try {
  print(await firstLoad(server.url, browser));
  print(await shareForms(server.url));
  print([await filterChange(server.url, browser, 1000)]);
  print([await filterChange(server.url, browser, 5000)]);
  print(await uploadPage(server.url, browser));
} finally {
  await browser.close();
  await server.stop();
}
