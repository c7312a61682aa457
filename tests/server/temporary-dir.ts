import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import { closeStore } from "@/lib/server/open-store";
import { importPool } from "@/lib/server/import-pool";
import { forgetPerProcess } from "@/lib/server/per-process";

/** A data folder of the test file's own, with store and workers closed at its end. */
export function temporaryDir(): { dir: string } {
  const dir = mkdtempSync(join(tmpdir(), "whisker-server-"));
  beforeAll(() => {
    process.env["WHISKER_DIR"] = dir;
  });
  afterAll(async () => {
    await importPool().close();
    forgetPerProcess("import-pool");
    await closeStore();
    rmSync(dir, { recursive: true, force: true });
  });
  return { dir };
}

/** A request as a route gets it. A body of several pieces comes without Content-Length. */
export function upload(
  body: string | Uint8Array | ReadableStream<Uint8Array>,
  options: { query?: string; headers?: Record<string, string> } = {},
): Request {
  const { query = "name=run.csv", headers = {} } = options;
  const init = { method: "POST", body, headers: { "Content-Type": "text/csv", ...headers }, duplex: "half" };
  return new Request(`http://127.0.0.1/api/datasets?${query}`, init as RequestInit);
}
