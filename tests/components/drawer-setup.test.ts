import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { DrawerSetup } from "@/components/points/drawer-setup";
import type { PointDetail } from "@/components/points/point-detail";
import { pointsFrom } from "@/lib/runs/points-from";
import { draftOf } from "../runs/draft-of";

function setupOf(model: string, names: PointDetail["names"] = {}): string {
  const [point] = pointsFrom([draftOf(1, {}, { model })], "f".repeat(64));
  const detail = { point, names } as unknown as PointDetail;
  return renderToStaticMarkup(createElement(DrawerSetup, { detail })).replace(/<[^>]*>/g, " ");
}

describe("DrawerSetup", () => {
  it("shows the catalogue's name of a model, and beside it what the file wrote", () => {
    expect(setupOf("/models/openai--gpt-oss-120b", { model: "gpt-oss-120b" })).toMatch(
      /Model\s+gpt-oss-120b\s+as written: \/models\/openai--gpt-oss-120b/,
    );
  });

  it("shows a name that is written so, and one that is not known, once", () => {
    expect(setupOf("gpt-oss-120b")).not.toContain("as written");
    expect(setupOf("my-model")).toMatch(/Model\s+my-model\s+Not stated/);
  });
});
