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

  it("sandboxes raw files, whatever the path's case or end", () => {
    for (const path of ["/api/datasets/00ff/file", "/api/datasets/00ff/file/"])
      expect(of(path)["Content-Security-Policy"]).toMatch(/^sandbox; default-src 'none'/);
    expect(of("/datasets/00ff")["Content-Security-Policy"]).toMatch(/^default-src 'self'/);
  });

  it("asks for https only where PUBLIC_URL is https", () => {
    expect(of("/", true)["Strict-Transport-Security"]).toBeDefined();
    expect(of("/")["Strict-Transport-Security"]).toBeUndefined();
  });
});
