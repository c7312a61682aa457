import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { inspect } from "@/scripts/cli/inspect";

const folder = mkdtempSync(join(tmpdir(), "whisker-findings-"));
afterAll(() => rmSync(folder, { recursive: true }));

async function inspected(text: string, json: boolean): Promise<string> {
  const path = join(folder, "results.csv");
  writeFileSync(path, text);
  const pieces: string[] = [];
  await inspect(path, { json }, { write: (piece) => pieces.push(piece) });
  return pieces.join("");
}

const header = "metric,unit,value,p99,max,concurrency\n";
const contradicting = `${header}e2e_latency,ms,12.1,21.8,19.35,1\ne2e_latency,ms,12.1,18.0,19.35,2\n`;
const fine = `${header}e2e_latency,ms,12.1,18.0,19.35,1\n`;

describe("inspect shows what the audit says", () => {
  it("to programs, beside each point that it is about", async () => {
    const { points } = JSON.parse(await inspected(contradicting, true)) as {
      points: { findings: unknown }[];
    };
    expect(points.map(({ findings }) => findings)).toEqual([
      [
        {
          rule: "percentile-order",
          level: "inconsistent",
          title: "P99 above max",
          says: "End-to-end latency: p99 above max. The same values cannot give both.",
          sum: "p99 21.8 ms > max 19.35 ms",
          missing: [],
        },
      ],
      [],
    ]);
  });
  it("to people, with the glyph of its level, its arithmetic and the places of its numbers", async () => {
    const text = await inspected(contradicting, false);
    expect(text.slice(text.indexOf("1 finding"))).toBe(
      [
        "1 finding",
        "  ≠ inconsistent: P99 above max",
        "    End-to-end latency: p99 above max. The same values cannot give both.",
        "    p99 21.8 ms > max 19.35 ms",
        "    L2, column 4 (E2E latency p99); L2, column 5 (E2E latency max)",
        "",
      ].join("\n"),
    );
  });
  it("and nothing where there is nothing to say", async () => {
    expect(await inspected(fine, false)).not.toContain("finding");
  });
});
