import { describe, expect, it } from "vitest";
import { areaOf, metricsAnswer, observeAnswer } from "@/lib/server/metrics";
import { temporaryDir } from "./temporary-dir";

temporaryDir();

describe("areaOf", () => {
  it.each([
    ["/", "overview"],
    ["/api/datasets/00", "api"],
    ["/explore.csv", "explore"],
    ["/v/abc.png", "v"],
    ["/a-strangers-word", "other"],
    ["", "overview"],
  ])("of %s is %s", (path, area) => {
    expect(areaOf(path)).toBe(area);
  });
});

describe("metricsAnswer", () => {
  it("gives what was counted in Prometheus' text, and whether the store answers", async () => {
    observeAnswer("GET", "/explore", 200, 40);
    observeAnswer("GET", "/explore", 200, 300);
    observeAnswer("BREW", "/pot", 418, 1);
    const answer = await metricsAnswer();
    expect(answer.headers.get("content-type")).toContain("text/plain");
    const text = await answer.text();
    // Two answers, of which one within 50 ms.
    expect(text).toContain('whisker_http_request_seconds_count{method="GET",area="explore",status="200"} 2');
    expect(text).toContain(
      'whisker_http_request_seconds_bucket{le="0.05",method="GET",area="explore",status="200"} 1',
    );
    expect(text).toContain('whisker_http_request_seconds_count{method="other",area="other",status="418"} 1');
    expect(text).toContain("whisker_store_up 1");
    expect(text).toContain("process_resident_memory_bytes");
  });
});
