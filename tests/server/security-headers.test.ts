import { describe, expect, it } from "vitest";
import { contentSecurityPolicy, securityHeaders } from "@/lib/server/security-headers";

describe("contentSecurityPolicy", () => {
  const policy = contentSecurityPolicy("abc", false);

  it("runs only scripts with the nonce, and none of another origin, inline or evaluated", () => {
    expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
    expect(policy).not.toMatch(/script-src[^;]*unsafe/);
    expect(policy).not.toMatch(/https?:|\*/);
  });

  it("allows inline style in attributes only", () => {
    expect(policy).toMatch(/style-src 'self' 'nonce-abc';/);
    expect(policy).toContain("style-src-attr 'unsafe-inline'");
  });

  it("is framed by nobody and embeds nothing", () => {
    for (const none of ["frame-ancestors", "object-src", "base-uri"])
      expect(policy).toContain(`${none} 'none'`);
  });
});

describe("securityHeaders", () => {
  const of = (path: string, https = false) => securityHeaders("abc", { path, dev: false, https });

  it("lets a page read from other hosts where it is a review by link, and nowhere else", () => {
    const reaches = (path: string) => /connect-src ([^;]*)/.exec(of(path)["Content-Security-Policy"]!)![1];
    expect([reaches("/reviews/new"), reaches("/reviews/new/")]).toEqual(["'self' https:", "'self' https:"]);
    const others = ["/", "/reviews", "/reviews/news", "/reviews/new/x", "/x/reviews/new", "/api/reviews/new"];
    expect(others.map(reaches)).toEqual(others.map(() => "'self'"));
    expect(of("/reviews/new")["Content-Security-Policy"]).not.toMatch(/script-src[^;]*https:/);
  });

  it("sandboxes raw files, whatever the path's case or end", () => {
    for (const path of ["/api/datasets/00ff/file", "/api/datasets/00ff/file/"])
      expect(of(path)["Content-Security-Policy"]).toMatch(/^sandbox; default-src 'none'/);
    expect(of("/datasets/00ff")["Content-Security-Policy"]).toMatch(/^default-src 'self'/);
  });

  it("lets a file of a view have its styles and nothing else, and be shown elsewhere only where its id is secret", () => {
    const id = "abcDEF-_0123456789abcd";
    for (const path of ["/explore.svg", `/v/${id}.png`, `/reviews/${id}.json`, `/forms/v/${id}/svg`])
      expect(of(path)["Content-Security-Policy"]).toBe(
        "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'",
      );
    const shown = (path: string) => of(path)["Cross-Origin-Resource-Policy"];
    expect([`/v/${id}.svg`, `/reviews/${id}.png`].map(shown)).toEqual(["cross-origin", "cross-origin"]);
    const own = ["/explore.svg", "/points/0123456789abcdef.svg", `/v/${id}`, "/explore", "/v/x.svg"];
    expect(own.map(shown)).toEqual(own.map(() => "same-origin"));
  });

  it("lets the pictures that our own Markdown names be shown elsewhere, once PUBLIC_URL says where others find them", () => {
    const shown = (path: string, isShared: boolean) =>
      securityHeaders("abc", { path, dev: false, https: false, isShared })["Cross-Origin-Resource-Policy"];
    const sha = "0a".repeat(32);
    for (const path of [
      ...["/explore.svg", "/explore.png", "/points/0123456789abcdef.svg", `/datasets/${sha}.png`],
      ...["/forms/explore/svg", "/forms/points/0123456789abcdef/png"],
    ])
      expect([path, shown(path, false), shown(path, true)]).toEqual([path, "same-origin", "cross-origin"]);
    for (const path of [
      "/explore.csv",
      "/explore.json",
      "/explore.html",
      "/explore",
      "/points/0123456789abcdef.md",
    ])
      expect([path, shown(path, true)]).toEqual([path, "same-origin"]);
  });

  it("tells no other page and no search engine of a link that nobody can guess", () => {
    const id = "abcDEF-_0123456789abcd";
    for (const path of [`/v/${id}`, `/v/${id}.svg`, `/reviews/${id}`])
      expect(of(path)).toMatchObject({ "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex" });
    expect(of("/explore")["X-Robots-Tag"]).toBeUndefined();
  });

  it("asks for https only where PUBLIC_URL is https", () => {
    expect(of("/", true)["Strict-Transport-Security"]).toBeDefined();
    expect(of("/")["Strict-Transport-Security"]).toBeUndefined();
  });
});
