import { describe, expect, it } from "vitest";
import { linkText } from "@/components/review/link-text";
import { fetchLinked, linkedFiles, nameOf, pinnedQuery, rawAddress } from "@/components/review/linked-file";
import { sidesFor, swapped } from "@/components/review/sides";

describe("sidesFor", () => {
  it("takes the first of two files for the baseline, and any further one for the candidate", () => {
    expect(sidesFor([], 3)).toEqual(["baseline", "candidate", "candidate"]);
    expect(sidesFor([{ role: "baseline" }], 1)).toEqual(["candidate"]);
    expect(sidesFor([{ role: "candidate" }], 1)).toEqual(["baseline"]);
  });

  it("swaps both sides", () => {
    expect(swapped([{ role: "baseline" }, { role: "candidate" }])).toEqual([
      { role: "candidate" },
      { role: "baseline" },
    ]);
  });
});

describe("linkText", () => {
  it.each([
    ["https://github.com/acme/engine-core/pull/1482", "acme/engine-core #1482"],
    ["https://gitlab.com/acme/engine/-/merge_requests/7", "acme/engine #7"],
    ["https://tickets.example.org/T-9/", "tickets.example.org/T-9"],
  ])("%s is %s", (address, text) => {
    expect(linkText(address)).toBe(text);
  });
});

describe("a review by link", () => {
  const pin = "ab".repeat(32);

  it("names its files by role, each with its own pin", () => {
    const query = new URLSearchParams([
      ["baseline", "https://example.org/a.csv"],
      ["candidate", "https://example.org/b.csv"],
      ["candidate", "https://example.org/c.csv"],
      ["candidate_sha256", pin],
      ["candidate_sha256", "no hash"],
    ]);
    expect(linkedFiles(query)).toEqual([
      { role: "baseline", url: "https://example.org/a.csv", sha256: null },
      { role: "candidate", url: "https://example.org/b.csv", sha256: pin },
      { role: "candidate", url: "https://example.org/c.csv", sha256: null },
    ]);
  });

  it("comes back from the link that pins it", () => {
    const files = linkedFiles(
      new URLSearchParams({
        baseline: "https://example.org/a b.csv?x=1&y=2",
        baseline_sha256: pin,
        candidate: "/b",
      }),
    );
    expect(linkedFiles(new URLSearchParams(pinnedQuery(files, "A & B")))).toEqual(files);
  });

  it("reads a file from where GitHub serves its bytes, and any other address as it is", () => {
    expect(rawAddress(new URL("https://github.com/o/r/blob/abc123/dir/a.csv")).href).toBe(
      "https://raw.githubusercontent.com/o/r/abc123/dir/a.csv",
    );
    expect(rawAddress(new URL("https://example.org/o/r/blob/x/a.csv")).hostname).toBe("example.org");
  });

  it("calls a file by the last part of its path", () => {
    expect(nameOf(new URL("https://example.org/dir/a%20b.csv?x=1"))).toBe("a b.csv");
    expect(nameOf(new URL("https://example.org/%E0%A4"))).toBe("%E0%A4");
    expect(nameOf(new URL("https://example.org"))).toBe("example.org");
  });

  it.each([
    ["http://example.org/a.csv", /Only https addresses are fetched, not http/],
    ["data:text/csv,a", /not data/],
    ["file:///etc/hosts", /not file/],
    ["javascript:alert(1)", /not javascript/],
    ["https://", /no address/],
  ])("does not fetch %s, and says why", async (url, says) => {
    const fetching = fetchLinked(
      { role: "baseline", url, sha256: null },
      "http://127.0.0.1:3000/reviews/new",
      new AbortController().signal,
    );
    await expect(fetching).rejects.toThrow(says);
  });
});
