import { describe, expect, it } from "vitest";
import { formAddress } from "@/lib/server/forms/form-asked";

const id = "abcDEF-_0123456789abcd";
const browser = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8";
const image = "image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8";

describe("formAddress", () => {
  it.each([
    ["text/csv", "csv"],
    ["application/json", "json"],
    ["application/json, text/plain, */*", "json"],
    ["image/png", "png"],
    [image, "svg"],
    ["image/*", "svg"],
    ["text/markdown;q=0.9, text/csv;q=0.8", "md"],
    ["text/html;q=0.5, image/png;q=0.6", "png"],
    ["IMAGE/PNG", "png"],
  ])("of Accept: %s is that of .%s", (accept, form) => {
    expect(formAddress(`/v/${id}?live=1`, accept)).toBe(`/v/${id}.${form}?live=1`);
  });

  it.each([
    browser,
    "*/*",
    "text/html",
    "",
    "image/webp",
    "text/csv;q=0",
    "text/csv;q=nonsense",
    "x".repeat(9000),
  ])("is the page's own for Accept: %s", (accept) => expect(formAddress(`/v/${id}`, accept)).toBeNull());

  it("is there for views, reviews and points, and for no other address", () => {
    const others = [
      "/",
      "/explore/compare",
      `/v/${id}.svg`,
      "/v/x",
      "/v/:id",
      "/datasets",
      "/api/points",
      "/explore/",
    ];
    for (const path of ["/explore", `/v/${id}`, `/reviews/${id}`, "/points/0123456789abcdef"])
      expect(formAddress(path, "text/csv")).toBe(`${path}.csv`);
    for (const path of others) expect(formAddress(path, "text/csv")).toBeNull();
    expect(formAddress("/explore", undefined)).toBeNull();
  });
});
