const collator = new Intl.Collator("en", { numeric: true });

/** Names as a person sorts them: v9 before v10. */
export function compareNames(a: string, b: string): number {
  return collator.compare(a, b);
}
