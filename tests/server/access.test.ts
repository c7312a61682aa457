import { describe, expect, it } from "vitest";
import { includes, neededScope, type Scope } from "@/lib/server/access-scope";
import { authorize } from "@/lib/server/authorize";
import { clientAddress } from "@/lib/server/client-address";
import { openStore } from "@/lib/server/open-store";
import { openSession, sessionCookie, sessionSecret } from "@/lib/server/sessions";
import { makeToken, parseToken } from "@/lib/server/token-text";
import { createToken } from "@/lib/server/tokens";
import { writeLimiter } from "@/lib/server/write-limit";
import { temporaryDir } from "./temporary-dir";

temporaryDir();

describe("makeToken and parseToken", () => {
  it("a token is wsk_, an id, 256 random bits and a check sum, and is read as what was made", () => {
    const { text, id } = makeToken();
    expect(text).toMatch(/^wsk_[0-9a-f]{10}_[A-Za-z0-9_-]{43}_[0-9a-f]{8}$/);
    expect(parseToken(text)).toEqual({ id, secret: text.slice(15, 58) });
    expect(makeToken().text).not.toBe(text);
  });

  it("one character of it changed anywhere is no token", () => {
    const { text } = makeToken();
    for (let at = 0; at < text.length; at += 1) {
      const other = text[at] === "a" ? "b" : "a";
      expect(parseToken(text.slice(0, at) + other + text.slice(at + 1)), `at ${at}`).toBeNull();
    }
    for (const broken of ["", text.slice(1), `${text}a`, `${text}\n`, text.toUpperCase()])
      expect(parseToken(broken)).toBeNull();
  });
});

/** Who may: what is needed with public reads, and with reads by token. */
const matrix: [method: string, path: string, open: Scope | null, closed: Scope | null][] = [
  ["GET", "/", null, "read"],
  ["GET", "/explore", null, "read"],
  ["HEAD", "/explore", null, "read"],
  ["GET", "/explore.csv", null, "read"],
  ["GET", "/datasets/00", null, "read"],
  ["GET", "/api/points", null, "read"],
  ["GET", "/api/datasets/00/file", null, "read"],
  ["GET", "/api/openapi.json", null, "read"],
  ["GET", "/v/abc", null, "read"],
  ["GET", "/v/abc.csv", null, "read"],
  ["GET", "/v/abc.png", null, null],
  ["GET", "/embed/abc", null, null],
  ["GET", "/embed/abc/../../explore", null, "read"],
  ["GET", "/api/health", null, null],
  ["GET", "/api/ready", null, null],
  ["GET", "/sign-in", null, null],
  ["GET", "/_next/static/chunks/a.js", null, null],
  ["GET", "/_next/static/../../explore", null, "read"],
  ["GET", "/_next/data/x/explore.json", null, "read"],
  ["GET", "/explore.rsc", null, "read"],
  ["GET", "/nothing-known-of-it", null, "read"],
  ["GET", "/admin", "admin", "admin"],
  ["GET", "/admin.rsc", "admin", "admin"],
  ["GET", "/api/tokens", "admin", "admin"],
  ["GET", "/api/writes", "admin", "admin"],
  ["GET", "/metrics", "admin", "admin"],
  ["POST", "/api/session", null, null],
  ["DELETE", "/api/session", null, null],
  ["POST", "/api/health", "upload", "upload"],
  ["POST", "/api/datasets", "upload", "upload"],
  ["POST", "/api/inspect", "upload", "upload"],
  ["POST", "/api/views", "upload", "upload"],
  ["POST", "/api/reviews", "upload", "upload"],
  ["PATCH", "/api/reviews/abc", "upload", "upload"],
  ["POST", "/api/reviews/abc/notes", "upload", "upload"],
  ["POST", "/api/nothing-known-of-it", "upload", "upload"],
  ["DELETE", "/api/datasets/00", "admin", "admin"],
  ["POST", "/api/datasets/00/restore", "admin", "admin"],
  ["DELETE", "/api/tokens/00", "admin", "admin"],
];

describe("neededScope", () => {
  it.each(matrix)("%s %s needs %s where reads are public, %s where they need a token", (...row) => {
    const [method, path, open, closed] = row;
    expect([neededScope(method, path, "public"), neededScope(method, path, "token")]).toEqual([open, closed]);
  });

  it("admin includes upload, and upload includes read", () => {
    expect([includes("admin", "upload"), includes("upload", "read"), includes("read", "read")]).toEqual([
      true,
      true,
      true,
    ]);
    expect([includes("read", "upload"), includes("upload", "admin")]).toEqual([false, false]);
  });
});

describe("authorize", () => {
  const team = { reads: "token", proxies: [] } as const;
  const ask = async (
    method: string,
    path: string,
    shown: { authorization?: string; cookie?: string } = {},
  ) => {
    const { authorization, cookie } = shown;
    const { actor, refusal } = await authorize(
      await openStore(),
      { method, path, authorization, cookie },
      team,
    );
    return refusal?.status ?? actor?.name ?? "anybody";
  };
  const bearer = async (scope: Scope, days?: number) => {
    const { text, id } = await createToken(await openStore(), { name: scope, scope, ...(days && { days }) });
    return { id, text, shown: { authorization: `Bearer ${text}` } };
  };

  it("answers each scope what it may ask, 403 beyond it, and 401 without a token", async () => {
    for (const [method, path, , needed] of matrix.filter((row) => !row[1].includes(".."))) {
      expect(await ask(method, path), `${method} ${path}`).toBe(needed === null ? "anybody" : 401);
      for (const scope of ["read", "upload", "admin"] as const) {
        const expected = needed === null || includes(scope, needed) ? scope : 403;
        const { shown } = await bearer(scope);
        expect(await ask(method, path, shown), `${scope} ${method} ${path}`).toBe(expected);
      }
    }
  });

  it("refuses a revoked, an expired and a mistyped token also where nobody needs one", async () => {
    const store = await openStore();
    const revoked = await bearer("admin");
    expect(await store.revokeToken(revoked.id)).toBe(true);
    expect(await store.revokeToken(revoked.id)).toBe(false);
    const expired = await bearer("admin", -1);
    const mistyped = { authorization: `Bearer ${(await bearer("admin")).text}x` };
    for (const shown of [revoked.shown, expired.shown, mistyped, { authorization: "Basic YTpi" }]) {
      expect(await ask("GET", "/", shown)).toBe(401);
      expect(await ask("GET", "/api/health", shown)).toBe(401);
    }
  });

  it("a token whose secret is another's is refused", async () => {
    const [one, other] = [await bearer("admin"), makeToken()];
    const store = await openStore();
    await store.addToken({
      id: other.id,
      name: "x",
      scope: "admin",
      secretSha256: "00".repeat(32),
      createdAt: "2026-01-01T00:00:00.000Z",
      expiresAt: "2100-01-01T00:00:00.000Z",
    });
    expect(await ask("GET", "/", { authorization: `Bearer ${other.text}` })).toBe(401);
    expect(await ask("GET", "/", one.shown)).toBe("admin");
  });

  it("notes the use of a token, and answers without waiting for that", async () => {
    const store = await openStore();
    const { id, shown } = await bearer("read");
    let written: () => void = () => {};
    const noted: string[] = [];
    const slow = {
      ...store,
      noteTokenUse: (used: string) => {
        noted.push(used);
        return new Promise<void>((done) => (written = done));
      },
    };
    const asked = { method: "GET", path: "/", authorization: shown.authorization, cookie: undefined };
    const answers = await Promise.all([authorize(slow, asked, team), authorize(slow, asked, team)]);
    expect(answers.map(({ refusal }) => refusal)).toEqual([null, null]);
    expect(noted, "once, though it is not written yet").toEqual([id]);
    written();
    await ask("GET", "/", (await bearer("upload")).shown);
    const used = async () => (await store.listTokens())[0]!.lastUsedAt;
    await expect.poll(used).not.toBeNull();
  });

  it("a session does what its token may, until it or the token ends", async () => {
    const store = await openStore();
    const { id } = await bearer("upload");
    const token = (await store.findToken(id))!;
    const cookie = (await openSession(store, token)).split(";")[0]!;
    expect(cookie.startsWith(`${sessionCookie}=`)).toBe(true);
    expect(await ask("POST", "/api/datasets", { cookie: `theme=dark; ${cookie}` })).toBe("upload");
    expect(await ask("GET", "/admin", { cookie })).toBe(403);
    await store.revokeToken(id);
    expect(await ask("POST", "/api/datasets", { cookie })).toBe(401);
  });

  it("the cookie is of this host alone, kept from scripts, and sent over https", async () => {
    const store = await openStore();
    const { id } = await bearer("read");
    const cookie = await openSession(store, (await store.findToken(id))!);
    expect(cookie).toMatch(
      /^__Host-whisker=[\w-]{43}; Path=\/; Max-Age=604800; Secure; HttpOnly; SameSite=Lax$/,
    );
    expect(sessionSecret(`${cookie}; ${cookie}`)).toBeNull();
  });
});

describe("clientAddress", () => {
  const from = (remoteAddress: string, forwarded?: string) => ({
    socket: { remoteAddress },
    headers: forwarded === undefined ? {} : { "x-forwarded-for": forwarded },
  });
  const team = { reads: "token", proxies: ["10.0.0.1"] } as const;

  it("is the peer's, whatever a stranger says", () => {
    expect(clientAddress(from("192.0.2.7", "203.0.113.9"), team)).toBe("192.0.2.7");
    expect(clientAddress(from("10.0.0.1", "203.0.113.9"), null)).toBe("10.0.0.1");
  });

  it("is what our proxy says last, where that is an address", () => {
    expect(clientAddress(from("::ffff:10.0.0.1", "198.51.100.1, 203.0.113.9"), team)).toBe("203.0.113.9");
    expect(clientAddress(from("10.0.0.1", "203.0.113.9, unknown"), team)).toBe("10.0.0.1");
    expect(clientAddress(from("10.0.0.1"), team)).toBe("10.0.0.1");
  });
});

describe("writeLimiter", () => {
  it("lets a burst through, then as many as fit a minute, for each asker apart", () => {
    let at = 0;
    const limiter = writeLimiter({ perMinute: 60, burst: 3 }, () => at);
    expect([1, 2, 3, 4].map(() => limiter.take("a"))).toEqual([0, 0, 0, 1]);
    expect(limiter.take("b")).toBe(0);
    at = 1000;
    expect([limiter.take("a"), limiter.take("a")]).toEqual([0, 1]);
    at = 500;
    expect(limiter.take("a"), "a clock that goes back gives nothing and takes nothing").toBe(1);
  });
});
