/** Lines that an importer skips, above a table: each begins with `# `, and none can break out of its line. */
export function csvComments(texts: readonly string[]): string {
  return texts
    .map((text) => `# ${text.replace(/[\u0000-\u001f\u007f\u0085\u2028\u2029]+/g, " ")}\n`)
    .join("");
}
