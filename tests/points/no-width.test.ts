import { describe, expect, it } from "vitest";
import { noWidth, type Interval } from "@/lib/points/interval";
import { readText } from "../importers/text-of";

function ofRows(text: string): Interval {
  return readText(text).points[0]!.interval!;
}

describe("noWidth(interval) says why nothing can be seen of an interval", () => {
  it("runs that gave the same value", () => {
    const interval = ofRows("model,run,TTFT (ms)\na,1,50\na,2,50\na,3,50\n");
    expect(interval).toMatchObject({ low: 50, high: 50, n: 3 });
    expect(noWidth(interval)).toBe("no width, since the spread of the 3 runs is 0");
  });

  it("a summary with a spread of 0", () => {
    const interval = ofRows("metric,value,unit,n,sd\nttft,50,ms,8,0\n");
    expect(noWidth(interval)).toBe("no width, since the spread of the 8 values is 0");
  });

  it("an interval that is stated so", () => {
    const interval = ofRows("metric,value,unit,ci_low,ci_high,ci_level\nttft,50,ms,50,50,0.95\n");
    expect(noWidth(interval)).toBe("no width, as stated in the file");
  });

  it("nothing of an interval that can be seen", () => {
    expect(noWidth(ofRows("model,run,TTFT (ms)\na,1,50\na,2,51\n"))).toBe("");
  });
});
