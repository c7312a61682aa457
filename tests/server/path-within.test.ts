import { describe, expect, it } from "vitest";
import { pathWithin } from "../../app/sign-in/path-within";

describe("pathWithin", () => {
  it.each([
    ["/explore?metric=ttft&model=a%20b", "/explore?metric=ttft&model=a%20b"],
    ["/datasets/00", "/datasets/00"],
    ["/../admin", "/admin"],
  ])("%s stays %s", (asked, expected) => {
    expect(pathWithin(asked)).toBe(expected);
  });

  it.each([
    undefined,
    "",
    "https://evil.example/",
    "//evil.example/a",
    "/\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "explore",
  ])("%j leads to the first page", (asked) => {
    expect(pathWithin(asked)).toBe("/");
  });

  it("two of them are none", () => {
    expect(pathWithin(["/a", "/b"])).toBe("/");
  });
});
