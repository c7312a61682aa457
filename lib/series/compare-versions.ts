import { compareNames } from "./compare-names";

/** Words after a number that stand for something before it was released. */
const early = /^(?:a|alpha|b|beta|c|rc|pre|preview|dev|nightly|snapshot)$/;

/**
 * Versions in the order in which they came: 0.9 before 0.10, 1.0rc1 before 1.0, 1.0 before 1.0.post1, v1 and 1 alike.
 * What follows a `+` (a build) decides last. Texts without numbers are in the order of their names.
 */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [partsOf(a), partsOf(b)];
  for (let i = 0; i < Math.max(one.length, other.length); i++) {
    const order = comparePart(one[i], other[i]);
    if (order !== 0) return order;
  }
  return compareNames(bare(a), bare(b)) || compareNames(a, b);
}

function bare(version: string): string {
  return version.toLowerCase().replace(/^v(?=\d)/, "");
}

function partsOf(version: string): string[] {
  const [released = ""] = bare(version).split("+");
  return released.match(/\d+|[a-z]+/g) ?? [];
}

/** Where one ends, the other is later, unless it goes on with a word that stands for before. */
function comparePart(a: string | undefined, b: string | undefined): number {
  if (a === b) return 0;
  if (a === undefined) return early.test(b!) ? 1 : -1;
  if (b === undefined) return early.test(a) ? -1 : 1;
  const [isNumber, isOtherNumber] = [/^\d/.test(a), /^\d/.test(b)];
  if (isNumber && isOtherNumber) return Number(a) - Number(b);
  if (isNumber !== isOtherNumber) return isNumber ? 1 : -1;
  const rank = (word: string) => (early.test(word) ? 0 : 1);
  return rank(a) - rank(b) || (a < b ? -1 : 1);
}
