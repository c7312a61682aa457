import { createElement, type ReactNode } from "react";
import { formulaTree, type MathNode } from "./formula-tree";

/**
 * Lines of a formula as MathML, which browsers draw and screen readers read by themselves. A comma between spaces parts
 * formulas that stand beside one another where there is room.
 */
export function Formula({ lines }: { lines: readonly string[] }) {
  return (
    <div className="formula">
      {lines.map((line) => (
        <div key={line}>
          {line.split(" , ").map((part) => createElement("math", { key: part }, drawn(formulaTree(part))))}
        </div>
      ))}
    </div>
  );
}

/** Brackets and roots are drawn at the size of the text: without a mathematical font, browsers cannot stretch them. */
function drawn(node: MathNode, key = 0): ReactNode {
  if ("parts" in node) return createElement(node.tag, { key }, node.parts.map(drawn));
  const props = node.tag === "mo" ? { key, stretchy: "false" } : { key };
  return createElement(node.tag, props, node.text);
}
