import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import config from "@/next.config";
import type { HardwareBound, Peak } from "@/lib/points/peak";
import { forms } from "@/lib/server/forms/form-options";
import { openapi } from "@/lib/server/openapi";

const root = join(import.meta.dirname, "..", "..", "app");

/** `/v/:id([a-z]{22}).:form(svg|png)` as OpenAPI writes it: `/v/{id}.{form}`. */
function templateOf(source: string): string {
  return source.replace(/:(\w+)\((?:[^()]|\{\d+\})*\)/g, "{$1}");
}

/** Every address for programs with its methods, as the files under app/ give them: `GET /api/datasets/{sha}`. */
async function routesInFiles(): Promise<string[]> {
  const files = readdirSync(root, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith("route.ts"),
  );
  const rewrites = (await config.rewrites?.()) as { source: string }[];
  const forms = rewrites.map(({ source }) => `GET ${templateOf(source)}`);
  const routes = files
    .filter((name) => /^api\/|\.\w+\/route\.ts$/.test(name) && !name.includes("[..."))
    .flatMap((name) => {
      const path = `/${name
        .replace(/\/route\.ts$/, "")
        .replaceAll("[", "{")
        .replaceAll("]", "}")}`;
      const source = readFileSync(join(root, name), "utf8");
      return Array.from(
        source.matchAll(/export const (GET|POST|PUT|PATCH|DELETE)\b/g),
        ([, method]) => `${method} ${path}`,
      );
    });
  return [...routes, ...forms].sort();
}

describe("openapi", () => {
  it("lists exactly the routes there are, forms at the addresses that lead to them", async () => {
    const described = Object.entries(openapi.paths)
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
      .sort();
    expect(described).toEqual(await routesInFiles());
  });

  it("names the forms that there are, as the addresses do", async () => {
    const rewrites = (await config.rewrites?.()) as { source: string }[];
    for (const { source } of rewrites)
      expect(source).toContain(
        source.startsWith("/datasets/") ? ":form(svg|png)" : `:form(${forms.join("|")})`,
      );
    const [suffix] = openapi.paths["/explore.{form}"].get.parameters;
    expect(suffix?.schema).toMatchObject({ enum: forms });
  });

  it("describes what the hardware of a chart's point does at its peak, member by member", () => {
    const bound: HardwareBound = { value: 254, label: "memory-bandwidth bound", of: "one H100 SXM5 80GB" };
    const peak: Peak = { bound, mbu: 0.004, mfu: null };
    const { properties } = openapi.components.schemas.ChartPoint.properties.peak;
    expect(Object.keys(properties)).toEqual(Object.keys(peak));
    expect(Object.keys(properties.bound.properties)).toEqual(Object.keys(bound));
  });

  it("refers only to schemas that it has, and describes every parameter of a path", () => {
    const named = Array.from(
      JSON.stringify(openapi).matchAll(/#\/components\/schemas\/(\w+)/g),
      ([, name]) => name,
    );
    for (const name of named) expect(Object.keys(openapi.components.schemas)).toContain(name);
    for (const [path, methods] of Object.entries(openapi.paths)) {
      const inPath = Array.from(path.matchAll(/\{(\w+)\}/g), ([, name]) => name);
      for (const method of Object.values(methods) as { parameters?: { in: string; name: string }[] }[]) {
        const described = (method.parameters ?? [])
          .filter((each) => each.in === "path")
          .map((each) => each.name);
        expect(described).toEqual(inPath);
      }
    }
  });
});
