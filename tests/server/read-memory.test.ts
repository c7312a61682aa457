import { strToU8, zipSync } from "fflate";
import { afterAll, expect, it, vi } from "vitest";
import { isHttpProblem } from "@/lib/server/http-problem";
import { importPool } from "@/lib/server/import-pool";
import { openStore } from "@/lib/server/open-store";
import { uploadDataset } from "@/lib/server/upload";
import { temporaryDir } from "./temporary-dir";

temporaryDir();
process.env["WHISKER_READ_MEMORY"] = "64";
process.env["WHISKER_MAX_POINTS"] = "1000000";
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

it("refuses a file of more points than one may have, says how many and what to do, and holds an archive's other files", async () => {
  vi.stubEnv("WHISKER_MAX_POINTS", "20");
  try {
    const cause: unknown = await upload(table(21, "n")).catch((error: unknown) => error);
    if (!isHttpProblem(cause)) throw cause;
    expect(cause.problem.status).toBe(422);
    expect(cause.problem.detail).toMatch(
      /more than 20 points.*at most that many.*in parts.*WHISKER_MAX_POINTS.*Nothing was stored/,
    );
    const packed = { "many.csv": strToU8(table(21, "n")), "few.csv": strToU8(table(20, "m")) };
    const body = zipSync(packed) as Uint8Array<ArrayBuffer>;
    const request = new Request("http://127.0.0.1/api/datasets", { method: "POST", body });
    const { files } = await uploadDataset(request);
    const many = files!.find(({ entry }) => entry === "many.csv");
    expect(many).toMatchObject({ error: { found: expect.stringMatching(/^more than 20 points/) as string } });
    expect(files!.find(({ entry }) => entry === "few.csv")).toMatchObject({ created: true, points: 20 });
    vi.stubEnv("WHISKER_MAX_POINTS", "21");
    expect(await upload(table(21, "n"))).toMatchObject({ created: true, points: 21 });
  } finally {
    vi.unstubAllEnvs();
  }
});
