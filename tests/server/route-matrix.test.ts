import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import type { Scope } from "@/lib/server/access-scope";
import { authorize } from "@/lib/server/authorize";
import { openStore } from "@/lib/server/open-store";
import { openSession } from "@/lib/server/sessions";
import { createToken } from "@/lib/server/tokens";
import { temporaryDir } from "./temporary-dir";

temporaryDir();

/** What everybody may, what needs a token of that scope, and `reads`: a token of `read`, unless reads are public. */
type Needed = "anybody" | "reads" | Scope;

/** Every page and route of the app, by what each of its methods needs. */
const table: Record<string, Record<string, Needed>> = {
  "/": { GET: "reads" },
  "/admin": { GET: "admin" },
  "/api/[...path]": { GET: "reads", POST: "upload", PUT: "upload", PATCH: "upload", DELETE: "admin" },
  "/api/datasets": { GET: "reads", POST: "upload" },
  "/api/datasets/[sha]": { GET: "reads", DELETE: "admin" },
  "/api/datasets/[sha]/file": { GET: "reads" },
  "/api/datasets/[sha]/lines": { GET: "reads" },
  "/api/datasets/[sha]/restore": { POST: "admin" },
  "/api/health": { GET: "anybody" },
  "/api/inspect": { POST: "upload" },
  "/api/oembed": { GET: "reads" },
  "/api/openapi.json": { GET: "reads" },
  "/api/points": { GET: "reads" },
  "/api/points/[id]": { GET: "reads" },
  "/api/ready": { GET: "anybody" },
  "/api/recipes": { GET: "reads", POST: "upload" },
  "/api/recipes/[id]": { GET: "reads" },
  "/api/reviews": { GET: "reads", POST: "upload" },
  "/api/reviews/[id]": { GET: "reads", PATCH: "upload" },
  "/api/reviews/[id]/markdown": { GET: "reads" },
  "/api/reviews/[id]/notes": { POST: "upload" },
  "/api/session": { POST: "anybody", DELETE: "anybody" },
  "/api/tokens": { GET: "admin" },
  "/api/tokens/[id]": { DELETE: "admin" },
  "/api/views": { POST: "upload" },
  "/api/views/[id]": { GET: "reads" },
  "/api/writes": { GET: "admin" },
  "/catalogue": { GET: "reads" },
  "/datasets": { GET: "reads" },
  "/datasets/[sha]": { GET: "reads" },
  "/embed/[id]": { GET: "anybody" },
  "/embed/font": { GET: "anybody" },
  "/explore": { GET: "reads" },
  "/explore/compare": { GET: "reads" },
  "/explore/detail/[id]": { GET: "reads" },
  "/forms/datasets/[id]/[form]": { GET: "reads" },
  "/forms/explore/[form]": { GET: "reads" },
  "/forms/points/[id]/[form]": { GET: "reads" },
  "/forms/reviews/[id]/[form]": { GET: "reads" },
  "/forms/v/[id]/[form]": { GET: "reads" },
  "/methods": { GET: "reads" },
  "/metrics": { GET: "admin" },
  "/points/[id]": { GET: "reads" },
  "/reviews": { GET: "reads" },
  "/reviews/[id]": { GET: "reads" },
  "/reviews/new": { GET: "reads" },
  "/sign-in": { GET: "anybody" },
  "/upload": { GET: "reads" },
  "/v/[id]": { GET: "reads" },
};

/** Pages and routes as Next finds them, with the methods that each answers. */
function routesOfApp(folder = "app", path = ""): [string, string[]][] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, string[]][] => {
    const at = join(folder, entry.name);
    if (entry.isDirectory()) return routesOfApp(at, `${path}/${entry.name}`);
    if (entry.name === "page.tsx") return [[path || "/", ["GET"]]];
    return entry.name === "route.ts" ? [[path, methodsOf(readFileSync(at, "utf8"))]] : [];
  });
}

/** Of `export const GET = …`, `export async function GET`, and `export { answer as GET }`. */
function methodsOf(source: string): string[] {
  const exported = source.match(/export (?:const|async function|function) [A-Z]+\b|\bas [A-Z]+\b/g) ?? [];
  return exported.map((each) => each.split(" ").at(-1)!);
}

it("every page and route of the app has its row, and no other", () => {
  const found = Object.fromEntries(routesOfApp().map(([path, methods]) => [path, methods.sort()]));
  const expected = Object.entries(table).map(([path, methods]) => [path, Object.keys(methods).sort()]);
  expect(found).toEqual(Object.fromEntries(expected));
});

const statuses = ["none", "read", "upload", "admin", "expired", "revoked"] as const;
const shown = {} as Record<(typeof statuses)[number], { authorization?: string; cookie?: string }[]>;

beforeAll(async () => {
  const store = await openStore();
  const made = async (scope: Scope, days = 1) => {
    const { id, text } = await createToken(store, { name: scope, scope, days });
    const cookie = (await openSession(store, (await store.findToken(id))!)).split(";")[0]!;
    return { id, ways: [{ authorization: `Bearer ${text}` }, { cookie }] };
  };
  shown.none = [{}];
  for (const scope of ["read", "upload", "admin"] as const) shown[scope] = (await made(scope)).ways;
  shown.expired = (await made("admin", -1)).ways;
  const revoked = await made("admin");
  await store.revokeToken(revoked.id);
  shown.revoked = revoked.ways;
});

/** By hand: what each asker is told where the needed scope is that of the column. */
const told: Record<(typeof statuses)[number], Record<Needed, number>> = {
  none: { anybody: 200, reads: 401, read: 401, upload: 401, admin: 401 },
  read: { anybody: 200, reads: 200, read: 200, upload: 403, admin: 403 },
  upload: { anybody: 200, reads: 200, read: 200, upload: 200, admin: 403 },
  admin: { anybody: 200, reads: 200, read: 200, upload: 200, admin: 200 },
  expired: { anybody: 401, reads: 401, read: 401, upload: 401, admin: 401 },
  revoked: { anybody: 401, reads: 401, read: 401, upload: 401, admin: 401 },
};

describe.each(["token", "public"] as const)("where reads are by %s", (reads) => {
  it.each(statuses)("every method of every route answers %s as the table says", async (status) => {
    const store = await openStore();
    const rows = Object.entries(table).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, needed]) => ({ method, path, needed })),
    );
    for (const { method, path, needed } of rows)
      for (const [way, ask] of shown[status].entries()) {
        const asked = { authorization: undefined, cookie: undefined, ...ask, method, path: sample(path) };
        const { refusal } = await authorize(store, asked, { reads, proxies: [] });
        const open = needed === "anybody" || (needed === "reads" && reads === "public");
        // The cookie of a session that is over is no cookie: whoever has it is anybody.
        const isNobody = way === 1 && (status === "expired" || status === "revoked");
        const expected = told[isNobody ? "none" : status][open ? "anybody" : needed];
        expect(refusal?.status ?? 200, `${method} ${path} by ${way === 0 ? "header" : "cookie"}`).toBe(
          expected,
        );
      }
  });
});

function sample(path: string): string {
  return path.replace("[...path]", "nothing/here").replace(/\[\w+\]/g, "0123456789abcdef");
}
