import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { emptyCase, type Case } from "@/lib/points/case";
import { displayCase, namesMeant, namesMeantBy, namesMeantIn, writtenCase } from "@/lib/series/display-name";
import { exploreModel } from "@/lib/series/explore";
import { withFilter } from "@/lib/view/change-view";
import { parseView } from "@/lib/view/codec";
import { chartPoint, exploreData } from "./chart-points";

const of = (fields: Partial<Case>): Case => ({ ...emptyCase(), ...fields });

describe("displayCase", () => {
  it("shows catalogue names and keeps what the file wrote", () => {
    const shown = displayCase(
      of({ model: "meta-llama/Llama-2-7b-hf", hardware: "NVIDIA H100 80GB HBM3", batch: 4 }),
    );
    expect(shown.case).toEqual(of({ model: "Llama-2-7B", hardware: "H100 SXM5 80GB", batch: 4 }));
    expect(shown.written).toEqual({ model: "meta-llama/Llama-2-7b-hf", hardware: "NVIDIA H100 80GB HBM3" });
  });

  it("is undone by what was written", () => {
    const raw = of({ model: "meta-llama/Llama-2-7b-hf", hardware: "8xH100", accelerators: 16 });
    expect(writtenCase(displayCase(raw))).toEqual(raw);
    expect(writtenCase(displayCase(of({ model: "M" })))).toEqual(of({ model: "M" }));
  });

  it("says a count of the hardware's text once, and never loses it", () => {
    const hardware = (text: string, accelerators: number | null) =>
      displayCase(of({ hardware: text, accelerators })).case.hardware;
    expect(hardware("8xH100", 8)).toBe("H100");
    expect(hardware("8xH100", null)).toBe("8 × H100");
    expect(hardware("8xH100", 16)).toBe("H100 (8x)");
    expect(hardware("H100", 16)).toBe("H100");
  });

  it("gives back what the catalogue does not know as it is, and what is written as shown without a second text", () => {
    const known = of({ model: "Llama-2-7B", hardware: "L40S" });
    expect(displayCase(known)).toEqual({ case: known, written: null });
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const unknown = of({ model: `no model ${text}`, hardware: `no device ${text}` });
        expect(displayCase(unknown)).toEqual({ case: unknown, written: null });
      }),
    );
  });
});

describe("namesMeant", () => {
  it("is the text itself for every other field", () => {
    expect(namesMeant("system", "Llama-2-7b-hf")).toEqual(["Llama-2-7b-hf"]);
    expect(namesMeant("extra.model", "8xH100")).toEqual(["8xH100"]);
  });
});

describe("namesMeantIn", () => {
  it("holds what the files write and what else the catalogue calls their models, and no other model", () => {
    const points = [
      of({ model: "GPT-2 124M", hardware: "8xH100", accelerators: 8 }),
      of({ model: "own model", hardware: "L40S" }),
    ].map(displayCase);
    const meant = namesMeantIn(points)!;
    expect(meant["model GPT-2 124M"]).toEqual(["GPT-2 (124M)"]);
    expect(meant["model GPT-2 small"]).toEqual(["GPT-2 (124M)"]);
    expect(meant["hardware 8xH100"]).toContain("H100");
    expect(Object.keys(meant).filter((key) => /gpt2-xl|own model|L40S/.test(key))).toEqual([]);
    expect(namesMeantIn([displayCase(of({ model: "own model" }))])).toBeNull();
  });
});

describe("exploreModel of files that spell one model differently", () => {
  const file = (digit: string) => ({ dataset: digit.repeat(64), file: `${digit}.csv` });
  const point = (value: number, fields: Partial<Case>, digit: string) => {
    const { case: shown, written } = displayCase(of({ system: "A", ...fields }));
    return chartPoint(value, shown, { written, ...file(digit) });
  };
  const data = exploreData([
    point(10, { model: "meta-llama/Llama-2-7b-hf", hardware: "NVIDIA H100 80GB HBM3" }, "a"),
    point(14, { model: "Llama-2-7B", hardware: "H100 SXM" }, "b"),
    point(20, { model: "meta-llama/Llama-2-7b-chat-hf", hardware: "H100 SXM" }, "c"),
    point(30, { model: "Llama-2-7B", hardware: "8xH100" }, "d"),
  ]);
  const asked = (query: string) => {
    const meant = namesMeantBy(parseView(query));
    return { ...data, ...(meant ? { meant } : {}) };
  };
  const model = (query: string) => exploreModel(asked(query), parseView(query));
  const options = (query: string, field: string) =>
    model(query).facets.find((facet) => facet.field === field)?.options ?? [];

  it("groups and counts them as one, keeps the tuned model apart, and merges files that agree in all else", () => {
    expect(options("", "model").map(({ label, count }) => `${label}: ${count}`)).toEqual([
      "Llama-2-7B: 2",
      "Llama-2-7B-Chat: 1",
    ]);
    const merged = model("model=Llama-2-7B").rows.find(({ n }) => n === 2);
    expect(merged?.value).toBe(12);
  });

  it("filters by the name shown, by a file's text and by any other spelling alike", () => {
    const shown = ["Llama-2-7B", "meta-llama%2FLlama-2-7b-hf", "LLaMA-2+7B"].map(
      (text) => model(`model=${text}`).shown,
    );
    expect(shown).toEqual([2, 2, 2]);
    expect(model("model=meta-llama%2FLlama-2-7b-chat-hf").shown).toBe(1);
    expect(model("hardware=NVIDIA+H100+80GB+HBM3").shown).toBe(2);
    expect(model("hardware=8xH100").shown).toBe(1);
    expect(model("model=Llama-2-13B").shown).toBe(0);
  });

  it("marks the option that a file's text chose, so that it can be taken out again", () => {
    const view = parseView("model=LLaMA-2+7B");
    const chosen = options("model=LLaMA-2+7B", "model").filter(({ selected }) => selected);
    expect(chosen).toMatchObject([{ label: "Llama-2-7B", value: "LLaMA-2 7B", count: 2 }]);
    const without = view.filters["model"]?.filter((value) => value !== chosen[0]?.value) ?? [];
    expect(exploreModel(asked("model=LLaMA-2+7B"), withFilter(view, "model", without)).shown).toBe(3);
  });
});
