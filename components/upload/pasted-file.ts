/** A file made of pasted text: a table copied from a spreadsheet, CSV, JSON or Markdown. Null where nothing is in it. */
export function pastedFile(text: string): File | null {
  if (text.trim() === "") return null;
  const ending = endingOf(text);
  return new File([text], `pasted${ending}`, { type: types[ending] });
}

const types = {
  ".json": "application/json",
  ".md": "text/markdown",
  ".tsv": "text/csv",
  ".csv": "text/csv",
  ".txt": "text/plain",
};

function endingOf(text: string): keyof typeof types {
  const start = text.trimStart();
  if (start.startsWith("{") || start.startsWith("[")) return ".json";
  if (/^\s*\|?[\s:]*-{3,}[\s:]*(\||$)/m.test(text)) return ".md";
  const [first = ""] = start.split("\n", 1);
  if (first.includes("\t")) return ".tsv";
  return /[,;]/.test(first) ? ".csv" : ".txt";
}
