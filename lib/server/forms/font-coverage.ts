/**
 * The characters that a TrueType font can draw, from its `cmap` table, format 12: groups of code points in order.
 * Format: https://learn.microsoft.com/typography/opentype/spec/cmap
 */
export function fontCoverage(font: Buffer): (codePoint: number) => boolean {
  const groups = groupsOf(font);
  return (codePoint) => {
    let [low, high] = [0, groups.length - 1];
    while (low <= high) {
      const middle = (low + high) >> 1;
      const [from, to] = groups[middle]!;
      if (codePoint < from) high = middle - 1;
      else if (codePoint > to) low = middle + 1;
      else return true;
    }
    return false;
  };
}

function groupsOf(font: Buffer): [number, number][] {
  const table = tableOf(font, "cmap");
  const count = font.readUInt16BE(table + 2);
  for (let i = 0; i < count; i += 1) {
    const subtable = table + font.readUInt32BE(table + 4 + 8 * i + 4);
    if (font.readUInt16BE(subtable) === 12) return groupsFrom(font, subtable);
  }
  throw new Error("The font has no map of all of Unicode.");
}

function tableOf(font: Buffer, name: string): number {
  const count = font.readUInt16BE(4);
  for (let record = 12; record < 12 + 16 * count; record += 16) {
    if (font.toString("latin1", record, record + 4) === name) return font.readUInt32BE(record + 8);
  }
  throw new Error(`The font has no table ${name}.`);
}

function groupsFrom(font: Buffer, subtable: number): [number, number][] {
  const count = font.readUInt32BE(subtable + 12);
  return Array.from({ length: count }, (_, i) => {
    const group = subtable + 16 + 12 * i;
    return [font.readUInt32BE(group), font.readUInt32BE(group + 4)];
  });
}
