import { fractionOn, type Axis } from "../series/axis";

/** Where a value stands in px; null where it has no place (0 or less on a log axis). */
export type Place = (value: number) => number | null;

/** Places an axis between two px. */
export function placeOn(axis: Pick<Axis, "scale" | "domain">, from: number, to: number): Place {
  return (value) => {
    const part = fractionOn(axis, value);
    return part === null || Number.isNaN(part) ? null : from + part * (to - from);
  };
}
