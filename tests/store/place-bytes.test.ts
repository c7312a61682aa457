import { describe, expect, it } from "vitest";
import { bytesOfPlaces, placesOfBytes } from "@/lib/store/place-bytes";

function kept(places: number[]) {
  const bytes = bytesOfPlaces(places);
  return { bytes: bytes.length, places: Array.from(placesOfBytes(bytes, places.length)) };
}

describe("places of samples", () => {
  it("of one step take eight bytes, however many they are", () => {
    const places = Array.from({ length: 500 }, (_, i) => 2 + 2000 * i);
    expect(kept(places)).toEqual({ bytes: 8, places });
  });
  it.each([
    ["lines in no order", [900, 17, 30_000, 18]],
    ["falling by one step", [30, 20, 10]],
    ["indexes where failed requests are left out", [0, 1, 2, 4, 5]],
    ["the largest that 32 bits hold", [4294967295, 0, 4294967294]],
  ])("take four bytes each: %s", (_, places) => {
    expect(kept(places)).toEqual({ bytes: 4 * places.length, places });
  });
  it.each([
    ["none", []],
    ["one", [12]],
    ["two, which no step describes in fewer bytes", [12, 13]],
    ["beyond 32 bits", [1, 2, 4294967296]],
    ["of one step beyond 32 bits", [4294967296, 4294967297, 4294967298]],
    ["whose row is not known", [0.5, 1, 2]],
  ])("are doubles: %s", (_, places) => {
    expect(kept(places)).toEqual({ bytes: 8 * places.length, places });
  });
  it("all on one line are a step of nothing", () => {
    expect(kept([5, 5, 5, 5])).toEqual({ bytes: 8, places: [5, 5, 5, 5] });
  });
  it("that were stored as doubles before are read as such", () => {
    const doubles = new Uint8Array(Float64Array.of(3, 2, 1, 7).buffer);
    expect(Array.from(placesOfBytes(doubles, 4))).toEqual([3, 2, 1, 7]);
  });
  it("of a step stand first and step as 32 bits each, the low byte first", () => {
    expect(Array.from(bytesOfPlaces([258, 259, 260]))).toEqual([2, 1, 0, 0, 1, 0, 0, 0]);
  });
  it("begin anywhere in what the database gives", () => {
    const bytes = new Uint8Array(13);
    bytes.set(bytesOfPlaces([7, 9, 20]), 1);
    expect(Array.from(placesOfBytes(bytes.subarray(1), 3))).toEqual([7, 9, 20]);
  });
  it("are refused where their bytes are not those of so many", () => {
    expect(() => placesOfBytes(new Uint8Array(12), 5)).toThrow("12 bytes cannot be 5 places");
  });
});
