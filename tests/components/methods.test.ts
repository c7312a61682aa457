import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { formulaTree } from "@/components/methods/formula-tree";
import { Formula } from "@/components/methods/formula";
import { methodIds } from "@/components/methods/method-ids";
import { MethodList } from "@/components/methods/method-list";
import { methodGroups, type Method } from "@/components/methods/methods";
import { criticalT } from "@/lib/stats/t-distribution";
import { earlyStoppingQueries } from "@/lib/stats/early-stopping";
import { mannWhitney } from "@/lib/stats/mann-whitney";
import { orderStatisticRanks } from "@/lib/stats/order-statistic-interval";

const root = join(import.meta.dirname, "..", "..");
const methods = methodGroups.flatMap((group) => group.methods);

/** Files of lib/stats that are no statistic a reader could meet, and why. */
const internal: Record<string, string> = {
  "binomial-tail":
    "by how much chance the audit calls a run of round numbers unusual, explained with its rule",
  "normal-distribution": "the distribution behind other statistics",
  "poisson-tail": "the same, of repeated values",
  "sorted-values": "how the limits of quantiles get their order",
  "why-undefined": "why one of the others is not there, in words",
};

/** All TypeScript below a folder, as its path from the root and its text. */
function sourcesBelow(folder: string): { path: string; text: string }[] {
  const names = readdirSync(join(root, folder), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => ({
      path: join(folder, name),
      text: readFileSync(join(root, folder, name), "utf8"),
    }));
}

/** The text of a file named without its ending, or of all files of a folder. */
function textOf(file: string): string {
  const path = join(root, `${file}.ts`);
  const own = existsSync(path) ? [readFileSync(path, "utf8")] : [];
  const below = existsSync(join(root, file)) ? sourcesBelow(file).map(({ text }) => text) : [];
  return [...own, ...below].join("\n");
}

describe("/methods", () => {
  it("has a section for every address that may be linked to, in that order", () => {
    expect(methods.map(({ id }) => id)).toEqual([...methodIds]);
  });

  it("explains every file of lib/stats that is a statistic", () => {
    const explained = new Set(methods.flatMap(({ files }) => files));
    const files = readdirSync(join(root, "lib/stats")).map((name) => name.replace(/\.ts$/, ""));
    const left = files.filter((name) => !explained.has(`lib/stats/${name}`) && !(name in internal));
    expect(left, "files to name in a section of components/methods/methods.ts").toEqual([]);
    for (const name of Object.keys(internal)) expect(files).toContain(name);
  });

  it("names only files that there are", () => {
    for (const { id, files } of methods)
      for (const file of files) expect([id, textOf(file)]).not.toEqual([id, ""]);
  });

  it("says of a statistic that no page uses it exactly where nothing outside lib/stats does", () => {
    const users = ["lib", "components", "app", "scripts"]
      .flatMap(sourcesBelow)
      .filter(({ path }) => !path.startsWith(join("lib", "stats")));
    const isUsed = ({ files }: Method) =>
      files.some((file) => {
        const own = file.replace("lib/stats/", "");
        return (
          !file.startsWith("lib/stats/") ||
          users.some(({ text }) => new RegExp(`from "[^"]*/stats/${own}"`).test(text))
        );
      });
    const shownNowhere = methods.filter(({ shown }) => shown === null).map(({ id }) => id);
    const unused = methods.filter((method) => !isUsed(method)).map(({ id }) => id);
    expect(shownNowhere, "sections whose `shown` in components/methods/methods.ts is null").toEqual(unused);
  });

  it("cites nothing that the heads of its files do not cite", () => {
    for (const { id, sources, files } of methods) {
      const heads = files
        .map(textOf)
        .join("\n")
        .replace(/\s*\n\s*\*?\s*/g, " ");
      for (const place of sources.flatMap((source) => source.match(/\d+ \(\d{4}\) \d+–\d+/g) ?? []))
        expect([id, heads]).toEqual([id, expect.stringContaining(place.replace("–", "-"))]);
      const names = sources.flatMap((source) => source.match(/^(?:exact by )?(\p{Lu}[\p{L}]+)/u)?.[1] ?? []);
      for (const name of names) expect([id, heads]).toEqual([id, expect.stringContaining(name)]);
    }
  });

  it("links only to sections that there are", () => {
    const html = renderToStaticMarkup(createElement(MethodList, { groups: methodGroups }));
    const ids = new Set(Array.from(html.matchAll(/ id="([^"]+)"/g), ([, id]) => id));
    const links = Array.from(html.matchAll(/href="#([^"]+)"/g), ([, id]) => id);
    expect(links.length).toBeGreaterThan(2 * methodIds.length);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
    expect(html).not.toMatch(/\]\(|\*[a-z]/);
  });

  it("prints numbers that the statistics give", () => {
    const twoDigits = (x: number | null) => Number(x!.toFixed(1));
    expect([1, 2, 4].map((df) => twoDigits(criticalT(0.95, df)))).toEqual([12.7, 4.3, 2.8]);
    const isBounded = (n: number, p: number, level: number) => {
      const { lowRank, highRank } = orderStatisticRanks(n, p, level)!;
      return lowRank !== null && highRank !== null;
    };
    const smallest = ([p, level]: readonly [number, number]) => {
      let n = 1;
      while (!isBounded(n, p, level)) n += 1;
      return n;
    };
    expect(
      (
        [
          [0.5, 0.95],
          [0.5, 0.99],
          [0.99, 0.95],
        ] as const
      ).map(smallest),
    ).toEqual([6, 8, 368]);
    expect(mannWhitney([1, 2, 3], [4, 5, 6])!.attainableP).toBeCloseTo(0.1, 12);
    const queries = (percentile: number, over: number) => earlyStoppingQueries(percentile, 0.99, over);
    expect([queries(0.9, 0), queries(0.99, 0), queries(0.9, 1), queries(0.99, 1)]).toEqual([
      44, 459, 64, 662,
    ]);
    const says = methods.map((method) => Object.values(method).join(" ")).join(" ");
    for (const text of [
      "12.7 for n = 2, 4.3 for n = 3, 2.8 for n = 5",
      "from 6 values on for a median at 95 %, from 8 on at 99 %, from 368 on for a p99",
      "0.10 for 3 against 3",
      "44 for p90, 459 for p99; with one above 64 and 662",
    ])
      expect(says).toContain(text);
  });
});

describe("formulaTree", () => {
  it("reads names, numbers and signs", () => {
    expect(formulaTree("tok + 10.5")).toEqual({
      tag: "mrow",
      parts: [
        { tag: "mi", text: "tok" },
        { tag: "mo", text: "+" },
        { tag: "mn", text: "10.5" },
      ],
    });
  });

  it("sets what follows _ below and what follows ^ above, both at once too", () => {
    const [x, i, two] = [
      { tag: "mi", text: "x" },
      { tag: "mi", text: "i" },
      { tag: "mn", text: "2" },
    ];
    expect(formulaTree("x_i")).toEqual({ tag: "msub", parts: [x, i] });
    expect(formulaTree("x^2")).toEqual({ tag: "msup", parts: [x, two] });
    expect(formulaTree("x_i^2")).toEqual({ tag: "msubsup", parts: [x, i, two] });
  });

  it("takes the groups on both sides of // for a fraction, and a single / for a sign", () => {
    const [a, b] = [
      { tag: "mi", text: "a" },
      { tag: "mi", text: "b" },
    ];
    expect(formulaTree("{a}//{b}")).toEqual({ tag: "mfrac", parts: [a, b] });
    expect(formulaTree("a / b")).toEqual({ tag: "mrow", parts: [a, { tag: "mo", text: "/" }, b] });
  });

  it("keeps quoted words as text, with the spaces at their ends", () => {
    expect(formulaTree('"from " x')).toMatchObject({
      parts: [{ tag: "mtext", text: "from\u00a0" }, { tag: "mi" }],
    });
  });

  it.each(["{a", "a}", "a_", '"a', "{a}//"])("throws for %s, which is not whole", (typed) => {
    expect(() => formulaTree(typed)).toThrow();
  });
});

describe("Formula", () => {
  it("writes MathML, a line each, and formulas of one line beside one another", () => {
    const html = renderToStaticMarkup(createElement(Formula, { lines: ["m = s//{√n}", "n_1 , v"] }));
    expect(html).toContain(
      '<math><mrow><mi>m</mi><mo stretchy="false">=</mo><mfrac><mi>s</mi><mrow><mo stretchy="false">√</mo><mi>n</mi></mrow></mfrac></mrow></math>',
    );
    expect(html).toContain(
      "<div><math><msub><mi>n</mi><mn>1</mn></msub></math><math><mi>v</mi></math></div>",
    );
  });
});
