import type { Page } from "playwright-core";
import { untilLive } from "./harness";

/** Drops files on the page, as a person does from a folder. */
export async function dropFiles(
  page: Page,
  files: readonly { name: string; content: Buffer | string }[],
): Promise<void> {
  await untilLive(page);
  const packed = files.map(({ name, content }) => ({
    name,
    base64: Buffer.from(content).toString("base64"),
  }));
  const dataTransfer = await page.evaluateHandle((dropped) => {
    const data = new DataTransfer();
    for (const { name, base64 } of dropped) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      data.items.add(new File([bytes], name));
    }
    return data;
  }, packed);
  for (const event of ["dragenter", "dragover", "drop"])
    await page.dispatchEvent("body", event, { dataTransfer });
}
