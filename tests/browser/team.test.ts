import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { axeViolations, launchBrowser, openPage, root, startServer, type Server } from "./harness";

const dir = mkdtempSync(join(tmpdir(), "whisker-team-"));
const env = { WHISKER_DIR: dir, PUBLIC_URL: "https://bench.example.org" };
const table = "metric,value,unit,system\nttft,45,ms,vLLM\n";

/** `whisker …` as a person types it on the server's machine. */
function whisker(...args: string[]): string {
  const options = { cwd: root, env: { ...process.env, ...env }, encoding: "utf8" } as const;
  return execFileSync(process.execPath, ["scripts/whisker.mjs", ...args], options);
}

const tokenOf = (scope: string) =>
  whisker("token", "create", "--name", `${scope} of the suite`, "--scope", scope).split("\n")[0]!;

let server: Server;
let browser: Browser;
const tokens: Record<string, string> = {};
let refusal = "";
beforeAll(async () => {
  refusal = await startServer(env).then(
    (started) => started.stop().then(() => "it started"),
    (error: Error) => error.message,
  );
  for (const scope of ["read", "upload", "admin"]) tokens[scope] = tokenOf(scope);
  [server, browser] = await Promise.all([startServer(env), launchBrowser()]);
}, 400_000);
afterAll(async () => {
  await Promise.all([server?.stop(), browser?.close()]);
  rmSync(dir, { recursive: true, force: true });
});

interface Ask extends Omit<RequestInit, "headers"> {
  token?: string;
  headers?: Record<string, string>;
}

const ask = (path: string, { token, headers, ...rest }: Ask = {}) => {
  const shown: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` };
  return fetch(server.url + path, { redirect: "manual", ...rest, headers: { ...shown, ...headers } });
};
const upload = (token: string | undefined, text = table) =>
  ask("/api/datasets?name=run.csv", {
    method: "POST",
    body: text,
    headers: { "Content-Type": "text/csv" },
    ...(token === undefined ? {} : { token }),
  });

describe("a team's server", () => {
  it("does not start without a token, and says how to make one", () => {
    expect(refusal).toContain("whisker token create");
  });

  it("answers nobody without a token: programs with 401, people with the way to sign in", async () => {
    const answer = await ask("/api/points");
    expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="Whisker"']);
    expect(answer.headers.get("content-type")).toContain("application/problem+json");
    const page = await ask("/explore?metric=ttft", { headers: { Accept: "text/html" } });
    expect([page.status, page.headers.get("location")]).toEqual([
      303,
      "/sign-in?to=%2Fexplore%3Fmetric%3Dttft",
    ]);
    for (const path of ["/", "/explore.rsc", "/explore?_rsc=1", "/_next/data/x/explore.json", "/%65xplore"])
      expect((await ask(path)).status, path).toBe(401);
    for (const header of ["x-middleware-subrequest", "x-whisker-actor"])
      expect((await ask("/", { headers: { [header]: "admin" } })).status).toBe(401);
    for (const path of ["/api/health", "/sign-in"]) expect((await ask(path)).status, path).toBe(200);
    expect((await upload(undefined)).status).toBe(401);
  });

  it("lets each scope do what it may, and names who uploaded", async () => {
    expect((await ask("/explore", { token: tokens["read"]! })).status).toBe(200);
    expect((await upload(tokens["read"])).status).toBe(403);
    const stored = await upload(tokens["upload"]);
    expect(stored.status).toBe(201);
    const { id } = (await stored.json()) as { id: string };
    const { dataset } = (await (await ask(`/api/datasets/${id}`, { token: tokens["read"]! })).json()) as {
      dataset: { origin: { uploader: string } };
    };
    expect(dataset.origin.uploader).toBe("upload of the suite");
    expect((await ask(`/api/datasets/${id}`, { method: "DELETE", token: tokens["upload"]! })).status).toBe(
      403,
    );
    expect((await ask("/api/tokens", { token: tokens["upload"]! })).status).toBe(403);
  });

  it("takes no write from a page of another site, whatever it shows", async () => {
    const headers = {
      "Content-Type": "text/csv",
      Origin: "https://evil.example",
      "Sec-Fetch-Site": "cross-site",
    };
    const init = { method: "POST", body: table, headers, token: tokens["admin"]! };
    expect((await ask("/api/datasets", init)).status).toBe(403);
  });

  it("a deleted dataset is in no list, and is brought back; every write is in the log", async () => {
    const { id } = (await (await upload(tokens["admin"], `${table}ttft,46,ms,SGLang\n`)).json()) as {
      id: string;
    };
    const admin = { token: tokens["admin"]! };
    const listed = async () => {
      const { datasets } = (await (await ask("/api/datasets", admin)).json()) as {
        datasets: { sha256: string }[];
      };
      return datasets.some(({ sha256 }) => sha256 === id);
    };
    expect(await listed()).toBe(true);
    expect((await ask(`/api/datasets/${id}`, { method: "DELETE", ...admin })).status).toBe(200);
    expect(await listed()).toBe(false);
    expect((await ask(`/api/datasets/${id}`, admin)).status).toBe(200);
    expect((await ask(`/api/datasets/${id}/restore`, { method: "POST", ...admin })).status).toBe(200);
    expect(await listed()).toBe(true);
    const { writes } = (await (await ask("/api/writes", admin)).json()) as {
      writes: { action: string; status: number; token: string }[];
    };
    expect(writes.slice(0, 3).map(({ action, status, token }) => [action, status, token])).toEqual([
      [`POST /api/datasets/${id}/restore`, 200, tokens["admin"]!.slice(4, 14)],
      [`DELETE /api/datasets/${id}`, 200, tokens["admin"]!.slice(4, 14)],
      ["POST /api/datasets", 201, tokens["admin"]!.slice(4, 14)],
    ]);
  });

  it("a person signs in, sees what they asked for, revokes a token and signs out", async () => {
    const { page, context, faults } = await openPage(browser);
    await page.goto(`${server.url}/datasets`);
    expect(new URL(page.url()).pathname).toBe("/sign-in");
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel("Token").fill("wsk_wrong");
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.getByRole("alert").filter({ hasText: "Not a valid token" }).waitFor();
    await page.getByLabel("Token").fill(tokens["admin"]!);
    await page.getByRole("button", { name: "Sign in" }).click();
    await page.waitForURL(`${server.url}/datasets`);
    const [session] = (await context.cookies()).filter(({ name }) => name === "__Host-whisker");
    expect(session).toMatchObject({ httpOnly: true, secure: true, sameSite: "Lax" });
    await page.goto(`${server.url}/admin`);
    expect(await axeViolations(page)).toEqual([]);
    const row = page.getByRole("row").filter({ hasText: "read of the suite" });
    await row.getByRole("button", { name: "Revoke" }).click();
    await row.getByRole("button", { name: "Revoke read of the suite for good" }).click();
    await row.getByText("revoked", { exact: true }).waitFor();
    expect((await ask("/explore", { token: tokens["read"]! })).status).toBe(401);
    await page.getByRole("button", { name: "Sign out" }).click();
    await page.waitForURL(/\/sign-in/);
    // The 401 of the wrong token is the browser's own line in the console.
    expect(faults.filter((fault) => !fault.includes("401"))).toEqual([]);
    await context.close();
  });
});
