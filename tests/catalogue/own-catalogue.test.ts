import { afterEach, describe, expect, it } from "vitest";
import { audit } from "@/lib/audit/audit";
import { shippedCatalogue } from "@/lib/catalogue/catalogue";
import { addToCatalogue, currentCatalogue } from "@/lib/catalogue/current";
import { hardwareName, modelName } from "@/lib/catalogue/names";
import { parseOwnCatalogue } from "@/lib/catalogue/own-catalogue";
import { readText } from "../importers/text-of";

const device = {
  name: "Example NPU 48GB",
  aliases: ["ENPU48"],
  memory_gb: 48,
  bandwidth_gbs: 900,
  basis: "sheet",
};
const model = { name: "House-7B", parameters: 7e9, decode_read_parameters: 6.8e9, basis: "config" };

const parsed = (own: unknown) => {
  const read = parseOwnCatalogue(JSON.stringify(own));
  if ("problems" in read) throw new Error(JSON.stringify(read.problems));
  return read.additions;
};
const told = (own: unknown) => {
  const read = parseOwnCatalogue(typeof own === "string" ? own : JSON.stringify(own));
  return "problems" in read
    ? read.problems.map(({ pointer, found, expected }) => [pointer, found, expected])
    : [];
};

afterEach(() => addToCatalogue({ devices: [], models: [] }));

describe("a file of own devices and models", () => {
  it("adds them under their names, whatever a text's case, separators and count", () => {
    addToCatalogue(parsed({ devices: [device], models: [model] }));
    expect(hardwareName("8x example npu 48GB")).toMatchObject({ name: "Example NPU 48GB", count: 8 });
    expect(hardwareName("ENPU48")?.name).toBe("Example NPU 48GB");
    expect(modelName("acme/house_7b-Instruct")?.name).toBe("House-7B-Instruct");
    expect(currentCatalogue().devices.length).toBe(shippedCatalogue.devices.length + 1);
    expect(hardwareName("H100 SXM5 80GB")?.name).toBe("H100 SXM5 80GB");
  });

  it("puts one of a shipped one's name in its place", () => {
    addToCatalogue(parsed({ devices: [{ ...device, name: "H100 SXM5 80GB", bandwidth_gbs: 1 }] }));
    expect(currentCatalogue().devices.length).toBe(shippedCatalogue.devices.length);
    const found = currentCatalogue().readHardware("H100 SXM5 80GB");
    expect(currentCatalogue().findDevice(found!.ids[0]!)?.figures.bandwidthGbs).toBe(1);
  });

  it("says of each wrong place what was found and what was expected", () => {
    expect(told("{")).toEqual([["", expect.stringContaining("JSON"), "JSON"]]);
    expect(told([])).toEqual([["", "[]", "an object"]]);
    expect(told({ devices: [{ ...device, memory_gb: "48" }] })).toEqual([
      ["/devices/0/memory_gb", '"48"', "a number"],
    ]);
    expect(told({ devices: [{ ...device, bandwidth_gbs: 0 }] })).toEqual([
      ["/devices/0/bandwidth_gbs", "0", "more than 0"],
    ]);
    expect(told({ models: [{ ...model, basis: undefined }] })).toEqual([
      ["/models/0/basis", "nothing", "a text"],
    ]);
    expect(told({ models: [{ ...model, "para/ms": 1 }] })).toEqual([
      ["/models/0/para~1ms", "a field “para/ms”", "a field that docs/catalogue.md names"],
    ]);
    expect(told({ models: [{ ...model, active_parameters: 8e9 }] })[0]).toEqual([
      "/models/0/active_parameters",
      "8000000000",
      "at most the 7000000000 parameters of all",
    ]);
  });
});

/** 900 GB/s ÷ (6.8e9 × 2 B) = 66.2 tok/s, and 69.5 with 5 % more. */
const rate = (value: number) =>
  `metric,value,unit,model,hardware,accelerators,precision,batch\noutput_tokens_per_second,${value},tok/s,House-7B,Example NPU 48GB,1,fp16,1\n`;
const levels = (value: number) =>
  audit(readText(rate(value)).points)
    .filter(({ rule }) => rule === "decode-single")
    .map(({ level }) => level);

describe("the audit by an own device and model", () => {
  it("has nothing to say within their bound, and calls impossible what is beyond it", () => {
    addToCatalogue(parsed({ devices: [device], models: [model] }));
    expect(levels(60)).toEqual([]);
    expect(levels(70.3)).toEqual(["impossible"]);
  });

  it("guesses nothing of a device or model that no catalogue has", () => {
    expect(levels(70.3)).toEqual(["untestable"]);
    addToCatalogue(parsed({ models: [model] }));
    expect(levels(1e6)).toEqual(["untestable"]);
  });
});
