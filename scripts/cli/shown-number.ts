/** A number for a person: four significant digits, more where it is a large whole number. */
export function shownNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e9) return String(value);
  if (Math.abs(value) >= 1000 && Math.abs(value) < 1e9) return value.toFixed(1);
  return String(Number(value.toPrecision(4)));
}
