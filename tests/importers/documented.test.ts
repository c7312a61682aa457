import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { importers } from "@/lib/importers/importers";
import { importersWithCases } from "./case-folder";

const page = readFileSync(new URL("../../docs/formats.md", import.meta.url), "utf8");

describe("docs/formats.md", () => {
  it.each(importers.map(({ id }) => id))("names %s", (id) => expect(page).toContain(`\`${id}\``));
});

describe("tests/cases", () => {
  it("has a folder for every importer", () => {
    const without = importers.map(({ id }) => id).filter((id) => !importersWithCases().includes(id));
    expect(without).toEqual([]);
  });
});
