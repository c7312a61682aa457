import type { Page } from "playwright-core";

/** Drops files on the page, as a person does from a folder. */
export async function dropFiles(
  page: Page,
  files: readonly { name: string; content: Buffer | string }[],
): Promise<void> {
  await page.waitForLoadState("networkidle"); // the page listens once its scripts have run
  const plain = files.map(({ name, content }) => ({ name, bytes: [...Buffer.from(content)] }));
  const dataTransfer = await page.evaluateHandle((dropped) => {
    const data = new DataTransfer();
    for (const { name, bytes } of dropped) data.items.add(new File([new Uint8Array(bytes)], name));
    return data;
  }, plain);
  for (const event of ["dragenter", "dragover", "drop"])
    await page.dispatchEvent("body", event, { dataTransfer });
}
