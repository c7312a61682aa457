import type { Rule } from "./rule";

/** Every rule, in the order in which a reader meets them. To add one, add its file and its line here. */
export const rules: readonly Rule[] = [];
