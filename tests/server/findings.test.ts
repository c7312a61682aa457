import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { PlacedFinding } from "@/lib/audit/placed-findings";
import type { Audited } from "@/lib/points/audited";
import { findingsAbout, findingsOf } from "@/lib/server/findings";
import { openStore } from "@/lib/server/open-store";
import { uploadDataset } from "@/lib/server/upload";
import { temporaryDir, upload } from "./temporary-dir";

temporaryDir();

const claims = readFileSync("data/claims/AI_Execution_Benchmark_Comparisons.csv", "utf8");
/** Lines of the CSV that hold a metric's value of a model on the claimed system. */
const lineOf = (start: string) => claims.split("\n").findIndex((line) => line.startsWith(start)) + 1;

function foundIn(audited: Audited<PlacedFinding>): readonly PlacedFinding[] {
  if (audited.kind !== "found") throw new Error(audited.kind);
  return audited.findings;
}

describe("findingsOf", () => {
  it("of the claims holds each finding with the cells of its sum", async () => {
    const { id, points } = await uploadDataset(upload(claims));
    const found = foundIn(await findingsOf({ sha256: id, points }));
    const memory = found.find(({ rule }) => rule === "memory-column");
    expect(memory?.level).toBe("inconsistent");
    // The column value (the second) of the rows that say 12, 24 and 650.
    expect(memory?.places.map(({ where }) => where)).toEqual(
      ["peak_memory,12,", "peak_memory,24,", "peak_memory,650,"].map((start) => ({
        line: lineOf(start),
        column: 2,
      })),
    );
    const implied = found.find(({ title }) => title === "Implies 6.0 W");
    expect(implied?.places.map(({ where }) => "line" in where && where.line)).toEqual([
      lineOf("output_tokens_per_second,550,"),
      lineOf("tflops_per_watt,1.23,"),
    ]);
  });

  it("about one point holds what names it, and nothing else", async () => {
    const { id, points } = await uploadDataset(upload(claims));
    const stored = await (await openStore()).listPoints({ datasets: [id] });
    const fastest = stored.find(({ value }) => value === 550)!;
    const about = foundIn(await findingsAbout({ sha256: id, points }, fastest.id));
    expect(about.map(({ title }) => title)).toContain("Implies 6.0 W");
    expect(about.every(({ points: named }) => named.includes(fastest.id))).toBe(true);
    expect(about.some(({ level }) => level === "impossible")).toBe(false);
  });

  it("of more than a thousand points is made in a thread of its own, and says the same", async () => {
    const [header, ...rows] = claims.trim().split("\n");
    const padded = Array.from(
      { length: 1_000 },
      (_, i) => `requests_per_second,${i + 1}.${(i * 7) % 10}1,req/s,,pad ${i},,,claim,,`,
    );
    const { id, points } = await uploadDataset(upload([header, ...rows, ...padded].join("\n")));
    expect(points).toBe(1_080);
    const found = foundIn(await findingsOf({ sha256: id, points }));
    expect(found.map(({ title }) => title)).toContain("Implies 6.0 W");
    expect(found.find(({ rule }) => rule === "memory-column")?.places).toHaveLength(3);
  });

  it("of a dataset beyond a hundred thousand points is not made while a page waits", async () => {
    expect(await findingsOf({ sha256: "0".repeat(64), points: 100_001 })).toEqual({ kind: "too large" });
  });
});
