import { describe, expect, it } from "vitest";
import { compareHref, csvHref, hrefFrom, viewAt, type Place } from "@/components/explore/place";
import { defaultView } from "@/lib/view/view";

const explore: Place = { kind: "explore" };
const stored: Place = {
  kind: "stored",
  id: "abc",
  query: "metric=ttft&model=Llama",
  pins: ["a".repeat(64), "b".repeat(64)],
  createdAt: "2026-11-14T00:00:00Z",
  follows: false,
  since: [],
};

describe("viewAt", () => {
  it("reads the view from the URL at /explore", () => {
    expect(viewAt(explore, "metric=ttft&scale=log")).toEqual({
      ...defaultView,
      metric: "ttft",
      scale: "log",
    });
  });

  it("takes a stored view's query, not the URL's", () => {
    expect(viewAt(stored, "metric=peak_memory")).toEqual({
      ...defaultView,
      metric: "ttft",
      filters: { model: ["Llama"] },
    });
  });

  it("takes the opened point of a stored view from the URL", () => {
    expect(viewAt(stored, "point=0123456789abcdef").point).toBe("0123456789abcdef");
  });

  it("shows no point where the URL empties it, though the stored query had one", () => {
    const withPoint: Place = { ...stored, query: "point=0123456789abcdef" };
    expect(viewAt(withPoint, "").point).toBe("0123456789abcdef");
    expect(viewAt(withPoint, "point=").point).toBeNull();
  });
});

describe("hrefFrom", () => {
  it("leaves the defaults out at /explore", () => {
    expect(hrefFrom(explore, defaultView)).toBe("/explore");
    expect(hrefFrom(explore, { ...defaultView, level: 99 })).toBe("/explore?level=99");
  });

  it("stays at a stored view while only the opened point changes", () => {
    const view = viewAt(stored, "");
    expect(hrefFrom(stored, view)).toBe("/v/abc");
    expect(hrefFrom(stored, { ...view, point: "0123456789abcdef" })).toBe("/v/abc?point=0123456789abcdef");
  });

  it("stays at a view that follows new data, and does not pin what goes on from it", () => {
    const live: Place = { ...stored, pins: [], follows: true };
    const view = viewAt(live, "live=1");
    expect(hrefFrom(live, { ...view, point: "0123456789abcdef" })).toBe(
      "/v/abc?live=1&point=0123456789abcdef",
    );
    expect(hrefFrom(live, { ...view, scale: "log" })).toBe("/explore?metric=ttft&model=Llama&scale=log");
  });

  it("shuts the point that a stored view was saved with, and stays there", () => {
    const withPoint: Place = { ...stored, query: "point=0123456789abcdef" };
    expect(hrefFrom(withPoint, { ...viewAt(withPoint, ""), point: null })).toBe("/v/abc?point=");
  });

  it("goes on from a stored view at /explore with its datasets pinned, for any other change", () => {
    const href = hrefFrom(stored, { ...viewAt(stored, ""), scale: "log" });
    expect(href).toBe(
      `/explore?metric=ttft&model=Llama&dataset=${"a".repeat(12)}&dataset=${"b".repeat(12)}&scale=log`,
    );
  });

  it("keeps a view's own choice of datasets rather than the pins", () => {
    const href = hrefFrom(stored, { ...viewAt(stored, ""), dataset: ["c".repeat(12)] });
    expect(new URLSearchParams(href.split("?")[1]).getAll("dataset")).toEqual(["c".repeat(12)]);
  });
});

describe("csvHref", () => {
  it("asks for what is shown, without the opened point and the theme", () => {
    const view = { ...defaultView, metric: "ttft", point: "0123456789abcdef", theme: "dark" as const };
    expect(csvHref(explore, view)).toBe("/explore.csv?metric=ttft");
    expect(csvHref(explore, defaultView)).toBe("/explore.csv");
  });

  it("asks for the whole chart, whatever two series are compared under it", () => {
    const view = { ...defaultView, compare: ["a", "b"] as const };
    expect(csvHref(explore, view)).toBe("/explore.csv");
    expect(compareHref(explore, view)).toBe("/explore/compare?compare=a&compare=b");
  });

  it("asks for a stored view by its own address, and says so where it follows new data", () => {
    expect(csvHref(stored, viewAt(stored, "point=0123456789abcdef"))).toBe("/v/abc.csv");
    const live: Place = { ...stored, pins: [], follows: true };
    expect(csvHref(live, viewAt(live, ""))).toBe("/v/abc.csv?live=1");
  });
});
