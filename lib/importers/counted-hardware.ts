/** `8xH100`, `8 × A100 80GB`; a count alone is no device. */
const before = /^\(?(\d{1,4})\s*[x×*]\)?\s*(?=\S*[a-z]|\d{4})(.+)$/i;
/** `4090 24GB * 2`, `H100 x8`, `L40S (x4)`, `A100 (8x)`. */
const after =
  /^(.+?)\s*(?:[*×]\s*(\d{1,4})|(?<=\s)x(?!86$|64$)\s*(\d{1,4})|\(\s*[x×]\s*(\d{1,4})\s*\)|\(\s*(\d{1,4})\s*[x×]\s*\))$/i;

/** A device and how many of it, where a text says both: `8xH100`. Null for any other, `A100 PCIe 4.0 x16` among them. */
export function countedHardware(text: string): { hardware: string; count: number } | null {
  const ahead = before.exec(text.trim());
  // Of `2x DGX x 8` neither number is all.
  if (ahead) return after.test(ahead[2]!) ? null : found(ahead[2]!, ahead[1]!);
  const behind = after.exec(text.trim());
  if (behind === null || /pcie[\s\d.]*(?:gen\s?\d\s*)?$/i.test(behind[1]!)) return null;
  return found(
    behind[1]!,
    behind.slice(2).find((count) => count !== undefined)!,
  );
}

function found(hardware: string, count: string): { hardware: string; count: number } | null {
  const many = Number(count);
  const device = hardware.trim();
  return many > 0 && /[a-z]|\d{4}/i.test(device) && !/[+,;|]/.test(device)
    ? { hardware: device, count: many }
    : null;
}
