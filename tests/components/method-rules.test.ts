import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import MethodsPage from "@/app/methods/page";
import { rules } from "@/lib/audit/rules";
import { findingLevels } from "@/lib/points/finding";

const html = renderToStaticMarkup(createElement(MethodsPage));

describe("the audit's rules on /methods", () => {
  it.each(rules.map((rule) => [rule.id, rule] as const))("explains %s, and links to it", (id, rule) => {
    expect(html).toContain(`href="#rule-${id}"`);
    const section = html.split(`<article class="method" id="rule-${id}"`)[1]!.split("</article>")[0]!;
    for (const text of [rule.title, rule.inequality, rule.voidWhen, rule.source])
      expect(section).toContain(escaped(text));
    for (const level of rule.levels) expect(section).toContain(level);
  });

  it("has ids of their own, levels from the gravest on, and full sentences where a rule is void", () => {
    expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length);
    for (const { id, levels, voidWhen } of rules) {
      expect([id, levels]).toEqual([id, findingLevels.filter((level) => levels.includes(level))]);
      expect(voidWhen).toMatch(/^[\p{Lu}].*\.$/u);
    }
  });
});

function escaped(text: string): string {
  return renderToStaticMarkup(createElement("i", null, text)).slice(3, -4);
}
