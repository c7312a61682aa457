import type { JsonNode } from "./json-node";

/**
 * A node as a plain value, for a schema to check: objects without a prototype, numbers that no double holds as null.
 * Nothing is deeper than the reader lets through.
 */
export function plainOf(node: JsonNode): unknown {
  if (node.kind === "numbers") return node.values.map((value) => (Number.isNaN(value) ? null : value));
  if (node.kind === "array") return node.items.map(plainOf);
  if (node.kind !== "object") return node.value;
  const object = Object.create(null) as Record<string, unknown>;
  for (const [key, value] of node.members) object[key] = plainOf(value);
  return object;
}
