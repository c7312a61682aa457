import { countText } from "@/lib/series/number-text";
import { counted } from "./counted";

const steps = [
  { unit: "GB", bytes: 1e9 },
  { unit: "MB", bytes: 1e6 },
  { unit: "kB", bytes: 1e3 },
] as const;

/** A size in bytes with three significant digits: `552 bytes`, `15.1 kB`, `104 MB` (powers of 1000). */
export function sizeText(bytes: number): string {
  const step = steps.find((each) => bytes >= each.bytes);
  if (!step) return counted(bytes, "byte");
  const value = bytes / step.bytes;
  return `${value >= 100 ? countText(Math.round(value)) : value.toPrecision(3)} ${step.unit}`;
}
