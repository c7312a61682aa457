import { figure, statedFigure } from "./figure";

/** A number with its unit, as a sum shows what a file states. */
export function amount(value: number, unit = ""): string {
  return `${statedFigure(value)}${unit === "" ? "" : ` ${unit}`}`;
}

/** `23.4 %` */
export function share(of: number): string {
  return `${figure(of * 100)} %`;
}

/** `1.3e−5`: how likely, to two digits. */
export function chance(p: number): string {
  const text = p < 1e-3 ? p.toExponential(1) : String(Number(p.toPrecision(2)));
  return text.replace("-", "\u2212");
}
