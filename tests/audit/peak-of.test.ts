import { describe, expect, it } from "vitest";
import { peakReader } from "@/lib/audit/peak-of";
import { shippedCatalogue } from "@/lib/catalogue/catalogue";
import { emptyCase, type Case } from "@/lib/points/case";

const peakOf = peakReader(shippedCatalogue);
const rate = "output_tokens_per_second";
const h100: Partial<Case> = {
  model: "Llama-2-7B",
  hardware: "H100 SXM5 80GB",
  accelerators: 1,
  precision: "fp16",
  batch: 1,
};
const boundOf = (of: Partial<Case>, metric = rate) =>
  peakOf({ metric, case: { ...emptyCase(), ...of } })?.bound;

describe("the bound of decoding one sequence", () => {
  it("is bandwidth over what a token reads of the weights", () => {
    // 3350e9 B/s ÷ (6 607 343 616 × 2 B) = 253.5 tok/s; statistics-and-audit.md, B3: 254 on H100 SXM, 507 at 8 bits, 605 on B200.
    expect(boundOf(h100)?.value).toBeCloseTo(253.5, 1);
    expect(boundOf({ ...h100, precision: "fp8" })?.value).toBeCloseTo(507, 0);
    expect(boundOf({ ...h100, hardware: "B200 SXM" })?.value).toBeCloseTo(605.4, 1);
    // 13B: 12 852 024 320 × 2 B: 130.3 tok/s; two devices read at twice the rate.
    expect(boundOf({ ...h100, model: "Llama-2-13B" })?.value).toBeCloseTo(130.3, 1);
    expect(boundOf({ ...h100, accelerators: 2 })?.value).toBeCloseTo(507, 0);
    expect(boundOf(h100)?.of).toBe("one H100 SXM5 80GB, 13.2 GB of weights read a token");
  });

  it.each([
    ["no hardware is stated", { hardware: null }],
    ["the hardware may be several devices", { hardware: "H100" }],
    ["the number of devices is not stated", { accelerators: null }],
    ["no precision is stated", { precision: null }],
    ["no batch is stated", { batch: null }],
    ["sequences share the reading of the weights", { batch: 8 }],
    ["the model is not known", { model: "House-7B" }],
    ["speculation gives several tokens a pass", { extra: { num_speculative_tokens: "4" } }],
  ])("is not drawn where %s", (_, change) => {
    expect(boundOf({ ...h100, ...change })).toBeFalsy();
  });

  it("of memory is what all devices have, their maker's GB read as GiB", () => {
    // 8 × 80 × 1024³ B = 687.2 GB
    expect(boundOf({ ...h100, accelerators: 8 }, "peak_memory")?.value).toBeCloseTo(687.19, 2);
    expect(boundOf({ ...h100, extra: { offload: "cpu" } }, "peak_memory")).toBeFalsy();
    expect(boundOf({ hardware: "H100 SXM5 80GB", accelerators: 1 }, "ttft")).toBeFalsy();
  });
});

describe("shares of the hardware", () => {
  const peak = peakOf({ metric: rate, case: { ...emptyCase(), ...h100 } });

  it("are known of one unit of the value", () => {
    // 151 tok/s of 253.5: 59.6 %. 151 × 2 × 6.607e9 FLOP ÷ 989 TFLOPS = 0.202 %.
    expect(151 * peak!.mbu!).toBeCloseTo(0.596, 3);
    expect(151 * peak!.mfu!).toBeCloseTo(0.002, 3);
  });

  it("are null where a part is not stated: MBU without a batch, both without a device", () => {
    const without = (change: Partial<Case>) =>
      peakOf({ metric: rate, case: { ...emptyCase(), ...h100, ...change } });
    expect(without({ batch: null })).toMatchObject({ bound: null, mbu: null });
    expect(without({ batch: null })?.mfu).not.toBeNull();
    expect(without({ hardware: null })).toBeNull();
  });
});
