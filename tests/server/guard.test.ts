import { describe, expect, it } from "vitest";
import { refuseAddress, refuseForeignWrite, refuseHost } from "@/lib/server/guard";

const publicUrl = new URL("https://bench.example.org");

describe("refuseHost", () => {
  it.each(["localhost", "localhost:3000", "127.0.0.1:1", "[::1]:3000", "LOCALHOST:3000"])(
    "lets %s pass",
    (host) => {
      expect(refuseHost(host, null)).toBeNull();
    },
  );

  it.each([
    undefined,
    "",
    "evil.example",
    "localhost.evil.example",
    "evil.example:3000",
    "127.0.0.1.evil.example",
    "localhost@evil.example",
    "localhost:3000/evil",
    "localhost:3000, evil.example",
    "127.0.0.2",
    "0.0.0.0:3000",
    "[::]:3000",
    "bench.example.org",
  ])("refuses %j with 421", (host) => {
    expect(refuseHost(host, null)?.status).toBe(421);
  });

  it("lets the host of PUBLIC_URL pass, and no other", () => {
    expect(refuseHost("bench.example.org", publicUrl)).toBeNull();
    expect(refuseHost("www.bench.example.org", publicUrl)?.status).toBe(421);
  });
});

describe("refuseAddress", () => {
  it.each(["/", "/explore?x=%", "/datasets/%C3%A9", "/api/datasets", "/v/[id]"])(
    "lets GET %s pass",
    (url) => {
      expect(refuseAddress("GET", url)).toBeNull();
    },
  );

  it.each([undefined, "", "http://evil.example/", "*", "/%", "/datasets/%E0%A4%A", "/%ff"])(
    "refuses GET %j with 400",
    (url) => {
      expect(refuseAddress("GET", url)?.status).toBe(400);
    },
  );

  it.each([
    "//admin",
    "/./admin",
    "/x/../admin",
    "/embed/..",
    "/embed/%2e%2e/admin",
    "/v/..%2fadmin",
    "/v/%2E%2E%5cadmin",
    "/\\admin",
  ])("refuses GET %j with 404: another path may be meant than is read", (url) => {
    expect(refuseAddress("GET", url)?.status).toBe(404);
  });

  it("lets dots within a name pass", () => {
    for (const url of ["/explore.csv", "/v/a..b", "/_next/static/chunks/.a.js", "/datasets/%2e%2e%2e"])
      expect(refuseAddress("GET", url), url).toBeNull();
  });

  it("refuses writes to pages with 405, and lets those to the interface pass", () => {
    for (const page of ["/", "/explore", "/apis", "/explore.csv"])
      expect(refuseAddress("POST", page)?.status).toBe(405);
    expect(refuseAddress("POST", "/api/datasets?name=a")).toBeNull();
  });
});

describe("refuseForeignWrite", () => {
  const host = "127.0.0.1:3000";
  const own = `http://${host}`;
  const refused = (method: string, site: string | undefined, origin: string | undefined) =>
    refuseForeignWrite(method, { host, origin, "sec-fetch-site": site }, publicUrl) !== null;

  it.each([
    ["a program", undefined, undefined, false],
    ["a page of this server", "same-origin", own, false],
    ["a page of PUBLIC_URL", "same-origin", publicUrl.origin, false],
    ["an old browser on a page of this server", undefined, own, false],
    ["another site", "cross-site", "https://evil.example", true],
    ["another site that says it is ours", "cross-site", own, true],
    ["another port of this machine", "same-site", "http://127.0.0.1:4000", true],
    ["an address bar", "none", undefined, true],
    ["a sandboxed frame", "cross-site", "null", true],
    ["an old browser on another site", undefined, "https://evil.example", true],
    ["a sandboxed frame of an old browser", undefined, "null", true],
    ["this host under another scheme", "same-origin", `https://${host}`, true],
  ])("%s", (_, site, origin, expected) => {
    for (const method of ["POST", "PUT", "PATCH", "DELETE"])
      expect(refused(method, site, origin)).toBe(expected);
    for (const method of ["GET", "HEAD"]) expect(refused(method, site, origin)).toBe(false);
  });

  it("takes of every pair of Origin and Sec-Fetch-Site the four that a program or a page of this server sends", () => {
    const origins = { absent: undefined, own, null: "null", other: "https://evil.example" };
    const sites = [undefined, "same-origin", "same-site", "cross-site", "none", "anything"];
    const taken = Object.entries(origins).flatMap(([name, origin]) =>
      sites.filter((site) => !refused("POST", site, origin)).map((site) => `${name}, ${site ?? "absent"}`),
    );
    expect(taken).toEqual(["absent, absent", "absent, same-origin", "own, absent", "own, same-origin"]);
  });
});
