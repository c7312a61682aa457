import { afterAll, expect, it } from "vitest";
import { isHttpProblem } from "@/lib/server/http-problem";
import { importPool } from "@/lib/server/import-pool";
import { openStore } from "@/lib/server/open-store";
import { uploadDataset } from "@/lib/server/upload";
import { temporaryDir } from "./temporary-dir";

temporaryDir();
process.env["WHISKER_READ_MEMORY"] = "64";
afterAll(() => importPool().close());

const upload = (body: string) => {
  const headers = { "content-type": "text/csv" };
  return uploadDataset(new Request("http://127.0.0.1/api/datasets", { method: "POST", headers, body }));
};

/** Rows that describe a setup each, with a note of so many characters. */
const table = (rows: number, note: string) =>
  `system,batch,Tokens/sec,note\n${Array.from({ length: rows }, (_, i) => `vLLM,${i},151.${i},${note}${i}\n`).join("")}`;

it("refuses what needs more memory than one file may take, says what to do, and reads the next one", async () => {
  const cause: unknown = await upload(table(150_000, "n")).then(
    () => null,
    (error: unknown) => error,
  );
  if (!isHttpProblem(cause)) throw cause ?? new Error("It was read.");
  expect(cause.problem.status).toBe(413);
  expect(cause.problem.detail).toMatch(/64 MB.*Nothing was stored.*in parts.*WHISKER_READ_MEMORY/);
  expect(await (await openStore()).listDatasets()).toEqual([]);
  expect(await upload(table(10, "n"))).toMatchObject({ created: true, points: 10 });
});

it("reads a table of long notes that is larger than the memory it may take", async () => {
  const note = "x".repeat(40_000);
  expect(await upload(table(2_000, note))).toMatchObject({ created: true, points: 2_000, problems: 0 });
});
