import { describe, expect, it } from "vitest";
import { settings } from "@/lib/server/settings";

const of = (env: Record<string, string>) =>
  settings({ NODE_ENV: "test", WHISKER_ROOT: "/srv/whisker", ...env });

describe("settings", () => {
  it("has the promised defaults, within the app's own folder", () => {
    const { dir, data, maxUpload, publicUrl } = of({});
    expect([dir, data, maxUpload, publicUrl]).toEqual([
      "/srv/whisker/.whisker",
      "/srv/whisker/data",
      1_073_741_824,
      null,
    ]);
  });

  it("takes what the environment says, relative paths from the app's folder", () => {
    const { dir, data, maxUpload, publicUrl } = of({
      WHISKER_DIR: "/var/lib/whisker",
      WHISKER_DATA: "results",
      WHISKER_MAX_UPLOAD: "5",
      PUBLIC_URL: "https://bench.example.org/",
    });
    expect([dir, data, maxUpload]).toEqual(["/var/lib/whisker", "/srv/whisker/results", 5]);
    expect(publicUrl?.host).toBe("bench.example.org");
  });

  it.each<[Record<string, string>, string | null]>([
    [{}, null],
    [{ HOST: "::1" }, null],
    [{ PUBLIC_URL: "http://localhost:3000" }, null],
    [{ HOST: "0.0.0.0" }, "token"],
    [{ HOST: "192.0.2.7", WHISKER_READ: "public" }, "public"],
    [{ PUBLIC_URL: "https://bench.example.org" }, "token"],
  ])("with %j, reads of others need %s", (env, reads) => {
    expect(of(env).team?.reads ?? null).toBe(reads);
  });

  it.each<Record<string, string>>([
    { PUBLIC_URL: "https://bench.example.org", WHISKER_READ: "all" },
    { WHISKER_MAX_UPLOAD: "1 GB" },
    { WHISKER_MAX_POINTS: "0" },
    { WHISKER_MAX_POINTS: "1e6" },
    { WHISKER_READ_MEMORY: "2 GB" },
    { WHISKER_READ_MEMORY: "63" },
    { PUBLIC_URL: "bench" },
    { PUBLIC_URL: "javascript:alert(1)" },
  ])("refuses %j in a sentence", (env) => {
    expect(() => of(env)).toThrow(/is no .+(?: such as |: )/);
  });
});
